package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.keys.DataKey;
import dev.visor.gateway.keys.KeyAlteredException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** {@code sidecar-v1.bin} was made by another implementation from DESIGN.md, for the golden object of format 1. */
class ObjectWrapTests {

    private static final ObjectRef OBJECT = new ObjectRef(
            new TenantId(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")),
            new ObjectId(UUID.fromString("ffeeddcc-bbaa-9988-7766-554433221100")),
            ObjectKind.VIEW,
            3);

    private final DataKey wrapping = DataKey.taking(counting());

    @Test
    void readsTheGoldenSidecarOfFormatOne() throws IOException {
        ObjectWrap wrap = read(golden());

        assertThat(wrap.number()).isEqualTo(7);
        assertThat(wrap.owners())
                .extracting(KeyOwner::toString)
                .containsExactly("0f0e0d0c-0b0a-0908-0706-050403020100", "f0f1f2f3-f4f5-f6f7-f8f9-fafbfcfdfeff");
        try (DataKey key = wrap.unwrap(OBJECT, wrapping)) {
            assertThat(key.getEncoded()).asString(StandardCharsets.US_ASCII).isEqualTo("YELLOW SUBMARINE".repeat(2));
        }
    }

    @Test
    void writesTheGoldenSidecarOfFormatOne() throws IOException {
        assertThat(read(golden()).toSidecar()).isEqualTo(golden());
    }

    @Test
    void opensTheGoldenSidecarForNoOtherObjectAndUnderNoOtherNumber() throws IOException {
        ObjectWrap wrap = read(golden());
        ObjectRef other = new ObjectRef(OBJECT.tenant(), OBJECT.id(), OBJECT.kind(), 2);
        ObjectWrap renumbered = new ObjectWrap(8, wrap.owners(), wrap.wrapped());

        assertThatThrownBy(() -> wrap.unwrap(other, wrapping)).isInstanceOf(KeyAlteredException.class);
        assertThatThrownBy(() -> renumbered.unwrap(OBJECT, wrapping)).isInstanceOf(KeyAlteredException.class);
    }

    /** A reader of its own: the gateway writes sidecars, and reads them only to compare. */
    private static ObjectWrap read(byte[] sidecar) {
        ByteBuffer in = ByteBuffer.wrap(sidecar);
        byte[] magic = new byte[4];
        in.get(magic);
        assertThat(magic).asString(StandardCharsets.US_ASCII).isEqualTo("VSW1");
        int number = in.getInt();
        List<KeyOwner> owners = new ArrayList<>();
        for (int left = in.getShort(); left > 0; left--) {
            owners.add(new KeyOwner(new UUID(in.getLong(), in.getLong())));
        }
        byte[] wrapped = new byte[in.getShort()];
        in.get(wrapped);
        assertThat(in.hasRemaining()).isFalse();
        return new ObjectWrap(number, owners, wrapped);
    }

    private static byte[] golden() throws IOException {
        try (InputStream in = ObjectWrapTests.class.getResourceAsStream("sidecar-v1.bin")) {
            return in.readAllBytes();
        }
    }

    private static byte[] counting() {
        byte[] bytes = new byte[DataKey.LENGTH];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
