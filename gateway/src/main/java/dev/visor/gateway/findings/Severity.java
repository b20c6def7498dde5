package dev.visor.gateway.findings;

import java.util.Locale;

/** How bad a finding is. */
public enum Severity {
    /** Good to know. */
    INFO,
    /** Somebody should look. */
    WARNING,
    /** Somebody must act. */
    SEVERE;

    /** The name in tables and answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Severity labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
