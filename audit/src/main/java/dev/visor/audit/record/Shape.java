package dev.visor.audit.record;

import java.util.Locale;

/** What kind of act a record tells. Numbers of shapes stay at about ten; features add actions, not shapes. */
public enum Shape {
    /** Visor itself: start, keys, configuration. */
    LIFECYCLE,
    /** Somebody signs in, out or up. */
    SESSION,
    /** Something was refused. */
    REFUSAL,
    /** Something was made, changed or withdrawn. */
    CHANGE,
    /** Personal pictures or what was derived from them are about to leave: an intent. */
    DISCLOSURE,
    /** A key was used, made or destroyed. */
    KEY_USE,
    /** A machine works on a picture: an intent. */
    PROCESSING,
    /** An annotator's or reviewer's work. */
    WORK,
    /** The trail itself was read or proved. */
    QUERY,
    /** One person asks, another grants. */
    APPROVAL,
    /** How an intent ended. */
    OUTCOME;

    private static final Shape[] ALL = values();

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Whether such a record can have an outcome: it tells something that is about to be done. */
    public boolean intent() {
        return switch (this) {
            case CHANGE, DISCLOSURE, KEY_USE, PROCESSING, WORK, APPROVAL -> true;
            case LIFECYCLE, SESSION, REFUSAL, QUERY, OUTCOME -> false;
        };
    }

    /** The name in leaves and in the catalogue. */
    public String label() {
        return label;
    }

    /**
     * Reads what {@link #label} wrote.
     *
     * @throws IllegalArgumentException if there is no such shape
     */
    public static Shape of(String label) {
        for (Shape shape : ALL) {
            if (shape.label.equals(label)) {
                return shape;
            }
        }
        throw new IllegalArgumentException("There is no record shape '" + label + "'");
    }
}
