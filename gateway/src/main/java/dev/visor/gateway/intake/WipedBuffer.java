package dev.visor.gateway.intake;

import java.util.Arrays;

/** A growing buffer that leaves nothing behind: each array that it outgrew is wiped, and the last one with it. */
final class WipedBuffer {

    private byte[] bytes = new byte[64 * 1024];
    private int length;

    void write(byte[] from, int offset, int count) {
        int needed = Math.addExact(length, count);
        if (needed > bytes.length) {
            replace(Math.max(needed, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
        System.arraycopy(from, offset, bytes, length, count);
        length = needed;
    }

    int length() {
        return length;
    }

    /** Everything so far, in an array of just that length: the buffer's own, which is wiped with it. */
    byte[] whole() {
        if (bytes.length != length) {
            replace(length);
        }
        return bytes;
    }

    /** Ends the buffer's use. */
    void wipe() {
        Arrays.fill(bytes, (byte) 0);
        length = 0;
    }

    private void replace(int size) {
        byte[] outgrown = bytes;
        bytes = Arrays.copyOf(outgrown, size);
        Arrays.fill(outgrown, (byte) 0);
    }
}
