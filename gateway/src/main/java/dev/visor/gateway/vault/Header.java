package dev.visor.gateway.vault;

import java.nio.ByteBuffer;

/**
 * The first 48 bytes of a sealed object, format 1: {@code VSR1 | suite 2 | object 16 | tenant 16 | domain 2 | kind 2 |
 * generation 4 | zero 2}, big-endian. It is the context of the body's keys, so a body under another header does not open;
 * it names no subject.
 */
final class Header {

    /** Bytes. */
    static final int LENGTH = 48;

    private static final byte[] MAGIC = {'V', 'S', 'R', '1'};

    /** C2SP chunked encryption v1, AEAD_AES_256_GCM, HKDF-SHA-512. */
    private static final short SUITE = 1;

    private Header() {}

    /** An object has one header, so reading it is comparing it. */
    static byte[] of(ObjectRef object) {
        return ByteBuffer.allocate(LENGTH)
                .put(MAGIC)
                .putShort(SUITE)
                .putLong(object.id().value().getMostSignificantBits())
                .putLong(object.id().value().getLeastSignificantBits())
                .putLong(object.tenant().value().getMostSignificantBits())
                .putLong(object.tenant().value().getLeastSignificantBits())
                .putShort((short) object.domain().number())
                .putShort((short) object.kind().number())
                .putInt(object.generation())
                .array();
    }
}
