package dev.visor.gateway.keys;

import java.util.Locale;

/** What a root credential opens; no key is ever shared between two of these (G7). */
public enum Domain {
    /** Sealed originals. */
    ORIGINALS(1),
    /** Masters and renditions that annotators see. */
    VIEWS(2),
    /** Suggested and placed landmarks, drafts included. */
    LANDMARKS(3),
    /** Names, references, pseudonyms, personal fields of the trail. */
    IDENTITIES(4),
    /** Files made for a client. */
    EXPORTS(5);

    private final int number;

    Domain(int number) {
        this.number = number;
    }

    /** The domain's number in headers and key contexts; never reused. */
    public int number() {
        return number;
    }

    /**
     * The domain of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Domain of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** The name in files, tables and key contexts. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
