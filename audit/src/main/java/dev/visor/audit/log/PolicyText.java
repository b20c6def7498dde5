package dev.visor.audit.log;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The rules that decisions were made by, as one file: name and text of each rule file in turn, each behind its length in
 * four bytes, the highest first. The SHA-256 of the whole is the name of the set, so {@code sha256sum} checks it.
 */
public final class PolicyText {

    /** The most bytes of a set. */
    public static final int LONGEST = 1 << 20;

    /** The fact by which a record names the set that decided. */
    public static final String SET = "policy-set";

    /** The fact by which a record says that the set's text lay beside the log before the record was written. */
    public static final String KEPT = "policy-text";

    /** The only value of {@link #KEPT}. */
    public static final String YES = "kept";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,60}\\.[a-z]{1,20}");

    private final byte[] bytes;
    private final Map<String, String> files;

    private PolicyText(byte[] bytes, Map<String, String> files) {
        this.bytes = bytes;
        this.files = files;
    }

    /** Whether this can be the name of a set. */
    public static boolean isName(String hash) {
        return HASH.matcher(hash).matches();
    }

    /**
     * Reads a set.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static PolicyText parse(byte[] bytes) {
        if (bytes.length > LONGEST) {
            throw new IllegalArgumentException("A policy set has at most " + LONGEST + " bytes");
        }
        Map<String, String> files = new LinkedHashMap<>();
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            String name = part(rest);
            if (!NAME.matcher(name).matches() || files.put(name, part(rest)) != null) {
                throw new IllegalArgumentException("A policy set names each of its files once, like rules.cedar");
            }
        }
        return new PolicyText(bytes.clone(), Collections.unmodifiableMap(files));
    }

    private static String part(ByteBuffer rest) {
        int length = rest.remaining() < Integer.BYTES ? -1 : rest.getInt();
        if (length < 0 || length > rest.remaining()) {
            throw new IllegalArgumentException("A policy set ends within a part");
        }
        ByteBuffer text = rest.slice(rest.position(), length);
        rest.position(rest.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("A policy set is UTF-8", e);
        }
    }

    /** SHA-256 of the bytes, lower-case hex. */
    public String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The texts of the files, by name, in their order. */
    public Map<String, String> files() {
        return files;
    }

    /** The whole. */
    public byte[] bytes() {
        return bytes.clone();
    }
}
