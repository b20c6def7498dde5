package dev.visor.gateway.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Entries of both formats, as files that stay for ever: one of format 1, then one of each kind of format 2. */
class LedgerFormatTests {

    private static final TenantId TENANT = new TenantId(UUID.fromString("0b1c9a52-7c1e-4f0e-9d3c-6a1f2f6f3b11"));
    private static final List<LedgerEntry> ENTRIES = List.of(
            new LedgerEntry.Erased(
                    1, id(1), person(1), "objection", true, Instant.parse("2026-11-26T10:00:00.000001Z")),
            new LedgerEntry.Erased(2, id(2), person(2), "legal-duty", false, Instant.parse("2026-11-26T11:00:00Z")),
            new LedgerEntry.Reassigned(
                    3,
                    id(3),
                    UUID.fromString("3f2e1d0c-4b5a-4978-8695-a4b3c2d1e0f3"),
                    2,
                    person(3),
                    person(4),
                    Instant.parse("2026-11-26T12:00:00Z")),
            new LedgerEntry.Ended(4, id(4), Instant.parse("2026-11-26T13:00:00Z")));

    private static UUID id(int number) {
        return UUID.fromString("5e0f3a4c-52f4-4f1e-8a59-0d2b7c1e9a0" + number);
    }

    private static KeyOwner person(int number) {
        return new KeyOwner(UUID.fromString("9c4d2c7e-1a2b-4c3d-8e4f-5a6b7c8d9e0" + number));
    }

    private static byte[] golden(int number) throws IOException {
        try (InputStream in = LedgerFormatTests.class.getResourceAsStream("ledger-" + number + ".json")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static String hash(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void readsTheFormatBeforeAndItsOwn() throws Exception {
        List<LedgerEntry> read = new ArrayList<>();
        String previous = LedgerFormat.NONE;
        for (int number = 1; number <= 4; number++) {
            byte[] bytes = golden(number);
            read.add(Objects.requireNonNull(LedgerFormat.parse(TENANT, bytes, previous), "entry " + number));
            previous = hash(bytes);
        }
        assertThat(read).isEqualTo(ENTRIES);
    }

    @Test
    void writesItsOwnByteForByte() throws Exception {
        for (int number = 2; number <= 4; number++) {
            assertThat(LedgerFormat.write(TENANT, ENTRIES.get(number - 1), hash(golden(number - 1))))
                    .isEqualTo(golden(number));
        }
    }

    @Test
    void takesNothingThatIsNotWordForWordAnEntryOfThisPlace() throws Exception {
        String previous = hash(golden(2));
        String entry = new String(golden(3), StandardCharsets.UTF_8);
        assertThat(parse(entry, previous)).isNotNull();
        for (String other : List.of(
                entry.replace("\"line\":2", "\"line\":3").replace("\"v\":2", "\"v\":3"),
                entry.replace("\"v\":2", "\"v\":1"),
                entry.replace("{\"asset\"", "{\"a\":1,\"asset\""),
                entry.replace("\"line\":2", "\"line\": 2"),
                entry.replace("\"line\":2", "\"line\":2.5"),
                entry.replace("reassignment", "tenant"),
                entry.replace(TENANT.toString(), UUID.randomUUID().toString()),
                "{}",
                "",
                entry.substring(1))) {
            assertThat(parse(other, previous)).as(other).isNull();
        }
        assertThat(parse(entry, hash(golden(1)))).isNull();
        for (int i = 0; i < entry.length(); i++) {
            byte[] flipped = golden(3);
            flipped[i] ^= 1;
            LedgerEntry read = LedgerFormat.parse(TENANT, flipped, previous);
            // Where the flipped byte makes another entry, the next one's hash and the head tell.
            assertThat(read).isNotEqualTo(ENTRIES.get(2));
        }
    }

    private static @Nullable LedgerEntry parse(String entry, String previous) {
        return LedgerFormat.parse(TENANT, entry.getBytes(StandardCharsets.UTF_8), previous);
    }
}
