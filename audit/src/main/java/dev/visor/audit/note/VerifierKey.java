package dev.visor.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** A public key that signs checkpoints, in the one-line vkey form {@code NAME+ID+BASE64}. */
public final class VerifierKey {

    private final String name;
    private final SignatureType type;
    private final byte[] key;
    private final int id;

    /** A key under the name that its signature lines carry. */
    public VerifierKey(String name, SignatureType type, byte[] key) {
        if (key.length != type.keyLength()) {
            throw new NoteException(type + " keys have " + type.keyLength() + " bytes, not " + key.length);
        }
        this.name = name;
        this.type = type;
        this.key = key.clone();
        this.id = id(name, type, key);
    }

    /**
     * Reads the one-line form.
     *
     * @throws NoteException if it is not one, or its identifier does not fit its key
     */
    public static VerifierKey parse(String vkey) {
        String[] parts = vkey.strip().split("\\+", 3);
        try {
            if (parts.length == 3) {
                byte[] typed = Base64.getDecoder().decode(parts[2]);
                for (SignatureType type : SignatureType.values()) {
                    if (typed.length > 0 && typed[0] == type.number()) {
                        VerifierKey key = new VerifierKey(parts[0], type, Arrays.copyOfRange(typed, 1, typed.length));
                        if (key.toString().equals(vkey.strip())) {
                            return key;
                        }
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            throw new NoteException("Not a verifier key: its base64 is broken", e);
        }
        throw new NoteException("Not a verifier key (NAME+ID+BASE64, Ed25519 or ML-DSA-44)");
    }

    /** The name in signature lines: the log's origin. */
    public String name() {
        return name;
    }

    /** The kind of its signatures. */
    public SignatureType type() {
        return type;
    }

    int id() {
        return id;
    }

    /** Whether the signature, without the key identifier, is this key's over the checkpoint. */
    boolean verifies(Checkpoint checkpoint, byte[] signature) {
        if (signature.length != type.signatureLength()) {
            return false;
        }
        return switch (type) {
            case ED25519 -> {
                Ed25519Signer signer = new Ed25519Signer();
                signer.init(false, new Ed25519PublicKeyParameters(key));
                byte[] text = checkpoint.bytes();
                signer.update(text, 0, text.length);
                yield signer.verifySignature(signature);
            }
            case ML_DSA_44 -> {
                MLDSASigner signer = new MLDSASigner();
                signer.init(false, new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_44, key));
                byte[] message =
                        cosigned(name, checkpoint, ByteBuffer.wrap(signature).getLong());
                signer.update(message, 0, message.length);
                yield signer.verifySignature(Arrays.copyOfRange(signature, 8, signature.length));
            }
        };
    }

    /** The {@code cosigned_message} of tlog-cosignature for a whole tree. */
    static byte[] cosigned(String cosigner, Checkpoint checkpoint, long timestamp) {
        byte[] name = cosigner.getBytes(StandardCharsets.UTF_8);
        byte[] origin = checkpoint.origin().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(12 + 1 + name.length + 8 + 1 + origin.length + 8 + 8 + 32)
                .put("subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII))
                .put((byte) name.length)
                .put(name)
                .putLong(timestamp)
                .put((byte) origin.length)
                .put(origin)
                .putLong(0)
                .putLong(checkpoint.size())
                .put(checkpoint.root().toBytes())
                .array();
    }

    private static int id(String name, SignatureType type, byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update((byte) type.number());
            return ByteBuffer.wrap(digest.digest(key)).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The vkey form. */
    @Override
    public String toString() {
        byte[] typed = new byte[1 + key.length];
        typed[0] = (byte) type.number();
        System.arraycopy(key, 0, typed, 1, key.length);
        return name + "+" + HexFormat.of().toHexDigits(id) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }
}
