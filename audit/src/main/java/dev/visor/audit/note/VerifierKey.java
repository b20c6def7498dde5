package dev.visor.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.jspecify.annotations.Nullable;

/** A public key that signs checkpoints, in the one-line vkey form {@code NAME+ID+BASE64}. */
public final class VerifierKey {

    private static final Pattern NAME = Pattern.compile("[^\\s\\p{Z}\\p{Cc}+]+");

    /** tlog-cosignature gives the name's length in one byte. */
    private static final int LONGEST_NAME = 255;

    private final String name;
    private final SignatureType type;
    private final byte[] key;
    private final int id;

    /** A key under the name that its signature lines carry. */
    public VerifierKey(String name, SignatureType type, byte[] key) {
        if (!NAME.matcher(name).matches() || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw new NoteException("A key's name has 1 to 255 bytes, neither spaces nor plus signs");
        }
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
        throw new NoteException("Not a verifier key (NAME+ID+BASE64 of an Ed25519, cosignature/v1 or ML-DSA-44 key)");
    }

    /** The name in signature lines: a log's origin, or a witness's name. */
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

    /** Whether the other stands for the same public key, if under another name or kind. */
    public boolean samePublicKey(VerifierKey other) {
        return Arrays.equals(key, other.key);
    }

    /** Whether the signature, without the key identifier, is this key's over the checkpoint. */
    boolean verifies(Checkpoint checkpoint, byte[] signature) {
        if (signature.length != type.signatureLength()) {
            return false;
        }
        return switch (type) {
            case ED25519 -> ed25519(checkpoint.bytes(), signature);
            case ED25519_COSIGNATURE ->
                ed25519(
                        timed(checkpoint, ByteBuffer.wrap(signature).getLong()),
                        Arrays.copyOfRange(signature, 8, signature.length));
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

    /** Whether this Ed25519 key signed the message; for any other kind the answer means nothing. */
    boolean ed25519(byte[] message, byte[] signature) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(false, new Ed25519PublicKeyParameters(key));
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }

    /** What cosignature/v1 signs. */
    static byte[] timed(Checkpoint checkpoint, long timestamp) {
        return ("cosignature/v1\ntime " + Long.toUnsignedString(timestamp) + "\n" + checkpoint.text())
                .getBytes(StandardCharsets.UTF_8);
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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerifierKey same
                && name.equals(same.name)
                && type == same.type
                && Arrays.equals(key, same.key);
    }

    @Override
    public int hashCode() {
        return id;
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
