package dev.visor.audit.verify;

import static dev.visor.audit.verify.PublishedLog.faults;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.LogKeys;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on a published log, by somebody who holds its folder, and by somebody who holds its keys, too. */
class TrailVerifierTest {

    private static final int SIZE = 70;

    @TempDir
    static Path original;

    private static @Nullable PublishedLog published;
    private static String origin = "";
    private static LogKeys keys = LogKeys.generate("none", new SecureRandom());
    private static @Nullable SignedCheckpoint older;

    @TempDir
    Path copy;

    private LogCopy log = new LogCopy(Path.of("none"), "none");

    @BeforeAll
    static void publish() throws IOException {
        published = PublishedLog.of(original, SIZE, Set.of(20));
        origin = published.origin();
        keys = published.keys();
        older = published.heads().getFirst();
    }

    @BeforeEach
    void copy() throws IOException {
        log = Objects.requireNonNull(published).copiedTo(copy);
    }

    private Report verify() throws IOException {
        return verify(keys.verifiers(), null);
    }

    private Report verify(VerifierKeys trusted, @Nullable SignedCheckpoint old) throws IOException {
        return new TrailVerifier(copy, trusted, old).verify();
    }

    private Path entries() {
        return copy.resolve("tile/entries/000.p/" + SIZE);
    }

    private List<byte[]> leaves() throws IOException {
        return log.leaves(SIZE);
    }

    private void forge(List<byte[]> leaves, LogKeys signer) throws IOException {
        log.forge(leaves, signer);
    }

    private void sign(Checkpoint checkpoint, LogKeys signer) throws IOException {
        log.sign(checkpoint, signer);
    }

    private void write(String name, byte[] content) throws IOException {
        log.write(name, content);
    }

    @Test
    void acceptsWhatWasPublished() throws IOException {
        Report report = verify(keys.verifiers(), older);
        assertThat(faults(report)).isEmpty();
        assertThat(report.size()).isEqualTo(SIZE);
        assertThat(report.checked().get(Finding.Aspect.COMPLETENESS)).contains("1 writers", "35 outcomes");
    }

    @Nested
    class WithTheFolder {

        @Test
        void namesTheLeafOfWhichOneByteWasChanged() throws IOException {
            byte[] bytes = Files.readAllBytes(entries());
            LogFolder folder = new LogFolder(copy);
            int begin = 0;
            for (int i = 0; i < 41; i++) {
                begin += 2 + Entries.read(folder, i, SIZE).length;
            }
            int length = Entries.read(folder, 41, SIZE).length;
            for (int at = begin + 2; at < begin + 2 + length; at += 7) {
                byte[] altered = bytes.clone();
                altered[at] ^= 1;
                Files.write(entries(), altered);
                assertThat(faults(verify()))
                        .as("byte " + (at - begin - 2) + " of leaf 41")
                        .anyMatch(sentence -> sentence.startsWith("leaf 41: its bytes are not those that were logged"))
                        .noneMatch(sentence -> sentence.startsWith("leaf 40:"));
            }
        }

        @Test
        void findsAnyByteThatWasChangedAnywhere() throws IOException {
            long seed = 20261122;
            Random random = new Random(seed);
            List<Path> files;
            try (Stream<Path> paths = Files.walk(copy)) {
                files = paths.filter(Files::isRegularFile)
                        .filter(path -> !path.endsWith("log.vkey"))
                        .toList();
            }
            assertThat(files).hasSizeGreaterThan(4);
            for (Path file : files) {
                byte[] bytes = Files.readAllBytes(file);
                for (int i = 0; i < 25; i++) {
                    int at = random.nextInt(bytes.length);
                    byte[] altered = bytes.clone();
                    altered[at] ^= (byte) (1 << random.nextInt(8));
                    Files.write(file, altered);
                    assertThat(verify().passed())
                            .as("seed " + seed + ", byte " + at + " of " + file)
                            .isFalse();
                }
                Files.write(file, bytes);
            }
            assertThat(verify().passed()).isTrue();
        }

        @Test
        void findsATileThatWasAltered() throws IOException {
            Path tile = copy.resolve("tile/0/000.p/" + SIZE);
            byte[] bytes = Files.readAllBytes(tile);
            bytes[32 * 41] ^= 1;
            Files.write(tile, bytes);
            assertThat(faults(verify())).anyMatch(sentence -> sentence.contains("its hash of leaf 41 was altered"));
        }

