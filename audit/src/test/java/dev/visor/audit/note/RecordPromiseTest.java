package dev.visor.audit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visor.audit.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** A promise is the log's word about one record, and cannot pass for anything else. */
class RecordPromiseTest {

    private static final String ORIGIN = "visor/aaaaaaaaaaaaaaaa";
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00.5Z");

    private final LogKeys keys = LogKeys.generate(ORIGIN, new SecureRandom());
    private final Hash leaf = Hash.leaf("a record".getBytes(StandardCharsets.UTF_8));
    private final RecordPromise promise = keys.promise(leaf, NOW);

    private static String encoded(String note) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(note.getBytes(StandardCharsets.UTF_8));
    }

    private String note() {
        return new String(Base64.getUrlDecoder().decode(promise.line()), StandardCharsets.UTF_8);
    }

    @Test
    void comesBackFromItsLine() {
        RecordPromise read = RecordPromise.parse(promise.line());
        assertThat(read).isEqualTo(promise);
        assertThat(read.at()).isEqualTo(Instant.parse("2026-11-26T10:00:00Z"));
        read.verify(keys.verifiers());
    }

    @Test
    void isASignedNoteOfItsOwnKind() {
        assertThat(note())
                .startsWith("visor-promise/v1\n" + ORIGIN + "\n" + leaf + "\n2026-11-26T10:00:00Z\n\n\u2014 ");
        assertThatExceptionOfType(NoteException.class).isThrownBy(() -> SignedCheckpoint.parse(note()));
    }

    @Test
    void ofAnotherRecordTimeLogOrKeyDoesNotVerify() {
        Hash other = Hash.leaf("another".getBytes(StandardCharsets.UTF_8));
        assertRefused(new RecordPromise(ORIGIN, other, promise.at(), promise.signature()));
        assertRefused(new RecordPromise(ORIGIN, leaf, promise.at().minusSeconds(1), promise.signature()));
        assertRefused(new RecordPromise("visor/bbbbbbbbbbbbbbbb", leaf, promise.at(), promise.signature()));
        assertRefused(LogKeys.generate(ORIGIN, new SecureRandom()).promise(leaf, NOW));
        assertRefused(new RecordPromise(ORIGIN, leaf, promise.at(), "AAAA"));
        // A checkpoint's signature is over another text.
        SignedCheckpoint head = keys.sign(new Checkpoint(ORIGIN, 1, leaf), NOW);
        String line = head.note()
                .lines()
                .filter(l -> l.startsWith("\u2014"))
                .findFirst()
                .orElseThrow();
        assertRefused(new RecordPromise(ORIGIN, leaf, promise.at(), line.substring(line.lastIndexOf(' ') + 1)));
    }

    private void assertRefused(RecordPromise forged) {
        assertThatExceptionOfType(NoteException.class).isThrownBy(() -> forged.verify(keys.verifiers()));
    }

    @Test
    void isReadInNoOtherForm() {
        for (String other : new String[] {
            "",
            "!",
            promise.line() + "A",
            encoded(note() + "\n"),
            encoded(note().replace("Z\n", ".000Z\n")),
            encoded(note().replace("visor-promise/v1", "visor-promise/v2")),
            encoded(note().replace("\u2014", "-")),
            encoded(note().replace("\u2014 " + ORIGIN, "\u2014 somebody"))
        }) {
            assertThatExceptionOfType(NoteException.class).isThrownBy(() -> RecordPromise.parse(other));
        }
    }
}
