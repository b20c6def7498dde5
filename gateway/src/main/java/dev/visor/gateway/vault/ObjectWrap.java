package dev.visor.gateway.vault;

import dev.visor.gateway.keys.Aead;
import dev.visor.gateway.keys.DataKey;
import dev.visor.gateway.keys.KeyOwner;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * An object's key, wrapped: AES-256-GCM under the owners' key; the context is the object's header and the wrap's number, so
 * that a wrap opens one object only and a superseded one is not taken for the current.
 *
 * <p>As a sidecar, format 1: {@code VSW1 | number 4 | owners 2 | owner 16 ... | length 2 | wrapped}.
 */
final class ObjectWrap {

    private static final byte[] MAGIC = {'V', 'S', 'W', '1'};

    private final int number;
    private final List<KeyOwner> owners;
    private final byte[] wrapped;

    /** One that was stored. */
    ObjectWrap(int number, Collection<KeyOwner> owners, byte[] wrapped) {
        this.number = number;
        this.owners = owners.stream()
                .sorted(Comparator.comparing(owner -> owner.value().toString()))
                .toList();
        this.wrapped = wrapped.clone();
    }

    /** Wraps an object's key. */
    static ObjectWrap of(ObjectRef object, int number, Collection<KeyOwner> owners, DataKey wrapping, DataKey key) {
        byte[] plain = key.getEncoded();
        try {
            return new ObjectWrap(number, owners, Aead.seal(wrapping, plain, context(object, number)));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** Unwraps it, if it is this object's. */
    DataKey unwrap(ObjectRef object, DataKey wrapping) {
        return DataKey.taking(Aead.open(wrapping, wrapped, context(object, number)));
    }

    int number() {
        return number;
    }

    List<KeyOwner> owners() {
        return owners;
    }

    byte[] wrapped() {
        return wrapped.clone();
    }

    byte[] toSidecar() {
        ByteBuffer out = ByteBuffer.allocate(12 + 16 * owners.size() + wrapped.length)
                .put(MAGIC)
                .putInt(number)
                .putShort((short) owners.size());
        for (KeyOwner owner : owners) {
            UUID id = owner.value();
            out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
        return out.putShort((short) wrapped.length).put(wrapped).array();
    }

    @Override
    public String toString() {
        return "ObjectWrap[" + number + "]";
    }

    private static byte[] context(ObjectRef object, int number) {
        byte[] header = Header.of(object);
        return ByteBuffer.allocate(header.length + 4).put(header).putInt(number).array();
    }
}
