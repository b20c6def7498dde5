package dev.visor.gateway.vault;

import static dev.visor.gateway.vault.Cobblestone.CHUNK;
import static dev.visor.gateway.vault.Cobblestone.PREFIX;
import static dev.visor.gateway.vault.Cobblestone.SEALED_CHUNK;
import static dev.visor.gateway.vault.Cobblestone.TAG;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import javax.crypto.SecretKey;

/** Reads and writes {@code header | salt | commitment | chunks} in the memory of a few chunks. */
final class SealedBody implements AutoCloseable {

    /** Four chunks in one write or read: 64 KiB and their tags. */
    private static final int BATCH = 4;

    private final ObjectStore.Stored stored;
    private final Cobblestone message;
    private final long start;
    private final long fullChunks;
    private final int lastSealed;
    private final byte[] sealed;

    /** The chunks in {@link #sealed}: the first one's number, and how many. */
    private long first;

    private int loaded;
    private boolean endVerified;

    private SealedBody(ObjectStore.Stored stored, SecretKey key, byte[] header) throws IOException {
        this.stored = stored;
        this.start = (long) header.length + PREFIX;
        byte[] before = new byte[header.length + PREFIX];
        long size = stored.size();
        if (size < start) {
            throw new ObjectAlteredException("The object ends before its first chunk", null);
        }
        stored.read(0, before, before.length);
        if (!Arrays.equals(before, 0, header.length, header, 0, header.length)) {
            throw new ObjectAlteredException("The stored object is another, or of an unknown format", null);
        }
        this.message = Cobblestone.resume(key, header, Arrays.copyOfRange(before, header.length, before.length));
        this.fullChunks = (size - start) / SEALED_CHUNK;
        this.lastSealed = (int) ((size - start) % SEALED_CHUNK);
        this.sealed = new byte[(int) Math.min(size - start, (long) BATCH * SEALED_CHUNK)];
        if (lastSealed < TAG) {
            throw new ObjectAlteredException("The object does not end with a short chunk: it was cut", null);
        }
    }

    /**
     * Seals a stream; returns the bytes written, header included.
     *
     * @param limit plaintext bytes
     * @throws ObjectTooLargeException if the stream goes on beyond the limit
     */
    static long seal(InputStream in, long limit, Cobblestone message, byte[] header, ObjectStore.Upload out)
            throws IOException {
        byte[] prefix = message.prefix();
        out.write(header, 0, header.length);
        out.write(prefix, 0, prefix.length);
        // Read to where it is sealed, in place: plaintext stands in one buffer only, and in the cache.
        byte[] sealed = new byte[BATCH * SEALED_CHUNK];
        try {
            long total = 0;
            int filled = 0;
            int read;
            long index = 0;
            do {
                read = in.readNBytes(sealed, filled, CHUNK);
                total += read;
                if (total > limit) {
                    throw new ObjectTooLargeException(limit);
                }
                filled += message.seal(index++, sealed, filled, read);
                if (filled > (BATCH - 1) * SEALED_CHUNK || read < CHUNK) {
                    out.write(sealed, 0, filled);
                    filled = 0;
                }
            } while (read == CHUNK);
            return header.length + prefix.length + total + index * TAG;
        } finally {
            Arrays.fill(sealed, (byte) 0);
        }
    }

    /**
     * Takes up a stored object, which is closed with this one.
     *
     * @throws ObjectAlteredException if header, commitment or length do not fit; no chunk was touched
     */
    static SealedBody open(ObjectStore.Stored stored, SecretKey key, byte[] header) throws IOException {
        boolean opened = false;
        try {
            SealedBody body = new SealedBody(stored, key, header);
            opened = true;
            return body;
        } finally {
            if (!opened) {
                stored.close();
            }
        }
    }

    /** Plaintext bytes, if the object ends where it says; {@link #verifyEnd} makes sure. */
    long length() {
        return fullChunks * CHUNK + lastSealed - TAG;
    }

