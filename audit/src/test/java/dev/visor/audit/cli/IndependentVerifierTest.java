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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
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

    /** For what is the same at any size: verifying all of the log takes either judge seconds. */
    private static final int SHORT = 1_000;

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
            write(t, OLD_SIZE);
            older = Files.copy(original.resolve("checkpoint"), home.resolve("older"));
            outsiders.stamp(t);
            outsiders.cosign(t);
            write(t, SIZE - OLD_SIZE);
            newest = Files.copy(original.resolve("checkpoint"), home.resolve("newest"));
            outsiders.cosign(t);
            outsiders.stamp(t);
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

    @AfterAll
    static void close() throws IOException {
        outsiders.close();
    }

    /** As it was published, before anybody outside had said anything. */
    @BeforeEach
    void copy() throws IOException {
        log = LogCopy.sharing(original, origin, copy);
        log.write("checkpoint", Files.readAllBytes(newest));
    }

    private Judges judges() {
        return new Judges(go, copy, key);
    }

    private Path proof(int index) throws IOException {
        StringWriter out = new StringWriter();
        CommandLine program = VisorAudit.commandLine().setOut(new PrintWriter(out));
        assertThat(program.execute("receipt", "make", original.toString(), Integer.toString(index)))
                .isZero();
        return Files.writeString(copy.resolve("proof"), out.toString());
    }

    private static boolean oursProves(Path proof) {
        return Judges.visorAudit("receipt", "check", proof, "--key", key);
    }

    private static String replaced(byte[] leaf, String old, String by) {
        String text = new String(leaf, StandardCharsets.UTF_8);
        assertThat(text).contains(old);
        return text.replace(old, by);
    }

    private static List<byte[]> shortened() {
        return new ArrayList<>(written.subList(0, SHORT));
    }

    /** A bundle whose first two entries, the leaves {@code first} and the next, stand in each other's place. */
    private static byte[] swapped(byte[] bundle, int first) {
        byte[] swapped = bundle.clone();
        int one = 2 + written.get(first).length;
        int two = 2 + written.get(first + 1).length;
        System.arraycopy(bundle, one, swapped, 0, two);
        System.arraycopy(bundle, 0, swapped, two, one);
        return swapped;
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
    void bothAcceptWhatWasPublishedAndWhoeverVouchesForIt() {
        Judges judges = new Judges(go, original, key)
                .demandingAll(outsiders.witnessFile)
                .demandingTime(outsiders.root);
        judges.accept(older);
    }

    @Test
    void bothRefuseALogThatWasStrippedOfItsWitnesses() {
        assertThat(judges().demandingAll(outsiders.witnessFile).refuse()).contains("0 of 2 witnesses cosigned");
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
        byte[] entries = Files.readAllBytes(copy.resolve("tile/entries/100"));
        entries[entries.length / 2] ^= 1;
        log.write("tile/entries/100", entries);
        judges().refuse();

        List<byte[]> leaves = shortened();
        leaves.set(400, bytes(replaced(leaves.get(400), "\"allowed\"", "\"refused\"")));
        log.forge(leaves, keys);
        assertThat(judges().refuse()).contains("leaf 401: it quotes another record");
    }

    @Test
    void bothRefuseAnAlteredHash() throws IOException {
        refuseAltered("tile/2/000.p/1");
        log.forge(written.subList(0, SHORT), keys);
        refuseAltered("tile/0/001");
        refuseAltered("tile/1/000.p/3");
    }

    private void refuseAltered(String tile) throws IOException {
        byte[] hashes = Files.readAllBytes(copy.resolve(tile));
        byte[] altered = hashes.clone();
        altered[hashes.length / 2] ^= 1;
        log.write(tile, altered);
        assertThat(judges().refuse()).contains("does not hold the hashes");
        log.write(tile, hashes);
    }

    @Test
    void bothRefuseADroppedLeaf() throws IOException {
        byte[] entries = Files.readAllBytes(copy.resolve("tile/entries/100"));
        int first = 2 + written.get(25_600).length;
        log.write("tile/entries/100", java.util.Arrays.copyOfRange(entries, first, entries.length));
        judges().refuse();

        List<byte[]> leaves = shortened();
        leaves.remove(300);
        log.forge(leaves, keys);
        assertThat(judges().refuse()).contains("leaf 300: writer");
    }

    @Test
    void bothRefuseReorderedLeaves() throws IOException {
        List<byte[]> leaves = shortened();
        log.forge(leaves, keys);
        judges().accept();
        byte[] signed = Files.readAllBytes(copy.resolve("checkpoint"));
        Collections.swap(leaves, 500, 501);
        log.forge(leaves, keys);
        judges().refuse();
        // With the signed checkpoint put back, the tree itself tells.
        log.write("checkpoint", signed);
        judges().refuse();
        // And where the entries alone are exchanged, the published hashes.
        log = LogCopy.sharing(original, origin, copy.resolve("whole"));
        log.write("checkpoint", Files.readAllBytes(newest));
        log.write("tile/entries/200", swapped(Files.readAllBytes(original.resolve("tile/entries/200")), 200 * 256));
        new Judges(go, copy.resolve("whole"), key).refuse();
    }

    @Test
    void bothRefuseATruncatedLog() throws IOException {
        Files.delete(copy.resolve("tile/entries/273.p/112"));
        Files.delete(copy.resolve("tile/0/273.p/112"));
        assertThat(judges().refuse()).contains("no such file");

        log.forge(written.subList(0, SHORT), keys);
        Path before = Files.copy(copy.resolve("checkpoint"), copy.resolve("before"));
        log.forge(written.subList(0, SHORT - 2), keys);
        judges().accept();
        assertThat(judges().refuse(before)).contains("rolled back: it had 1000 leaves and has 998");
    }

    @Test
    void bothRefuseAFork() throws IOException {
        List<byte[]> leaves = new ArrayList<>(written.subList(0, OLD_SIZE));
        leaves.set(OLD_SIZE - 1, bytes(replaced(leaves.getLast(), "\"consent\"", "\"contract\"")));
        log.forge(leaves, keys);
        judges().accept();
        assertThat(judges().refuse(older)).contains("forked");
    }

    @Test
    void bothRefuseALogThatWasRolledBack() throws IOException {
        log.write("checkpoint", Files.readAllBytes(older));
        judges().accept();
        assertThat(judges().refuse(newest)).contains("rolled back: it had 70000 leaves and has 20002");
    }

    @Test
    void onlyAnOlderCheckpointTellsAHistoryThatWasSignedAgain() throws IOException {
        // With the keys, and every later record made to quote the forged one, nothing inside the log tells.
        List<byte[]> leaves = new ArrayList<>(written.subList(0, OLD_SIZE + 100));
        leaves.set(10_000, bytes(replaced(leaves.get(10_000), "\"allowed\"", "\"refused\"")));
        chain(leaves, 10_001);
        log.forge(leaves, keys);
        judges().accept();
        assertThat(judges().refuse(older)).contains("forked");
    }

    @Test
    void bothRefuseACheckpointWithoutOneOfItsSignatures() throws IOException {
        List<String> lines = Files.readAllLines(newest);
        assertThat(lines).hasSize(6);
        for (int signature = 4; signature < 6; signature++) {
            List<String> stripped = new ArrayList<>(lines);
            stripped.remove(signature);
            log.write("checkpoint", bytes(String.join("\n", stripped) + "\n"));
            assertThat(judges().refuse()).contains("lacks the signature");
        }
        for (int signature = 4; signature < 6; signature++) {
            List<String> broken = new ArrayList<>(lines);
            String line = broken.get(signature);
            int at = line.length() - 20;
            broken.set(
                    signature, line.substring(0, at) + (line.charAt(at) == 'A' ? 'B' : 'A') + line.substring(at + 1));
            log.write("checkpoint", bytes(String.join("\n", broken) + "\n"));
            assertThat(judges().refuse()).contains("invalid signature");
        }
    }

    @Test
    void bothRefuseKeysOfAnother() throws IOException {
        LogKeys others = LogKeys.generate(origin, new SecureRandom());
        log.forge(written.subList(0, 300), others);
        assertThat(judges().refuse()).contains("no verifiable signatures");
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
            List<byte[]> leaves = shortened();
            leaves.set(600, bytes(replaced(leaves.get(600), change[0], change[1])));
            chain(leaves, 601);
            log.forge(leaves, keys);
            assertThat(judges().refuse()).as(change[1]).contains("leaf 600: ");
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