        @Test
        void findsSwappedTiles() throws IOException {
            Path tile = copy.resolve("tile/0/000.p/" + SIZE);
            byte[] bytes = Files.readAllBytes(tile);
            byte[] swapped = bytes.clone();
            System.arraycopy(bytes, 0, swapped, 32, 32);
            System.arraycopy(bytes, 32, swapped, 0, 32);
            Files.write(tile, swapped);
            assertThat(verify().passed()).isFalse();

            Files.write(tile, Files.readAllBytes(entries()));
            assertThat(verify().passed()).isFalse();
        }

        @Test
        void findsALeafThatWasDropped() throws IOException {
            byte[] bytes = Files.readAllBytes(entries());
            int first = 2 + Entries.read(new LogFolder(copy), 0, SIZE).length;
            Files.write(entries(), java.util.Arrays.copyOfRange(bytes, first, bytes.length));
            assertThat(verify().passed()).isFalse();
        }

        @Test
        void findsFilesThatWereRemoved() throws IOException {
            Files.delete(entries());
            assertThat(faults(verify())).anyMatch(sentence -> sentence.contains("entries from leaf 0 on are missing"));
        }

        @Test
        void findsACheckpointThatWasRemoved() throws IOException {
            Files.delete(copy.resolve("checkpoint"));
            assertThat(verify().passed()).isFalse();
        }

        @Test
        void findsASignatureThatWasStripped() throws IOException {
            String note = Files.readString(copy.resolve("checkpoint"));
            List<String> lines = note.lines().toList();
            for (int i = 4; i < lines.size(); i++) {
                List<String> stripped = new ArrayList<>(lines);
                stripped.remove(i);
                Files.writeString(copy.resolve("checkpoint"), String.join("\n", stripped) + "\n");
                assertThat(faults(verify())).anyMatch(sentence -> sentence.contains("lacks the log's"));
            }
        }

        @Test
        void findsALogThatWasRolledBack() throws IOException {
            // An older copy verifies by itself; only who has seen a later head can tell.
            SignedCheckpoint newest = SignedCheckpoint.parse(Files.readString(copy.resolve("checkpoint")));
            Files.writeString(
                    copy.resolve("checkpoint"), Objects.requireNonNull(older).note());
            assertThat(verify().passed()).isTrue();
            assertThat(faults(verify(keys.verifiers(), newest)))
                    .anyMatch(sentence -> sentence.contains("rolled back: it had 70 leaves and has 42"));
        }
    }

    @Nested
    class WithTheKeys {

        @Test
        void findsADroppedRecordByItsWritersChain() throws IOException {
            List<byte[]> leaves = leaves();
            leaves.remove(30);
            forge(leaves, keys);
            assertThat(faults(verify())).anyMatch(sentence -> sentence.startsWith("leaf 30: a record of writer"));
        }

        @Test
        void findsReorderedRecords() throws IOException {
            List<byte[]> leaves = leaves();
            Collections.swap(leaves, 10, 11);
            forge(leaves, keys);
            assertThat(verify().passed(Finding.Aspect.COMPLETENESS)).isFalse();
        }

        @Test
        void findsADroppedBeginning() throws IOException {
            forge(leaves().subList(2, SIZE), keys);
            assertThat(faults(verify())).anyMatch(sentence -> sentence.contains("wrote before it are missing"));
        }

        @Test
        void findsTruncationByAnOlderCheckpoint() throws IOException {
            SignedCheckpoint newest = SignedCheckpoint.parse(Files.readString(copy.resolve("checkpoint")));
            forge(leaves().subList(0, SIZE - 2), keys);
            assertThat(verify().passed()).isTrue();
            assertThat(verify(keys.verifiers(), newest).passed()).isFalse();
        }

        @Test
        void findsAForkByAnOlderCheckpoint() throws IOException {
            List<byte[]> leaves = leaves();
            leaves.set(
                    5,
                    new String(leaves.get(5), StandardCharsets.UTF_8)
                            .replace("\"allowed\"", "\"denied!\"")
                            .getBytes(StandardCharsets.UTF_8));
            forge(leaves, keys);
            assertThat(faults(verify(keys.verifiers(), older)))
                    .anyMatch(sentence -> sentence.contains("forked"))
                    // The writer's own chain tells it, too.
                    .anyMatch(sentence -> sentence.startsWith("leaf 6: it quotes another record"));
        }

