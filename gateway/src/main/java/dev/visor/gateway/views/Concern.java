package dev.visor.gateway.views;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.visor.gateway.findings.Severity;

/** What somebody saw on a view that should not be there. Closed, so that no report holds what it is about. */
public enum Concern {
    /** Somebody else can be seen. */
    ANOTHER_FACE("another-face", "another face", Severity.SEVERE),
    /** A name, a badge, a sign. */
    READABLE_TEXT("readable-text", "readable text", Severity.SEVERE),
    /** Something else that tells who the person is. */
    IDENTIFYING_MARK("identifying-mark", "an identifying mark", Severity.SEVERE),
    /** The outline lies around something else. */
    NOT_A_FACE("not-a-face", "no face", Severity.SEVERE),
    /** A poster, a statue, somebody in the background. */
    WRONG_FACE("wrong-face", "a face that cannot be the one meant", Severity.SEVERE),
    /** Nobody can be recognized by it, which is why it can wait. */
    UNUSABLE("unusable", "a face that nobody can place points on", Severity.WARNING),
    /** None of these. */
    OTHER("other", "something that should not be there", Severity.SEVERE);

    private final String label;
    private final String words;
    private final Severity severity;

    Concern(String label, String words, Severity severity) {
        this.label = label;
        this.words = words;
        this.severity = severity;
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

    /** How soon somebody has to decide. */
    Severity severity() {
        return severity;
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
                "A concern is one of another-face, readable-text, identifying-mark, not-a-face,"
                        + " wrong-face, unusable, other");
    }
}
