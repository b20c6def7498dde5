package dev.visor.gateway.vault;

import dev.visor.gateway.keys.Domain;

/** What a sealed object holds; the kind fixes the key domain. */
public enum ObjectKind {
    /** An uploaded file, byte for byte. */
    ORIGINAL(1, Domain.ORIGINALS),
    /** A master view. */
    VIEW(2, Domain.VIEWS),
    /** Suggested landmarks and the geometry of a view. */
    SUGGESTION(3, Domain.LANDMARKS),
    /** One version of an annotation. */
    ANNOTATION(4, Domain.LANDMARKS),
    /** A file made for a client. */
    EXPORT(5, Domain.EXPORTS),
    /** What one annotator is served of a view: the master itself until forensic marks exist. */
    RENDITION(6, Domain.VIEWS),
    /** The secret half of a project's age recipient: it opens what a client seals, hence originals on their way in. */
    IDENTITY(7, Domain.ORIGINALS);

    private final int number;
    private final Domain domain;

    ObjectKind(int number, Domain domain) {
        this.number = number;
        this.domain = domain;
    }

    /** The kind's number in the header; never reused. */
    public int number() {
        return number;
    }

    static ObjectKind numbered(int number) {
        for (ObjectKind kind : values()) {
            if (kind.number == number) {
                return kind;
            }
        }
        throw new IllegalArgumentException("No kind of object has the number " + number);
    }

    /** Whose keys open it. */
    public Domain domain() {
        return domain;
    }
}