    /** Decrypts the last chunk, which proves the length; once. */
    void verifyEnd() throws IOException {
        if (endVerified) {
            return;
        }
        byte[] plain = new byte[CHUNK];
        try {
            chunk(fullChunks, fullChunks, plain, 0);
            endVerified = true;
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** Everything, released only when all of it is verified. */
    byte[] whole() throws IOException {
        if (length() > Vault.WHOLE_LIMIT) {
            throw new ObjectTooLargeException(Vault.WHOLE_LIMIT);
        }
        byte[] plain = new byte[(int) length()];
        boolean verified = false;
        try {
            for (long index = 0; index <= fullChunks; index++) {
                chunk(index, fullChunks, plain, (int) (index * CHUNK));
            }
            verified = true;
            return plain;
        } finally {
            if (!verified) {
                Arrays.fill(plain, (byte) 0);
            }
        }
    }

    /** Chunk after chunk, each verified. */
    void transfer(Vault.Sink sink) throws IOException {
        byte[] plain = new byte[CHUNK];
        try {
            for (long index = 0; index <= fullChunks; index++) {
                int length = chunk(index, fullChunks, plain, 0);
                if (length > 0) {
                    sink.accept(plain, 0, length);
                }
            }
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /**
     * The same as a stream that is pulled: each byte is of a verified chunk. That the object is whole is known only at the
     * stream's end. Closing it wipes what it holds and leaves this body open.
     */
    InputStream stream() {
        return new Chunks();
    }

    /** Every chunk, for nobody: none is released. */
    void verify() throws IOException {
        transfer((plain, offset, length) -> {});
    }

    /** A range; the object's end is verified first, the chunks that the range touches next. */
    byte[] range(long offset, int length) throws IOException {
        verifyEnd();
        if (offset < 0 || length < 0 || offset > length() - length) {
            throw new IllegalArgumentException(
                    "A range of " + length + " bytes at " + offset + " leaves an object of " + length() + " bytes");
        }
        byte[] range = new byte[length];
        byte[] plain = new byte[CHUNK];
        boolean verified = false;
        try {
            long last = (offset + length - 1) / CHUNK;
            int done = 0;
            while (done < length) {
                long index = (offset + done) / CHUNK;
                int from = (int) ((offset + done) % CHUNK);
                if (from == 0 && length - done >= CHUNK) {
                    done += chunk(index, last, range, done);
                } else {
                    int take = Math.min(chunk(index, last, plain, 0) - from, length - done);
                    System.arraycopy(plain, from, range, done, take);
                    done += take;
                }
            }
            verified = true;
            return range;
        } finally {
            Arrays.fill(plain, (byte) 0);
            if (!verified) {
                Arrays.fill(range, (byte) 0);
            }
        }
    }

    @Override
    public void close() throws IOException {
        message.close();
        stored.close();
    }

    /**
     * Opens a chunk.
     *
     * @param last the last chunk that will be wanted, so that several are read at once
     */
    private int chunk(long index, long last, byte[] into, int at) throws IOException {
        if (index < first || index >= first + loaded) {
            load(index, (int) Math.min(last - index + 1, BATCH));
        }
        return message.open(index, sealed, (int) (index - first) * SEALED_CHUNK, sealedLength(index), into, at);
    }

    private void load(long index, int count) throws IOException {
        loaded = 0;
        int length = (count - 1) * SEALED_CHUNK + sealedLength(index + count - 1);
        try {
            stored.read(start + index * SEALED_CHUNK, sealed, length);
        } catch (EOFException e) {
            throw new ObjectAlteredException("The object was cut while it was read", e);
        }
        first = index;
        loaded = count;
    }

    private int sealedLength(long index) {
        return index < fullChunks ? SEALED_CHUNK : lastSealed;
    }

    private final class Chunks extends InputStream {

        private final byte[] plain = new byte[CHUNK];
        private long index;
        private int at;
        private int held;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (at == held) {
                if (index > fullChunks) {
                    return -1;
                }
                at = 0;
                held = 0;
                held = chunk(index++, fullChunks, plain, 0);
                if (held == 0) {
                    return -1;
                }
            }
            int read = Math.min(length, held - at);
            System.arraycopy(plain, at, into, offset, read);
            at += read;
            return read;
        }

        @Override
        public void close() {
            Arrays.fill(plain, (byte) 0);
            at = held;
        }
    }
}
