package dev.visor.gateway.views;

import java.util.Locale;

/** Who may see a view at all. */
public enum ViewState {
    /** The client's redaction officer. */
    STAGED,
    /** The annotators whose task it is, too. */
    RELEASED,
    /** The client's redaction officer, for an annotator reported what it shows. */
    WITHHELD,
    /** Nobody. */
    DEAD;

    /** The name in tables and answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ViewState labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
