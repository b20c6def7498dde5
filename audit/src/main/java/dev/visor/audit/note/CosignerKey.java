package dev.visor.audit.note;

import dev.visor.audit.note.SignedCheckpoint.Line;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** The private key of a witness, Ed25519 (cosignature/v1) or ML-DSA-44. It prints as nothing. */
public final class CosignerKey {

    private static final String PREFIX = "PRIVATE+KEY+";
    private static final int SEED = 32;

    private final VerifierKey verifier;
    private final byte[] seed;

    private CosignerKey(String name, SignatureType type, byte[] seed) {
        this.seed = seed;
        byte[] key = switch (type) {
            case ED25519 -> throw new NoteException("A plain Ed25519 key signs logs; it does not cosign");
            case ED25519_COSIGNATURE -> ed25519().generatePublicKey().getEncoded();
            case ML_DSA_44 -> mlDsa44().getPublicKey();
        };
        this.verifier = new VerifierKey(name, type, key);
    }

    /**
     * A new key.
     *
     * @param name of the witness, by custom an address without scheme, such as {@code witness.example/dpo}
     * @param type one that states a time
     */
    public static CosignerKey generate(String name, SignatureType type, SecureRandom random) {
        byte[] seed = new byte[SEED];
        random.nextBytes(seed);
        return new CosignerKey(name, type, seed);
    }

    /**
     * Reads what {@link #file} wrote.
     *
     * @throws NoteException if it is anything else, or its identifier does not fit its key
     */
    public static CosignerKey parse(String file) {
        String line = file.strip();
        if (line.startsWith(PREFIX)) {
            String[] parts = line.substring(PREFIX.length()).split("\\+", 3);
            try {
                byte[] typed = parts.length == 3 ? Base64.getDecoder().decode(parts[2]) : new byte[0];
                for (SignatureType type : SignatureType.values()) {
                    if (typed.length == 1 + SEED && typed[0] == type.number()) {
                        CosignerKey key = new CosignerKey(parts[0], type, Arrays.copyOfRange(typed, 1, typed.length));
                        if (key.file().strip().equals(line)) {
                            return key;
                        }
                    }
                }
            } catch (IllegalArgumentException e) {
                throw new NoteException("Not a witness's key: its base64 is broken", e);
            }
        }
        throw new NoteException("Not a witness's key (PRIVATE+KEY+NAME+ID+BASE64)");
    }

    /** The private key in the form of Go's note package, {@code PRIVATE+KEY+NAME+ID+BASE64} of kind and seed. */
    public String file() {
        byte[] typed = ByteBuffer.allocate(1 + SEED)
                .put((byte) verifier.type().number())
                .put(seed)
                .array();
        return PREFIX + verifier.name() + "+" + HexFormat.of().toHexDigits(verifier.id()) + "+"
                + Base64.getEncoder().encodeToString(typed) + "\n";
    }

    /** The public half. */
    public VerifierKey verifier() {
        return verifier;
    }

    /**
     * Says that this is the largest tree of its log that the witness has seen, and goes on from all before.
     *
     * @param at when, cut to the second
     */
    public Line cosign(Checkpoint checkpoint, Instant at) {
        long seconds = at.getEpochSecond();
        byte[] message = verifier.type() == SignatureType.ML_DSA_44
                ? VerifierKey.cosigned(verifier.name(), checkpoint, seconds)
                : VerifierKey.timed(checkpoint, seconds);
        try {
            byte[] signature = sign(message);
            return Line.of(
                    verifier,
                    ByteBuffer.allocate(8 + signature.length)
                            .putLong(seconds)
                            .put(signature)
                            .array());
        } catch (CryptoException e) {
            throw new NoteException("The checkpoint could not be cosigned", e);
        }
    }

    private byte[] sign(byte[] message) throws CryptoException {
        Signer signer;
        if (verifier.type() == SignatureType.ML_DSA_44) {
            signer = new MLDSASigner();
            signer.init(true, mlDsa44());
        } else {
            signer = new Ed25519Signer();
            signer.init(true, ed25519());
        }
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    private Ed25519PrivateKeyParameters ed25519() {
        return new Ed25519PrivateKeyParameters(seed);
    }

    private MLDSAPrivateKeyParameters mlDsa44() {
        return new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed);
    }

    @Override
    public String toString() {
        return "CosignerKey[" + verifier.name() + "]";
    }
}
