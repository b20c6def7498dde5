package dev.visor.gateway.keys;

import java.util.Locale;

/** What a root credential opens; no key is ever shared between two of these (G7). */
public enum Domain {
    /** Sealed originals. */
    ORIGINALS,
    /** Masters and renditions that annotators see. */
    VIEWS,
    /** Suggested and placed landmarks, drafts included. */
    LANDMARKS,
    /** Names, references, pseudonyms, personal fields of the trail. */
    IDENTITIES,
    /** Files made for a client. */
    EXPORTS;

    /** The name in files, tables and key contexts. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
