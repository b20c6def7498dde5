package dev.visor.gateway.views;

import java.util.Locale;

/** How far a picture has come. */
public enum AssetState {
    /** Sealed, not yet looked at. */
    UPLOADED,
    /** Its views exist. */
    REDACTED,
    /** It has no view and waits for a person. */
    WAITING,
    /** It cannot become views. */
    REFUSED,
    /** Its keys are destroyed. */
    WITHDRAWN;

    /** The name in tables and answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AssetState labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** Whether nothing more will happen by itself. */
    public boolean settled() {
        return this != UPLOADED;
    }
}
