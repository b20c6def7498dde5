package dev.visor.gateway.subjects;

import java.util.Arrays;
import java.util.Optional;

/** On which ground of Article 17(1) of Regulation (EU) 2016/679 a person is erased. */
enum ErasureReason {
    /** (a): the data are no longer needed for their purpose. */
    NOT_NEEDED("not-needed", 'a'),
    /** (b): the person withdrew the consent. */
    CONSENT_WITHDRAWN("consent-withdrawn", 'b'),
    /** (c): the person objected, and nothing overrides that. */
    OBJECTION("objection", 'c'),
    /** (d): the data were processed unlawfully. */
    UNLAWFUL("unlawful", 'd'),
    /** (e): a law demands it. */
    LEGAL_DUTY("legal-duty", 'e');

    private final String label;
    private final char letter;

    ErasureReason(String label, char letter) {
        this.label = label;
        this.letter = letter;
    }

    /** The ground's place in the law. */
    String article() {
        return "Article 17(1)(" + letter + ") GDPR";
    }

    String label() {
        return label;
    }

    static Optional<ErasureReason> labelled(String label) {
        return Arrays.stream(values())
                .filter(reason -> reason.label.equals(label))
                .findFirst();
    }
}