        @Test
        void findsAHistoryThatWasSignedAgainUnderOtherKeys() throws IOException {
            LogKeys others = LogKeys.generate(origin, new SecureRandom());
            forge(leaves(), others);
            write("log.vkey", others.verifiers().file().getBytes(StandardCharsets.UTF_8));
            assertThat(verify().passed()).isFalse();
            // Without keys from elsewhere the folder vouches for itself, but not for an older checkpoint.
            assertThat(new TrailVerifier(copy, null, null).verify().passed()).isTrue();
            assertThat(new TrailVerifier(copy, null, older).verify().passed()).isFalse();
        }

        @Test
        void findsLeavesThatAreNotCanonical() throws IOException {
            List<byte[]> untouched = leaves();
            for (String[] change : new String[][] {
                {"{\"action\"", "{ \"action\""},
                {"\"v\":1}", "\"v\":1.0}"},
                {"\"v\":1}", "\"v\":01}"},
                {"\"v\":1}", "\"v\":2}"},
                {"\"v\":1}", "\"v\":1,\"v\":1}"},
                {"\"v\":1}", "\"v\":1,\"w\":1}"},
                {"\"allowed\"", "\"\\u0061llowed\""},
                {"\"allowed\"", "\"\u00e9\""},
                {"Z\"", "+00:00\""},
            }) {
                List<byte[]> leaves = new ArrayList<>(untouched);
                String leaf = new String(leaves.get(6), StandardCharsets.UTF_8);
                assertThat(leaf).contains(change[0]);
                java.nio.charset.Charset charset =
                        change[1].contains("\u00e9") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
                leaves.set(6, leaf.replace(change[0], change[1]).getBytes(charset));
                forge(leaves, keys);
                assertThat(faults(verify()))
                        .as(change[1])
                        .anyMatch(sentence -> sentence.startsWith("leaf 6: not a canonical record"));
            }
        }

        @Test
        void findsARecordOfAnotherLog() throws IOException {
            List<byte[]> leaves = leaves();
            String other = "visor/aaaaaaaaaaaaaaaa";
            leaves.set(
                    69,
                    new String(leaves.get(69), StandardCharsets.UTF_8)
                            .replace(origin, other)
                            .getBytes(StandardCharsets.UTF_8));
            forge(leaves, keys);
            assertThat(faults(verify()))
                    .anyMatch(sentence -> sentence.equals("leaf 69: it was written for the log " + other));
        }

        @Test
        void findsAnOutcomeWithoutItsIntent() throws IOException {
            List<byte[]> leaves = leaves();
            String leaf = new String(leaves.get(69), StandardCharsets.UTF_8);
            int at = leaf.indexOf("\"intent\":\"") + 10;
            leaves.set(
                    69,
                    (leaf.substring(0, at) + UUID.randomUUID() + leaf.substring(at + 36))
                            .getBytes(StandardCharsets.UTF_8));
            forge(leaves, keys);
            assertThat(faults(verify()))
                    .anyMatch(sentence -> sentence.startsWith("leaf 69: it tells how an act ended"));
        }

        @Test
        void findsARootThatIsNotThatOfTheLeaves() throws IOException {
            sign(new Checkpoint(origin, SIZE, Hash.EMPTY), keys);
            assertThat(faults(verify())).anyMatch(sentence -> sentence.contains("signed root"));
        }

        @Test
        void findsTimesBehindTheSignature() throws IOException {
            Checkpoint head = SignedCheckpoint.parse(Files.readString(copy.resolve("checkpoint")))
                    .checkpoint();
            write(
                    "checkpoint",
                    keys.sign(head, Instant.now().minusSeconds(7200)).note().getBytes(StandardCharsets.UTF_8));
            assertThat(verify().passed(Finding.Aspect.TIMELINESS)).isFalse();
        }
    }

    @Test
    void remarksIntentsThatNeverEnded() throws IOException {
        List<byte[]> leaves = leaves();
        forge(leaves.subList(0, 69), keys);
        Checkpoint head = SignedCheckpoint.parse(Files.readString(copy.resolve("checkpoint")))
                .checkpoint();
        write(
                "checkpoint",
                keys.sign(head, Instant.now().plusSeconds(3600)).note().getBytes(StandardCharsets.UTF_8));
        assertThat(verify().findings())
                .anyMatch(
                        finding -> !finding.fault() && finding.sentence().contains("the first is leaf 68, view.show"));
    }

    @Test
    void labelsAreNeverNames() throws IOException {
        for (byte[] leaf : leaves()) {
            for (ObjectLabel label : dev.visor.audit.record.Leaf.read(leaf).objects()) {
                assertThat(label.value()).matches("view:[0-9a-f-]{36}");
            }
        }
    }
}
