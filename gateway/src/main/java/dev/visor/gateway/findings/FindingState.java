package dev.visor.gateway.findings;

import java.util.Locale;

/** How far a finding has come. */
public enum FindingState {
    /** Nobody has taken it on. */
    OPEN,
    /** Somebody looks into it. */
    TAKEN,
    /** It has a verdict. */
    CLOSED;

    /** The name in tables and answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FindingState labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
