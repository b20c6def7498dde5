package dev.visor.gateway.exchange;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Instant;
import java.util.Base64;

/**
 * Signs manifests with one Ed25519 key (RFC 8032), detached: 64 bytes over the manifest's own bytes, and the same as minisign
 * wants it.
 *
 * <p>Not guaranteed by a signature alone: whose key it is. The public key travels with the export for convenience; whoever
 * checks compares it with the one that the client was given.
 */
final class ManifestSigner {

    private static final String ALGORITHM = "Ed25519";
    private static final int PEM_LINE = 64;

    private final KeyPair keys;

    /**
     * Takes a pair.
     *
     * @throws IllegalArgumentException if it is not a pair of Ed25519 keys that belong together
     */
    ManifestSigner(KeyPair keys) {
        this.keys = keys;
        byte[] trial = "a signature must fit its key".getBytes(StandardCharsets.UTF_8);
        try {
            if (!verify(keys.getPublic(), trial, sign(trial))) {
                throw new IllegalArgumentException("The private and the public signing key do not belong together");
            }
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("Manifests are signed with an Ed25519 key", e);
        }
    }

    /** Signs: 64 bytes. */
    byte[] sign(byte[] manifest) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(keys.getPrivate());
            signature.update(manifest);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The manifest cannot be signed", e);
        }
    }

    /** SHA-256 of the public key as in {@link #publicKeyPem()}, lower-case hex. */
    String keyId() {
        return Sha256.hex(keys.getPublic().getEncoded());
    }

    /** The public key as a SubjectPublicKeyInfo in PEM, as OpenSSL reads it. */
    byte[] publicKeyPem() {
        String base64 = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'})
                .encodeToString(keys.getPublic().getEncoded());
        return ("-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The public key as minisign reads it. */
    byte[] minisignKey() {
        return Minisign.publicKey(keys.getPublic());
    }

    /**
     * Signs as minisign does.
     *
     * @param name what the file is called where it is checked
     * @param at the time that the signature states
     */
    byte[] minisign(byte[] manifest, String name, Instant at) {
        return Minisign.sign(keys.getPublic(), manifest, name, at, this::sign);
    }

    /** Whether the signature is of these bytes and by this key. */
    static boolean verify(PublicKey key, byte[] manifest, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(manifest);
            return signature.verify(signed);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key is not an Ed25519 key", e);
        }
    }
}
