package dev.visor.policies;

/**
 * The legal bases of the General Data Protection Regulation, Regulation (EU) 2016/679: Article 6(1) for any personal data,
 * Article 9(2) for biometric data that identify and other special categories.
 */
public enum LegalBasis {
    /** Article 6(1)(a). */
    CONSENT("gdpr-6-1-a", "The person consented to the purpose."),
    /** Article 6(1)(b). */
    CONTRACT("gdpr-6-1-b", "It is needed for a contract with the person."),
    /** Article 6(1)(c). */
    LEGAL_OBLIGATION("gdpr-6-1-c", "A law obliges the controller."),
    /** Article 6(1)(d). */
    VITAL_INTERESTS("gdpr-6-1-d", "It protects somebody's life."),
    /** Article 6(1)(e). */
    PUBLIC_TASK("gdpr-6-1-e", "It is needed for a task in the public interest."),
    /** Article 6(1)(f). */
    LEGITIMATE_INTERESTS("gdpr-6-1-f", "The controller's legitimate interests outweigh the person's."),
    /** Article 9(2)(a). */
    EXPLICIT_CONSENT("gdpr-9-2-a", "The person consented explicitly to the use of biometric data for the purpose."),
    /** Article 9(2)(b). */
    SOCIAL_PROTECTION_LAW("gdpr-9-2-b", "Employment, social security or social protection law asks for it."),
    /** Article 9(2)(c). */
    VITAL_INTERESTS_INCAPABLE("gdpr-9-2-c", "It protects the life of somebody who cannot consent."),
    /** Article 9(2)(d). */
    NOT_FOR_PROFIT_MEMBERS("gdpr-9-2-d", "A not-for-profit body uses its own members' data within its aims."),
    /** Article 9(2)(e). */
    MADE_PUBLIC("gdpr-9-2-e", "The person made the data public, plainly."),
    /** Article 9(2)(f). */
    LEGAL_CLAIMS("gdpr-9-2-f", "It is needed for legal claims."),
    /** Article 9(2)(g). */
    SUBSTANTIAL_PUBLIC_INTEREST("gdpr-9-2-g", "A law names a substantial public interest."),
    /** Article 9(2)(h). */
    HEALTH_CARE("gdpr-9-2-h", "It is needed for medical diagnosis, care or treatment, under professional secrecy."),
    /** Article 9(2)(i). */
    PUBLIC_HEALTH("gdpr-9-2-i", "It is needed for public health."),
    /** Article 9(2)(j). */
    RESEARCH("gdpr-9-2-j", "It is needed for scientific research under a law, with safeguards after Article 89.");

    private final String id;
    private final String sentence;

    LegalBasis(String id, String sentence) {
        this.id = id;
        this.sentence = sentence;
    }

    /** The name used in requests, policies and the trail, such as {@code gdpr-9-2-a}. */
    public String id() {
        return id;
    }

    /** What it says, in plain words. */
    public String sentence() {
        return sentence;
    }

    /** Whether it covers special categories of data (Article 9). */
    public boolean coversSpecialCategories() {
        return id.startsWith("gdpr-9-");
    }

    /**
     * The basis of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static LegalBasis named(String id) {
        for (LegalBasis basis : values()) {
            if (basis.id.equals(id)) {
                return basis;
            }
        }
        throw new IllegalArgumentException("A legal basis is one of gdpr-6-1-a to -f and gdpr-9-2-a to -j");
    }

    @Override
    public String toString() {
        return id;
    }
}
