package dev.visor.gateway.findings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a finding ended. */
public enum Verdict {
    /** It was as the rule said. */
    CONFIRMED,
    /** Nothing was wrong: it counts against the rule. */
    FALSE_ALARM,
    /** The matter was settled otherwise, by a person or by what was done about the object. */
    RESOLVED;

    /** The name in tables, records and answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Verdict> labelled(String label) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.label().equals(label))
                .findFirst();
    }
}
