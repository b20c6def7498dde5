package dev.visor.audit.verify;

import static dev.visor.audit.verify.PublishedLog.faults;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.TileTree;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.LogKeys;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.verify.Finding.Aspect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that were made to trip the verifier up, to tire it out, or to tell an end that was not. */
class HostileLogTest {

    private static final int SIZE = 40;

    @TempDir
    static Path original;

    private static @Nullable PublishedLog published;
    private static String origin = "";
    private static LogKeys keys = LogKeys.generate("none", new SecureRandom());

    @TempDir
    Path copy;

    private LogCopy log = new LogCopy(Path.of("none"), "none");

    @BeforeAll
    static void publish() throws IOException {
        // Tiles of smaller trees stay beside the one of today.
        published = PublishedLog.of(original, SIZE, Set.of(1, 12));
        origin = published.origin();
        keys = published.keys();
    }

    @BeforeEach
    void copy() throws IOException {
        log = Objects.requireNonNull(published).copiedTo(copy);
    }

    private Report verify() throws IOException {
        return new TrailVerifier(copy, keys.verifiers(), null).verify();
    }

    @Test
    void namesTheLeafWhoseLengthWasChanged() throws IOException {
        Path entries = copy.resolve("tile/entries/000.p/" + SIZE);
        assertThat(entries.resolveSibling("4")).as("an older partial bundle").exists();
        byte[] bytes = Files.readAllBytes(entries);
        List<byte[]> leaves = log.leaves(SIZE);
        int begin = 0;
        for (int leaf = 0; leaf < SIZE; leaf++) {
            for (int at = begin; at < begin + 2; at++) {
                for (int change : new int[] {1, 0x80, 0xff}) {
                    byte[] altered = bytes.clone();
                    altered[at] ^= (byte) change;
                    Files.write(entries, altered);
                    String named = "leaf " + leaf + ":";
                    assertThat(faults(verify()))
                            .as("byte " + (at - begin) + " of the length of leaf " + leaf + " ^ " + change)
                            .anyMatch(sentence -> sentence.startsWith(named))
                            .noneMatch(sentence -> sentence.contains("broke off"));
                }
            }
            begin += 2 + leaves.get(leaf).length;
        }
    }

    /** More copies of smaller trees lie beside than findings of a kind are kept, and each contradicts the altered leaf. */
    @Test
    void manyOlderCopiesHideNotTheLeafThatWasAltered(@TempDir Path home, @TempDir Path altered) throws IOException {
        Set<Integer> steps = IntStream.range(0, 126).boxed().collect(Collectors.toSet());
        PublishedLog often = PublishedLog.of(home, 254, steps);
        often.copiedTo(altered);
        Path newest = altered.resolve("tile/entries/000.p/254");
        try (Stream<Path> copies = Files.list(newest.getParent())) {
            assertThat(copies).hasSizeGreaterThan(120);
        }
        byte[] bytes = Files.readAllBytes(newest);
        bytes[20] ^= 1;
        Files.write(newest, bytes);

        assertThat(faults(new TrailVerifier(altered, often.keys().verifiers(), null).verify()))
                .hasSizeLessThan(100)
                .anyMatch(sentence -> sentence.startsWith("leaf 0:"));
    }

