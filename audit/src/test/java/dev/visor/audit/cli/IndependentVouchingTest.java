package dev.visor.audit.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.TestTrail;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.note.CosignerKey;
import dev.visor.audit.note.LogKeys;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.timestamp.OpensslAuthority;
import dev.visor.audit.verify.LogCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both judges of {@link IndependentVerifierTest}, over what is said of a log from outside: cosignatures of two witnesses and
 * tokens of an authority. No size matters here, so the log is a short one.
 */
class IndependentVouchingTest {

    private static final int OLD_SIZE = 20;
    private static final int SIZE = 300;

    @TempDir
    static Path home;

    private static Path original = Path.of("none");
    private static Path key = Path.of("none");
    private static String origin = "";

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static LogKeys keys;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static GoVerifier go;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Outsiders outsiders;

    @TempDir
    Path copy;

    @SuppressWarnings("NullAway.Init") // set before each test
    private LogCopy log;

    @BeforeAll
    static void publish() throws IOException {
        go = GoVerifier.build();
        try (TestTrail t = new TestTrail(home)) {
            original = t.published().path();
            origin = t.log;
            keys = t.keys.keys(t.log);
            outsiders = new Outsiders(Files.createDirectory(home.resolve("outside")), keys.verifiers());
            for (int size : new int[] {OLD_SIZE, SIZE}) {
                long had = t.published()
                        .checkpoint()
                        .map(head -> head.checkpoint().size())
                        .orElse(0L);
                for (long i = had; i < size; i += 2) {
                    t.sent(t.show(TestTrail.view()));
                }
                t.sequencer.step();
                outsiders.cosign(t);
                outsiders.stamp(t);
            }
        }
        key = Files.copy(original.resolve("log.vkey"), home.resolve("key"));
    }

    @AfterAll
    static void close() throws IOException {
        outsiders.close();
    }

    @BeforeEach
    void copy() throws IOException {
        log = LogCopy.of(original, origin, copy);
        judges().accept();
    }

    /** Demands both witnesses and a token. */
    private Judges judges() {
        return new Judges(go, copy, key).demandingAll(outsiders.witnessFile).demandingTime(outsiders.root);
    }

    private SignedCheckpoint head() throws IOException {
        return new LogFolder(original).checkpoint().orElseThrow();
    }

    private SignedCheckpoint older() throws IOException {
        return LogFolder.checkpoint(original.resolve("time/" + OLD_SIZE + ".checkpoint"))
                .orElseThrow();
    }

    /** The note's text with some of its lines: 0 and 1 are the log's own, the witnesses' follow. */
    private static String lines(SignedCheckpoint note, int... kept) {
        String[] parts = note.note().split("\n\n", 2);
        List<String> signatures = parts[1].lines().toList();
        StringBuilder text = new StringBuilder(parts[0]).append("\n\n");
        for (int line : kept) {
            text.append(signatures.get(line)).append('\n');
        }
        return text.toString();
    }

    private void write(String note) throws IOException {
        log.write("checkpoint", note.getBytes(UTF_8));
        log.write("witnessed", note.getBytes(UTF_8));
    }

    private void write(SignedCheckpoint note) throws IOException {
        write(note.note());
    }

    @Test
    void bothTakeAnEarlierHeadForWhatItIsWorth() throws IOException {
        // The head of today has no lines yet, and the newest that has them is older.
        log.write("checkpoint", lines(head(), 0, 1).getBytes(UTF_8));
        log.write("witnessed", older().note().getBytes(UTF_8));
        judges().accept();
        Files.delete(copy.resolve("witnessed"));
        assertThat(judges().refuse()).contains("0 of 2 witnesses cosigned");
    }

    @Test
    void bothRefuseAStrippedWitness() throws IOException {
        for (int kept : new int[] {2, 3}) {
            write(lines(head(), 0, 1, kept));
            assertThat(judges().refuse()).contains("1 of 2 witnesses cosigned");
            // Where one is enough, either is.
            some().accept();
        }
        write(lines(head(), 0, 1));
        assertThat(some().refuse()).contains("0 of 1 witnesses cosigned");
    }

    private Judges some() {
        return new Judges(go, copy, key).demandingSome(outsiders.policyFile, outsiders.witnessFile, 1);
    }

    @Test
    void neitherAddsUpWitnessesOfDifferentHeads() throws IOException {
        Path policy = Files.writeString(
                home.resolve("both"),
                Files.readString(outsiders.policyFile).replace("group either any", "group either all"));
        log.write("checkpoint", lines(head(), 0, 1, 2).getBytes(UTF_8));
        log.write("witnessed", lines(older(), 0, 1, 3).getBytes(UTF_8));
        assertThat(new Judges(go, copy, key)
                        .demandingSome(policy, outsiders.witnessFile, 2)
                        .refuse())
                .contains("1 of 2 witnesses cosigned");
    }

