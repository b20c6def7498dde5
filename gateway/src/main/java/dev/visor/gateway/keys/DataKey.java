package dev.visor.gateway.keys;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * 32 secret bytes for the length of a try block:
 *
 * <pre>{@code
 * try (DataKey key = DataKey.random()) {
 *     ...
 * } // wiped here
 * }</pre>
 *
 * <p>It prints as nothing, is never serialised and never equal to another. Not guaranteed: that the runtime or a cipher
 * made no copy of its own.
 */
public final class DataKey implements SecretKey, AutoCloseable {

    /** The only length there is, bytes. */
    public static final int LENGTH = 32;

    private static final long serialVersionUID = 1L;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final transient byte[] bytes;
    private transient volatile boolean destroyed;

    private DataKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new, uniformly random key. */
    public static DataKey random() {
        byte[] bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return new DataKey(bytes);
    }

    /**
     * Takes the array over: it is this key's from here on, and wiped with it.
     *
     * @throws IllegalArgumentException if it is not 32 bytes long
     */
    public static DataKey taking(byte[] bytes) {
        if (bytes.length != LENGTH) {
            int length = bytes.length;
            Arrays.fill(bytes, (byte) 0);
            throw new IllegalArgumentException("A key is " + LENGTH + " bytes long, not " + length);
        }
        return new DataKey(bytes);
    }

    /** A second key with the same bytes and a life of its own. */
    public DataKey copy() {
        return new DataKey(getEncoded());
    }

    /** A copy of the bytes, which the caller wipes. */
    @Override
    public byte[] getEncoded() {
        if (destroyed) {
            throw new IllegalStateException("The key was wiped");
        }
        return bytes.clone();
    }

    @Override
    public String getAlgorithm() {
        return "AES";
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    @Override
    public void destroy() {
        destroyed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean isDestroyed() {
        return destroyed;
    }

    @Override
    public void close() {
        destroy();
    }

    @Override
    public String toString() {
        return "DataKey";
    }

    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException("A key is never written out");
    }
}
