package dev.visor.audit.note;

/** The kinds of note signatures used here, with the bytes that C2SP assigned to them. */
public enum SignatureType {
    /** Ed25519 over the note's text (signed-note). */
    ED25519(0x01, 32, 64),
    /** A witness's Ed25519 over a time and the note's text (tlog-cosignature, cosignature/v1). */
    ED25519_COSIGNATURE(0x04, 32, 8 + 64),
    /** ML-DSA-44 over the head that the checkpoint states, with a time (tlog-cosignature). */
    ML_DSA_44(0x06, 1312, 8 + 2420);

    private final int number;
    private final int keyLength;
    private final int signatureLength;

    SignatureType(int number, int keyLength, int signatureLength) {
        this.number = number;
        this.keyLength = keyLength;
        this.signatureLength = signatureLength;
    }

    /** The identifier byte. */
    public int number() {
        return number;
    }

    /** Bytes in a public key. */
    public int keyLength() {
        return keyLength;
    }

    /** Bytes in a signature, the time of a cosignature included. */
    public int signatureLength() {
        return signatureLength;
    }

    /** Whether its signatures state when they were made. */
    public boolean timed() {
        return this != ED25519;
    }
}
