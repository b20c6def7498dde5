package dev.visor.gateway.views;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What an annotator has a budget of. Windows are whole hours and days, UTC. */
enum BudgetKind {
    /** Deliveries of views in an hour. */
    VIEWS("views", ChronoUnit.HOURS),
    /** Persons seen on a day, each once. */
    SUBJECTS("subjects", ChronoUnit.DAYS),
    /** Bytes of views on a day. */
    BYTES("bytes", ChronoUnit.DAYS),
    /** Attempts in an hour at what is not the annotator's. */
    OFF_TASK("off-task", ChronoUnit.HOURS);

    private final String label;
    private final ChronoUnit window;

    BudgetKind(String label, ChronoUnit window) {
        this.label = label;
        this.window = window;
    }

    /** The name in rows, records and answers. */
    String label() {
        return label;
    }

    /** When the window began that this moment lies in. */
    Instant begins(Instant now) {
        return now.truncatedTo(window);
    }

    /** When a window ends, and the budget is free again. */
    Instant ends(Instant begins) {
        return begins.plus(1, window);
    }

    /** The kinds whose rules are among these. */
    static Set<BudgetKind> ruled(Set<String> rules) {
        return Arrays.stream(values())
                .filter(kind -> rules.contains("budget-" + kind.label))
                .collect(Collectors.toSet());
    }

    /**
     * The kind that {@link #label} names.
     *
     * @throws IllegalArgumentException if there is none
     */
    static BudgetKind labelled(String label) {
        for (BudgetKind kind : values()) {
            if (kind.label.equals(label)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("There is no budget of " + label);
    }
}
