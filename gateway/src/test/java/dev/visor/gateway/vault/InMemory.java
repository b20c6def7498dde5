package dev.visor.gateway.vault;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;

/** An object's bytes where a test can reach them. */
final class InMemory {

    private InMemory() {}

    static byte[] seal(byte[] plaintext, Cobblestone message, byte[] header) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ObjectStore.Upload upload = new ObjectStore.Upload() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                out.write(bytes, offset, length);
            }

            @Override
            public void commit() {}

            @Override
            public void close() {}
        };
        long size = SealedBody.seal(new ByteArrayInputStream(plaintext), Long.MAX_VALUE, message, header, upload);
        if (size != out.size()) {
            throw new AssertionError("said " + size + " bytes, wrote " + out.size());
        }
        return out.toByteArray();
    }

    static ObjectStore.Stored stored(byte[] sealed) {
        return new ObjectStore.Stored() {
            @Override
            public long size() {
                return sealed.length;
            }

            @Override
            public void read(long position, byte[] into, int length) throws IOException {
                if (position + length > sealed.length) {
                    throw new EOFException();
                }
                System.arraycopy(sealed, (int) position, into, 0, length);
            }

            @Override
            public void close() {}
        };
    }
}