    @Test
    void findsAnyByteThatWasChangedAnywhere() throws IOException {
        long seed = Long.getLong("visor.seed", System.nanoTime());
        System.out.println("HostileLogTest: seed " + seed);
        Random random = new Random(seed);
        List<Path> files;
        try (Stream<Path> paths = Files.walk(copy)) {
            files = paths.filter(Files::isRegularFile)
                    .filter(path -> !path.endsWith("log.vkey"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(6);
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < 200; i++) {
                int at = random.nextInt(bytes.length);
                byte[] altered = bytes.clone();
                altered[at] ^= (byte) (1 + random.nextInt(255));
                Files.write(file, altered);
                assertThat(faults(verify()))
                        .as("seed " + seed + ", byte " + at + " of " + copy.relativize(file))
                        .isNotEmpty()
                        .noneMatch(sentence -> sentence.contains("broke off"));
            }
            Files.write(file, bytes);
        }
        assertThat(verify().passed()).isTrue();
    }

    @Test
    void doesNotCountToASizeThatNoFolderHolds() throws IOException {
        Hash root = new LogFolder(copy).checkpoint().orElseThrow().checkpoint().root();
        for (long size : new long[] {SIZE + 256, 1L << 40, Long.MAX_VALUE}) {
            log.sign(new Checkpoint(origin, size, root), keys);
            Report report = assertTimeoutPreemptively(Duration.ofMinutes(5), this::verify);
            assertThat(report.passed()).as("size " + size).isFalse();
            assertThat(report.findings()).hasSizeLessThan(20);
        }
    }

    @Test
    void aHundredAndOneRemarksAreNoFaultAndHideNone() {
        Findings findings = new Findings();
        for (int i = 0; i < 101; i++) {
            findings.remark(Aspect.COMPLETENESS, "remark " + i);
        }
        assertThat(findings.all()).hasSize(101).noneMatch(Finding::fault);

        findings.fault(Aspect.COMPLETENESS, "the fault");

        assertThat(findings.all()).anyMatch(finding -> finding.sentence().equals("the fault"));
    }

    @Test
    void findsAnOutcomeThatEndsAnotherKindOfAct() throws IOException {
        // Leaf 2 is an intent and leaf 3 its outcome; leaf 5 ends leaf 4.
        String outcome = Leaf.read(log.leaves(SIZE).get(3)).id().toString();
        String intent = Leaf.read(log.leaves(SIZE).get(4)).id().toString();
        forgeLast(5, text -> text.replace(intent, outcome));
        assertThat(faults(verify()))
                .anyMatch(sentence -> sentence.startsWith("leaf 5: it tells how leaf 3 ended, but"));

        forgeLast(5, text -> text.replace("\"view.sent\"", "\"export.sent\""));
        assertThat(faults(verify()))
                .anyMatch(sentence ->
                        sentence.equals("leaf 5: it tells how leaf 4 ended, but export.sent does not end view.show"));
    }

    @Test
    void findsAnEndThatIsToldTwice() throws IOException {
        String first = Leaf.read(log.leaves(SIZE).get(2)).id().toString();
        String second = Leaf.read(log.leaves(SIZE).get(4)).id().toString();
        forgeLast(5, text -> text.replace(second, first));
        assertThat(faults(verify()))
                .anyMatch(sentence -> sentence.equals("leaf 5: it tells how leaf 2 ended, which was told before"));
    }

    @Test
    void findsAnEndThatSomebodyElseTells() throws IOException {
        forgeLast(5, text -> text.replace("\"role\":\"annotator\"", "\"role\":\"client\""));
        assertThat(faults(verify()))
                .anyMatch(sentence -> sentence.startsWith("leaf 5: it tells how leaf 4 ended, but somebody else"));
    }

    @Test
    void aReceiptIsForACanonicalRecordOfTheLogItself() throws IOException {
        List<byte[]> leaves = log.leaves(SIZE);
        String other = "visor/aaaaaaaaaaaaaaaa";
        List<UnaryOperator<String>> forgeries = List.of(
                text -> text.replace("{\"action\"", "{ \"action\""),
                text -> text.replace("\"v\":1}", "\"v\":1,\"w\":1}"),
                text -> text.replace(origin, other),
                text -> "{}");
        proof(leaves, 7).verify(keys.verifiers());
        for (UnaryOperator<String> forgery : forgeries) {
            List<byte[]> forged = new ArrayList<>(leaves);
            forged.set(7, changed(leaves.get(7), forgery));
            log.forge(forged, keys);
            TlogProof proof = proof(forged, 7);
            assertThatExceptionOfType(NoteException.class)
                    .as(proof.leaf())
                    .isThrownBy(() -> proof.verify(keys.verifiers()))
                    .withMessageContaining("record");
        }
    }

    private TlogProof proof(List<byte[]> leaves, int index) throws IOException {
        LogFolder folder = new LogFolder(copy);
        return TlogProof.parse(new TlogProof(
                        new String(leaves.get(index), StandardCharsets.UTF_8),
                        new TileTree(folder, leaves.size()).inclusion(index),
                        folder.checkpoint().orElseThrow())
                .text());
    }

    /** Signs a log that ends with this leaf, changed. */
    private void forgeLast(int index, UnaryOperator<String> change) throws IOException {
        List<byte[]> leaves = new ArrayList<>(Objects.requireNonNull(published)
                .copiedTo(Files.createTempDirectory(copy, "again"))
                .leaves(SIZE)
                .subList(0, index + 1));
        leaves.set(index, changed(leaves.get(index), change));
        log.forge(leaves, keys);
    }

    private static byte[] changed(byte[] leaf, UnaryOperator<String> change) {
        String before = new String(leaf, StandardCharsets.UTF_8);
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        return after.getBytes(StandardCharsets.UTF_8);
    }
}
