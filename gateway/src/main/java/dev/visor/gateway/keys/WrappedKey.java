package dev.visor.gateway.keys;

import java.util.Arrays;

/** A key as its custodian gave it back: worth nothing without the epoch key. Equal if the bytes are. */
final class WrappedKey {

    private final byte[] bytes;

    WrappedKey(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    byte[] bytes() {
        return bytes.clone();
    }

    int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WrappedKey wrapped && Arrays.equals(bytes, wrapped.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "WrappedKey";
    }
}
