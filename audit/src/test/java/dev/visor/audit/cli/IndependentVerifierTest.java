package dev.visor.audit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.TestTrail;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.note.LogKeys;
import dev.visor.audit.verify.LogCopy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Two judges that share no code, {@code visor-audit} and the program in {@code src/test/go}, over a log of three levels of
 * tiles: both accept it, and both refuse each thing that was done to it.
 */
class IndependentVerifierTest {

    private static final int SIZE = 70_000;
    private static final int OLD_SIZE = 20_002;
    private static final int CALLERS = 250;

    private static final Pattern PREVIOUS = Pattern.compile("(?<=\"previous\":\")[A-Za-z0-9_-]{43}");

    @TempDir
    static Path home;

    private static Path original = Path.of("none");
    private static Path older = Path.of("none");
    private static Path newest = Path.of("none");
    private static Path key = Path.of("none");
    private static String origin = "";
    private static LogKeys keys = LogKeys.generate("none", new SecureRandom());
    private static List<byte[]> written = List.of();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static GoVerifier go;

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
            write(t, OLD_SIZE);
            older = Files.copy(original.resolve("checkpoint"), home.resolve("older"));
            write(t, SIZE - OLD_SIZE);
            newest = Files.copy(original.resolve("checkpoint"), home.resolve("newest"));
            keys = t.keys.keys(t.log);
        }
        key = Files.copy(original.resolve("log.vkey"), home.resolve("key"));
        written = List.copyOf(new LogCopy(original, origin).leaves(SIZE));
        Hash one = Hash.leaf(written.getFirst());
        assertThat(one)
                .as("its leaf hash in the published tile")
                .isEqualTo(Hash.of(Files.readAllBytes(original.resolve("tile/0/000")), 0, 32));
    }

    private static void write(TestTrail t, int records) {
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int i = 0; i < records / 2; i++) {
                callers.execute(() -> t.sent(t.show(TestTrail.view())));
            }
        }
        int sequenced = 0;
        while (sequenced < records) {
            sequenced += t.sequencer.step();
        }
        assertThat(sequenced).isEqualTo(records);
    }

    @BeforeEach
    void copy() throws IOException {
        log = LogCopy.of(original, origin, copy);
    }

    private static boolean ours(Object... arguments) {
        String[] words = new String[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            words[i] = arguments[i].toString();
        }
        return VisorAudit.commandLine()
                        .setOut(new PrintWriter(new StringWriter()))
                        .setErr(new PrintWriter(new StringWriter()))
                        .execute(words)
                == VisorAudit.PASS;
    }

    private void bothAccept(Path... old) {
        Verdicts verdicts = verdicts(old);
        assertThat(verdicts.ours()).as("visor-audit accepts").isTrue();
        assertThat(verdicts.theirs().accepts()).as(verdicts.theirs().said()).isTrue();
    }

    /** Returns what the Go program holds against it. */
    private String bothRefuse(Path... old) {
        Verdicts verdicts = verdicts(old);
        assertThat(verdicts.ours()).as("visor-audit accepts").isFalse();
        assertThat(verdicts.theirs().accepts()).as("the Go program accepts").isFalse();
        return verdicts.theirs().said();
    }

    private record Verdicts(boolean ours, GoVerifier.Verdict theirs) {}

    /** Each on a core of its own: they share nothing but what they look at. */
    private Verdicts verdicts(Path... old) {
        CompletableFuture<GoVerifier.Verdict> theirs = CompletableFuture.supplyAsync(() -> {
            try {
                return old.length == 0 ? go.judge("log", copy, key) : go.judge("log", copy, key, old[0]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        boolean ours = old.length == 0
                ? ours("verify", copy, "--key", key)
                : ours("verify", copy, "--key", key, "--old", old[0]);
        return new Verdicts(ours, theirs.join());
    }

    private Path proof(int index) throws IOException {
        StringWriter out = new StringWriter();
        CommandLine program = VisorAudit.commandLine().setOut(new PrintWriter(out));
        assertThat(program.execute("receipt", "make", original.toString(), Integer.toString(index)))
                .isZero();
        return Files.writeString(copy.resolve("proof"), out.toString());
    }

    private static boolean oursProves(Path proof) {
        return ours("receipt", "check", proof, "--key", key);
    }

    private static String replaced(byte[] leaf, String old, String by) {
        String text = new String(leaf, StandardCharsets.UTF_8);
        assertThat(text).contains(old);
        return text.replace(old, by);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The one writer's chain made anew from a leaf on: every later record quotes the forged one before it. */
    private static void chain(List<byte[]> leaves, int from) {
        for (int i = from; i < leaves.size(); i++) {
            String text = new String(leaves.get(i), StandardCharsets.UTF_8);
            Matcher previous = PREVIOUS.matcher(text);
            assertThat(previous.find()).isTrue();
            String before = Hash.leaf(leaves.get(i - 1)).toUrl();
            leaves.set(i, bytes(text.substring(0, previous.start()) + before + text.substring(previous.end())));
        }
    }

    @Test
    void bothAcceptWhatWasPublished() throws IOException {
        bothAccept(older);
        bothAccept(newest);
    }

    @Test
    void bothAcceptProofsFromEveryKindOfPlace() throws IOException {
        for (int index : new int[] {0, 1, 255, 256, 65_535, 65_536, SIZE - 1}) {
            Path proof = proof(index);
            assertThat(oursProves(proof)).as("leaf " + index).isTrue();
            GoVerifier.Verdict theirs = go.judge("proof", proof, key);
            assertThat(theirs.accepts()).as(theirs.said()).isTrue();
        }
    }

    @Test
    void bothRefuseAnAlteredLeaf() throws IOException {
        Path bundle = copy.resolve("tile/entries/100");
        byte[] entries = Files.readAllBytes(bundle);
        entries[entries.length / 2] ^= 1;
        Files.write(bundle, entries);
        bothRefuse();

        List<byte[]> leaves = new ArrayList<>(written);
        leaves.set(40_000, bytes(replaced(leaves.get(40_000), "\"allowed\"", "\"refused\"")));
        log.forge(leaves, keys);
        assertThat(bothRefuse()).contains("leaf 40001: it quotes another record");
    }

    @Test
    void bothRefuseAnAlteredHash() throws IOException {
        for (String tile : new String[] {"tile/0/100", "tile/1/001.p/17", "tile/2/000.p/1"}) {
            byte[] hashes = Files.readAllBytes(copy.resolve(tile));
            hashes[hashes.length / 2] ^= 1;
            Files.write(copy.resolve(tile), hashes);
            assertThat(bothRefuse()).contains("does not hold the hashes");
            hashes[hashes.length / 2] ^= 1;
            Files.write(copy.resolve(tile), hashes);
        }
    }

    @Test
    void bothRefuseADroppedLeaf() throws IOException {
        byte[] entries = Files.readAllBytes(copy.resolve("tile/entries/100"));
        int first = 2 + written.get(25_600).length;
        Files.write(copy.resolve("tile/entries/100"), java.util.Arrays.copyOfRange(entries, first, entries.length));
        bothRefuse();

        List<byte[]> leaves = new ArrayList<>(written);
        leaves.remove(30_000);
        log.forge(leaves, keys);
        assertThat(bothRefuse()).contains("leaf 30000: writer");
    }

    @Test
    void bothRefuseReorderedLeaves() throws IOException {
        List<byte[]> leaves = new ArrayList<>(written);
        Collections.swap(leaves, 50_000, 50_001);
        log.forge(leaves, keys);
        bothRefuse();
        // With the signed checkpoint put back, the tree itself tells.
        Files.copy(newest, copy.resolve("checkpoint"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        bothRefuse();
    }

    @Test
    void bothRefuseATruncatedLog() throws IOException {
        Files.delete(copy.resolve("tile/entries/273.p/112"));
        Files.delete(copy.resolve("tile/0/273.p/112"));
        assertThat(bothRefuse()).contains("no such file");

        log.forge(written.subList(0, SIZE - 2), keys);
        bothAccept();
        assertThat(bothRefuse(newest)).contains("rolled back: it had 70000 leaves and has 69998");
    }

    @Test
    void bothRefuseAFork() throws IOException {
        List<byte[]> leaves = new ArrayList<>(written.subList(0, OLD_SIZE));
        leaves.set(OLD_SIZE - 1, bytes(replaced(leaves.getLast(), "\"consent\"", "\"contract\"")));
        log.forge(leaves, keys);
        bothAccept();
        assertThat(bothRefuse(older)).contains("forked");
    }

    @Test
    void bothRefuseALogThatWasRolledBack() throws IOException {
        Files.copy(older, copy.resolve("checkpoint"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        bothAccept();
        assertThat(bothRefuse(newest)).contains("rolled back: it had 70000 leaves and has 20002");
    }

    @Test
    void onlyAnOlderCheckpointTellsAHistoryThatWasSignedAgain() throws IOException {
        // With the keys, and every later record made to quote the forged one, nothing inside the log tells.
        List<byte[]> leaves = new ArrayList<>(written);
        leaves.set(10_000, bytes(replaced(leaves.get(10_000), "\"allowed\"", "\"refused\"")));
        chain(leaves, 10_001);
        log.forge(leaves, keys);
        bothAccept();
        assertThat(bothRefuse(older)).contains("forked");
    }

    @Test
    void bothRefuseACheckpointWithoutOneOfItsSignatures() throws IOException {
        List<String> lines = Files.readAllLines(newest);
        assertThat(lines).hasSize(6);
        for (int signature = 4; signature < 6; signature++) {
            List<String> stripped = new ArrayList<>(lines);
            stripped.remove(signature);
            Files.writeString(copy.resolve("checkpoint"), String.join("\n", stripped) + "\n");
            assertThat(bothRefuse()).contains("lacks the signature");
        }
        for (int signature = 4; signature < 6; signature++) {
            List<String> broken = new ArrayList<>(lines);
            String line = broken.get(signature);
            int at = line.length() - 20;
            broken.set(
                    signature, line.substring(0, at) + (line.charAt(at) == 'A' ? 'B' : 'A') + line.substring(at + 1));
            Files.writeString(copy.resolve("checkpoint"), String.join("\n", broken) + "\n");
            assertThat(bothRefuse()).contains("invalid signature");
        }
    }

    @Test
    void bothRefuseKeysOfAnother() throws IOException {
        LogKeys others = LogKeys.generate(origin, new SecureRandom());
        log.forge(written.subList(0, 300), others);
        assertThat(bothRefuse()).contains("no verifiable signatures");
    }

    @Test
    void bothRefuseLeavesThatAreNotCanonical() throws IOException {
        for (String[] change : new String[][] {
            {"{\"action\"", "{ \"action\""},
            {"\"v\":1}", "\"v\":1.0}"},
            {"\"v\":1}", "\"v\":1,\"v\":1}"},
            {"\"allowed\"", "\"\\u0061llowed\""},
            {"\"shape\":", "\"shape\" :"},
            {"\"v\":1}", "\"v\":1}\n"},
        }) {
            List<byte[]> leaves = new ArrayList<>(written.subList(0, 1_000));
            leaves.set(600, bytes(replaced(leaves.get(600), change[0], change[1])));
            chain(leaves, 601);
            log.forge(leaves, keys);
            assertThat(bothRefuse()).as(change[1]).contains("leaf 600: ");
        }
    }

    @Test
    void bothRefuseProofsOfWhatIsNotThere() throws IOException {
        String proof = Files.readString(proof(SIZE - 1));
        String path = proof.substring(proof.indexOf("\n", proof.indexOf("\nindex ") + 1) + 1, proof.indexOf("\n\n"));
        String surplus = path.lines().findFirst().orElseThrow();
        for (String forged : new String[] {
            proof.replace("\nindex " + (SIZE - 1) + "\n", "\nindex " + SIZE + "\n"),
            proof.replace("\nindex " + (SIZE - 1) + "\n", "\nindex " + (SIZE - 2) + "\n"),
            proof.replace(path + "\n\n", path + "\n" + surplus + "\n\n"),
            proof.replace(path + "\n\n", path.substring(surplus.length() + 1) + "\n\n"),
        }) {
            assertThat(forged).isNotEqualTo(proof);
            Path file = Files.writeString(copy.resolve("forged"), forged);
            assertThat(oursProves(file)).as(forged).isFalse();
            GoVerifier.Verdict theirs = go.judge("proof", file, key);
            assertThat(theirs.accepts()).as(forged).isFalse();
        }
        assertThat(new LogFolder(original)
                        .checkpoint()
                        .orElseThrow()
                        .checkpoint()
                        .size())
                .isEqualTo(SIZE);
    }
}
