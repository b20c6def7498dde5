package dev.visor.gateway.views;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What somebody saw on a view that should not be there. Closed, so that no report holds what it is about. */
public enum Concern {
    /** Somebody else can be seen. */
    ANOTHER_FACE("another-face", "another face"),
    /** A name, a badge, a sign. */
    READABLE_TEXT("readable-text", "readable text"),
    /** Something else that tells who the person is. */
    IDENTIFYING_MARK("identifying-mark", "an identifying mark"),
    /** The outline lies around something else. */
    NOT_A_FACE("not-a-face", "no face"),
    /** None of these. */
    OTHER("other", "something that should not be there");

    private final String label;
    private final String words;

    Concern(String label, String words) {
        this.label = label;
        this.words = words;
    }

    /** The name in requests and records. */
    @JsonValue
    public String label() {
        return label;
    }

    /** The same in a sentence. */
    String words() {
        return words;
    }

    /**
     * Finds a concern by its name.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator
    public static Concern labelled(String label) {
        for (Concern concern : values()) {
            if (concern.label.equals(label)) {
                return concern;
            }
        }
        throw new IllegalArgumentException(
                "A concern is one of another-face, readable-text, identifying-mark, not-a-face, other");
    }
}
