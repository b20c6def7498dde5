package dev.visor.gateway.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/**
 * Signatures and public keys as <a href="https://jedisct1.github.io/minisign/">minisign</a> writes them: Ed25519 over the
 * BLAKE2b-512 of a file (algorithm {@code ED}), and once more over that signature and the trusted comment. The older form over
 * the file itself (algorithm {@code Ed}) is not written, because readers of today refuse it unless they are told otherwise.
 *
 * <pre>
 * signature   untrusted comment: TEXT
 *             base64( "ED" | key number 8 | signature 64 )
 *             trusted comment: TEXT
 *             base64( signature 64 of the first signature and the trusted text )
 * public key  untrusted comment: TEXT
 *             base64( "Ed" | key number 8 | key 32 )
 * </pre>
 *
 * <p>A key number of minisign's own keys is random and says nothing. Here it is the first eight bytes of the SHA-256 by which
 * a manifest names its key, in the order in which minisign prints them: whoever compares numbers compares those.
 */
final class Minisign {

    private static final byte[] KEY = {'E', 'd'};
    private static final byte[] PREHASHED = {'E', 'D'};
    private static final String UNTRUSTED = "untrusted comment: ";
    private static final String TRUSTED = "trusted comment: ";
    private static final int NUMBER = 8;
    private static final int RAW_KEY = 32;
    private static final int SIGNATURE = 64;
    private static final int LINES = 4;

    private Minisign() {}

    /** The public key as minisign reads it with {@code -p}; its second line is what {@code -P} takes. */
    static byte[] publicKey(PublicKey key) {
        byte[] bytes = join(KEY, number(key), raw(key));
        return (UNTRUSTED + "minisign public key " + printed(key) + "\n" + base64(bytes) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Signs.
     *
     * @param name the file's name, for the trusted comment
     * @param at the time that the trusted comment gives, to the second
     * @param ed25519 signs bytes by the key's other half: 64 bytes
     */
    static byte[] sign(PublicKey key, byte[] file, String name, Instant at, UnaryOperator<byte[]> ed25519) {
        String comment = "timestamp:" + at.getEpochSecond() + "\tfile:" + name + "\thashed";
        byte[] signature = ed25519.apply(blake2b(file));
        byte[] whole = ed25519.apply(join(signature, comment.getBytes(StandardCharsets.UTF_8)));
        return (UNTRUSTED + "signature of " + printed(key) + "\n" + base64(join(PREHASHED, number(key), signature))
                        + "\n" + TRUSTED + comment + "\n" + base64(whole) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Whether all of it, the trusted comment included, is of these bytes and by this key. */
    static boolean verify(PublicKey key, byte[] file, byte[] minisig) {
        String[] lines = new String(minisig, StandardCharsets.UTF_8).split("\n", -1);
        if (lines.length != LINES + 1
                || !lines[LINES].isEmpty()
                || !lines[0].startsWith(UNTRUSTED)
                || !lines[2].startsWith(TRUSTED)) {
            return false;
        }
        try {
            byte[] first = Base64.getDecoder().decode(lines[1]);
            byte[] whole = Base64.getDecoder().decode(lines[3]);
            byte[] head = join(PREHASHED, number(key));
            if (first.length != head.length + SIGNATURE || !Arrays.equals(head, Arrays.copyOf(first, head.length))) {
                return false;
            }
            byte[] signature = Arrays.copyOfRange(first, head.length, first.length);
            byte[] comment = lines[2].substring(TRUSTED.length()).getBytes(StandardCharsets.UTF_8);
            return ManifestSigner.verify(key, blake2b(file), signature)
                    && ManifestSigner.verify(key, join(signature, comment), whole);
        } catch (IllegalArgumentException e) {
            return false; // not base64
        }
    }

    /** The key's number as minisign prints it: the first 16 digits of the manifest's name for the key. */
    private static String printed(PublicKey key) {
        return Sha256.hex(key.getEncoded()).substring(0, 2 * NUMBER).toUpperCase(Locale.ROOT);
    }

    /** The number in a file: minisign prints the eight bytes from the last to the first. */
    private static byte[] number(PublicKey key) {
        return ByteBuffer.allocate(NUMBER)
                .putLong(Long.reverseBytes(Long.parseUnsignedLong(printed(key), 16)))
                .array();
    }

    /** The end of a SubjectPublicKeyInfo of Ed25519 (RFC 8410) is the key itself. */
    private static byte[] raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - RAW_KEY, encoded.length);
    }

    private static byte[] blake2b(byte[] file) {
        Blake2bDigest digest = new Blake2bDigest(8 * SIGNATURE);
        digest.update(file, 0, file.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }

    private static byte[] join(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteBuffer joined = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            joined.put(part);
        }
        return joined.array();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