    @Test
    void bothRefuseACosignatureByAnotherKey() throws IOException {
        for (CosignerKey real : outsiders.witnesses) {
            String name = real.verifier().name().replace("witness.example/", "");
            CosignerKey fake = Outsiders.key(name, real.verifier().type());
            // Under the same name, its own identifier.
            write(with(real, fake.cosign(head().checkpoint(), Instant.now())));
            assertThat(judges().refuse()).contains("1 of 2 witnesses cosigned, witness.example/" + name);
            // And under the identifier of the real one.
            SignedCheckpoint.Line line = fake.cosign(head().checkpoint(), Instant.now());
            write(with(real, new SignedCheckpoint.Line(line.name(), line(real).id(), line.signature())));
            assertThat(judges().refuse()).contains("invalid signature for key witness.example/" + name);
        }
    }

    @Test
    void bothRefuseACosignatureOverAnotherCheckpoint() throws IOException {
        for (CosignerKey witness : outsiders.witnesses) {
            write(with(witness, witness.cosign(older().checkpoint(), Instant.now())));
            assertThat(judges().refuse())
                    .contains("invalid signature for key " + witness.verifier().name());
        }
    }

    /** The head with another line in a witness's place. */
    private SignedCheckpoint with(CosignerKey replaced, SignedCheckpoint.Line line) throws IOException {
        List<SignedCheckpoint.Line> lines = new ArrayList<>();
        for (CosignerKey witness : outsiders.witnesses) {
            lines.add(witness.equals(replaced) ? line : line(witness));
        }
        return SignedCheckpoint.parse(lines(head(), 0, 1)).with(lines);
    }

    private SignedCheckpoint.Line line(CosignerKey witness) throws IOException {
        return head().signatures().stream()
                .filter(line -> line.by(witness.verifier()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void bothRefuseAHistoryOtherThanTheOneThatWasSeen() throws IOException {
        List<byte[]> leaves = log.leaves(SIZE);
        log.forge(leaves.subList(0, SIZE - 2), keys);
        assertThat(judges().refuse()).contains("rolled back: it had 300 leaves and has 298");
        // What lies there speaks against it, whoever is demanded.
        assertThat(new Judges(go, copy, key).refuse()).contains("witnessed: rolled back");
        Files.delete(copy.resolve("witnessed"));
        assertThat(new Judges(go, copy, key).refuse()).contains("300.checkpoint: rolled back");

        String last = new String(leaves.getLast(), UTF_8).replace("\"consent\"", "\"contract\"");
        leaves.set(SIZE - 1, last.getBytes(UTF_8));
        log.forge(leaves, keys);
        assertThat(new Judges(go, copy, key).refuse()).contains("300.checkpoint: forked");
    }

    @Test
    void bothRefuseATokenOverAnotherCheckpoint() throws IOException {
        log.write("time/300.tsr", Files.readAllBytes(original.resolve("time/20.tsr")));
        assertThat(judges().refuse()).contains("300.tsr: openssl -verify");

        // The same head, signed anew: the bytes are others.
        log.write("time/300.tsr", Files.readAllBytes(original.resolve("time/300.tsr")));
        log.write(
                "time/300.checkpoint",
                keys.sign(head().checkpoint(), Instant.now()).note().getBytes(UTF_8));
        assertThat(judges().refuse()).contains("300.tsr: openssl -verify");

        log.write("time/300.checkpoint", older().note().getBytes(UTF_8));
        assertThat(judges().refuse()).contains("it is a head of 20 leaves");
        Files.delete(copy.resolve("time/300.checkpoint"));
        assertThat(judges().refuse()).contains("no such file");
    }

    @Test
    void bothRefuseAnAlteredToken() throws IOException {
        byte[] answer = Files.readAllBytes(original.resolve("time/300.tsr"));
        // In its signature, which comes last, and in the time that it states.
        for (int at : new int[] {answer.length - 10, statedTime(answer)}) {
            byte[] altered = answer.clone();
            altered[at] ^= 1;
            log.write("time/300.tsr", altered);
            assertThat(judges().refuse()).contains("300.tsr: openssl -verify");
        }
        log.write("time/300.tsr", new byte[] {0x30, 0x00});
        assertThat(judges().refuse()).contains("300.tsr: openssl");
    }

    /** Where the last digit of the statement's GeneralizedTime is, the first that there is in an answer. */
    private static int statedTime(byte[] answer) {
        Matcher time = Pattern.compile("2\\d{13}Z").matcher(new String(answer, ISO_8859_1));
        assertThat(time.find()).isTrue();
        return time.end() - 2;
    }

    @Test
    void bothRefuseATokenOfAnotherAuthority(@TempDir Path elsewhere) throws IOException {
        try (OpensslAuthority other = new OpensslAuthority(elsewhere)) {
            assertThat(new Judges(go, copy, key).demandingTime(other.root()).refuse())
                    .contains(".tsr: openssl -verify");
        }
    }

    @Test
    void bothRefuseALogWhoseTokensWereTakenAway() throws IOException {
        for (int size : new int[] {OLD_SIZE, SIZE}) {
            Files.delete(copy.resolve("time/" + size + ".tsr"));
        }
        assertThat(judges().refuse()).contains("no authority has stamped it");
    }
}
