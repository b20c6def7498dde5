package dev.visor.audit.note;

import dev.visor.audit.merkle.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;

/** The two private keys of one log. They print as nothing. */
public final class LogKeys {

    private final Ed25519PrivateKeyParameters ed25519;
    private final MLDSAPrivateKeyParameters mlDsa44;
    private final VerifierKeys verifiers;

    private LogKeys(String origin, Ed25519PrivateKeyParameters ed25519, MLDSAPrivateKeyParameters mlDsa44) {
        this.ed25519 = ed25519;
        this.mlDsa44 = mlDsa44;
        this.verifiers = new VerifierKeys(
                new VerifierKey(
                        origin,
                        SignatureType.ED25519,
                        ed25519.generatePublicKey().getEncoded()),
                new VerifierKey(origin, SignatureType.ML_DSA_44, mlDsa44.getPublicKey()));
    }

    /** New keys for a log. */
    public static LogKeys generate(String origin, SecureRandom random) {
        byte[] seed = new byte[32];
        random.nextBytes(seed);
        return new LogKeys(
                origin,
                new Ed25519PrivateKeyParameters(random),
                new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed));
    }

    /**
     * Reads keys in PKCS#8 form.
     *
     * @throws NoteException if they are not an Ed25519 and an ML-DSA-44 key
     */
    public static LogKeys read(String origin, byte[] ed25519, byte[] mlDsa44) {
        try {
            AsymmetricKeyParameter one = PrivateKeyFactory.createKey(ed25519);
            AsymmetricKeyParameter two = PrivateKeyFactory.createKey(mlDsa44);
            if (one instanceof Ed25519PrivateKeyParameters first
                    && two instanceof MLDSAPrivateKeyParameters second
                    && second.getParameters().equals(MLDSAParameters.ml_dsa_44)) {
                return new LogKeys(origin, first, second);
            }
        } catch (IOException e) {
            throw new NoteException("The log's key files are not PKCS#8", e);
        }
        throw new NoteException("The log's key files hold other kinds of keys");
    }

    /** The Ed25519 key, PKCS#8 DER. */
    public byte[] ed25519() {
        return encoded(ed25519);
    }

    /** The ML-DSA-44 key, PKCS#8 DER (RFC 9881). */
    public byte[] mlDsa44() {
        return encoded(mlDsa44);
    }

    /** The public halves. */
    public VerifierKeys verifiers() {
        return verifiers;
    }

    /** Promises that a record will stand in the log. */
    public RecordPromise promise(Hash leaf, Instant at) {
        byte[] text = RecordPromise.text(verifiers.origin(), leaf, at).getBytes(StandardCharsets.UTF_8);
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, ed25519);
        signer.update(text, 0, text.length);
        byte[] signature = signer.generateSignature();
        byte[] signed = ByteBuffer.allocate(Integer.BYTES + signature.length)
                .putInt(verifiers.ed25519().id())
                .put(signature)
                .array();
        return new RecordPromise(
                verifiers.origin(),
                leaf,
                at.truncatedTo(ChronoUnit.SECONDS),
                Base64.getEncoder().encodeToString(signed));
    }

    /**
     * Signs a head with both keys.
     *
     * @param at the time that the ML-DSA-44 signature states, cut to the second
     * @return the signed note
     */
    public SignedCheckpoint sign(Checkpoint checkpoint, Instant at) {
        if (!checkpoint.origin().equals(verifiers.origin())) {
            throw new NoteException("These are not the keys of " + checkpoint.origin());
        }
        Ed25519Signer classic = new Ed25519Signer();
        classic.init(true, ed25519);
        byte[] text = checkpoint.bytes();
        classic.update(text, 0, text.length);
        MLDSASigner quantum = new MLDSASigner();
        quantum.init(true, mlDsa44);
        long seconds = at.getEpochSecond();
        byte[] message = VerifierKey.cosigned(verifiers.origin(), checkpoint, seconds);
        quantum.update(message, 0, message.length);
        try {
            byte[] second = quantum.generateSignature();
            String note = checkpoint.text()
                    + "\n"
                    + line(verifiers.ed25519(), classic.generateSignature())
                    + line(
                            verifiers.mlDsa44(),
                            ByteBuffer.allocate(8 + second.length)
                                    .putLong(seconds)
                                    .put(second)
                                    .array());
            return SignedCheckpoint.parse(note);
        } catch (CryptoException e) {
            throw new NoteException("The checkpoint could not be signed", e);
        }
    }

    private static String line(VerifierKey key, byte[] signature) {
        return SignedCheckpoint.Line.of(key, signature).text();
    }

    private static byte[] encoded(AsymmetricKeyParameter key) {
        try {
            return PrivateKeyInfoFactory.createPrivateKeyInfo(key).getEncoded();
        } catch (IOException e) {
            throw new NoteException("A key has no PKCS#8 form", e);
        }
    }

    @Override
    public String toString() {
        return "LogKeys[" + verifiers.origin() + "]";
    }
}
