package dev.visor.gateway.vault;

import java.io.IOException;
import java.io.InputStream;

/** A stream of any length that no test holds in memory, and which tells a byte that is missing, altered or at another place. */
final class Content extends InputStream {

    private final long length;
    private long position;

    Content(long length) {
        this.length = length;
    }

    /** The byte at a place: a mixture of its number's bits. */
    private static byte at(long position) {
        long word = (position >>> 3) * 0x9e3779b97f4a7c15L;
        return (byte) ((word ^ (word >>> 29)) >>> (8 * (position & 7)));
    }

    @Override
    public int read() {
        return position < length ? at(position++) & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int count) {
        if (position >= length) {
            return -1;
        }
        int read = (int) Math.min(count, length - position);
        for (int i = 0; i < read; i++) {
            into[offset + i] = at(position + i);
        }
        position += read;
        return read;
    }

    /** Takes the content in again. */
    static final class Check implements Vault.Sink {

        private final long length;
        private long position;

        Check(long length) {
            this.length = length;
        }

        @Override
        public void accept(byte[] buffer, int offset, int count) throws IOException {
            for (int i = 0; i < count; i++) {
                if (buffer[offset + i] != at(position + i)) {
                    throw new IOException("Byte " + (position + i) + " is not what was sealed");
                }
            }
            position += count;
        }

        void requireWhole() throws IOException {
            if (position != length) {
                throw new IOException(position + " bytes were sealed, not " + length);
            }
        }
    }
}
