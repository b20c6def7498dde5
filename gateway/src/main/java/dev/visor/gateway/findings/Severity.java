package dev.visor.gateway.findings;

import java.time.Duration;
import java.util.Locale;

/** How bad a finding is, and so how long it may wait. */
public enum Severity {
    /** Good to know: within 30 days. */
    INFO(Duration.ofDays(30)),
    /** Somebody should look: within 7 days. */
    WARNING(Duration.ofDays(7)),
    /** Somebody must act: within a day. */
    SEVERE(Duration.ofDays(1));

    private final Duration within;

    Severity(Duration within) {
        this.within = within;
    }

    /** The name in tables and answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How long after it was opened a finding is due. */
    public Duration within() {
        return within;
    }

    static Severity labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
