package dev.visor.gateway.trail;

/**
 * Why something is done that belongs to no project, and on which legal basis. The bases are those of Regulation (EU)
 * 2016/679, named as the policies name them.
 */
public enum Ground {
    /**
     * The trail is read and proved: Article 6(1)(c), since Articles 5(2) and 30 oblige whoever processes to be able to show
     * what was done.
     */
    ACCOUNTABILITY("accountability", "gdpr-6-1-c"),
    /**
     * People sign in, prove themselves, and are refused, and what is stored is checked: Article 6(1)(c), since Article 32
     * obliges to keep others out and what is stored whole.
     */
    SECURITY("security", "gdpr-6-1-c"),
    /** Organisations are taken in, and what needs two persons is asked for and granted: Article 6(1)(f). */
    ADMINISTRATION("administration", "gdpr-6-1-f"),
    /** What nothing refers to any more is destroyed: Article 6(1)(c), since Article 5(1)(e) limits storage. */
    MINIMISATION("minimisation", "gdpr-6-1-c"),
    /** A person's data are destroyed: Article 6(1)(c), since Article 17 obliges to. */
    ERASURE("erasure", "gdpr-6-1-c"),
    /** What was declared of a person is put right: Article 6(1)(c), since Article 16 obliges to. */
    RECTIFICATION("rectification", "gdpr-6-1-c"),
    /** Visor starts and opens its own keys: nobody's data is touched, so there is no basis to name. */
    OPERATION("operation", "none");

    private final String purpose;
    private final String basis;

    Ground(String purpose, String basis) {
        this.purpose = purpose;
        this.basis = basis;
    }

    /** The purpose in the record. */
    public String purpose() {
        return purpose;
    }

    /** The legal basis in the record. */
    public String basis() {
        return basis;
    }
}
