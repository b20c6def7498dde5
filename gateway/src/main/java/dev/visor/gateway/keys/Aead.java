package dev.visor.gateway.keys;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM for keys and short fields: {@code nonce (12) || ciphertext || tag (16)}, random nonces.
 *
 * <p>The provider is asked for by name: whatever else is installed, it is the JDK's. One key serves at most 2^32 messages
 * (NIST SP 800-38D, 8.3); every key here wraps far fewer.
 */
public final class Aead {

    /** What sealing adds, bytes. */
    public static final int OVERHEAD = 28;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Aead() {}

    /** Seals; the context is authenticated and not stored. */
    public static byte[] seal(SecretKey key, byte[] plaintext, byte[] context) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher();
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context);
            byte[] sealed = Arrays.copyOf(nonce, NONCE + cipher.getOutputSize(plaintext.length));
            cipher.doFinal(plaintext, 0, plaintext.length, sealed, NONCE);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not to be had from the JDK", e);
        }
    }

    /**
     * Opens what {@link #seal} made; the caller wipes the result.
     *
     * @throws KeyAlteredException if key, context and bytes do not belong together
     */
    public static byte[] open(SecretKey key, byte[] sealed, byte[] context) {
        if (sealed.length < OVERHEAD) {
            throw new KeyAlteredException("A sealed value has at least " + OVERHEAD + " bytes, not " + sealed.length);
        }
        try {
            Cipher cipher = cipher();
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE));
            cipher.updateAAD(context);
            return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
        } catch (AEADBadTagException e) {
            throw new KeyAlteredException("A sealed value does not belong to this key and this place", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not to be had from the JDK", e);
        }
    }

    private static Cipher cipher() throws GeneralSecurityException {
        return Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
    }
}
