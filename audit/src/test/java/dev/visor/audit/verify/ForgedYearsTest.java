package dev.visor.audit.verify;

import static dev.visor.audit.verify.PublishedLog.faults;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Frontier;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.note.LogKeys;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.record.Actor;
import dev.visor.audit.record.ChainLink;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.Shape;
import dev.visor.audit.retention.Hold;
import dev.visor.audit.retention.Removal;
import dev.visor.audit.retention.YearEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What somebody could write who holds the log's keys and wants entries to be gone: 300 records of 2020, then whatever the test
 * has, in a well-formed and signed log.
 */
class ForgedYearsTest {

    private static final int OLD = 300;
    private static final String HOLD = UUID.randomUUID().toString();

    @TempDir
    Path folder;

    private final String origin = "visor/aaaaaaaaaaaaaaaa";
    private final UUID replica = UUID.randomUUID();
    private final LogKeys keys = LogKeys.generate(origin, new SecureRandom());
    private final List<byte[]> leaves = new ArrayList<>();
    private final Frontier tree = new Frontier();
    private Hash previous = Hash.ZERO;
    private String root = "";

    @BeforeEach
    void old() throws IOException {
        Files.createDirectories(folder.resolve("tile"));
        for (int i = 0; i < OLD; i++) {
            add("trail.query", Shape.QUERY, "2020-05-01T00:00:00Z", Map.of());
            if (tree.size() == 256) {
                root = tree.root().toUrl();
            }
        }
    }

    private void add(String action, Shape shape, String time, Map<String, String> facts) {
        byte[] bytes = leaf(action, shape, time, facts, new ChainLink(replica, 1, leaves.size() + 1, previous))
                .toBytes();
        leaves.add(bytes);
        previous = Hash.leaf(bytes);
        tree.add(previous);
    }

    private Leaf leaf(String action, Shape shape, String time, Map<String, String> facts, ChainLink link) {
        return new Leaf(
                UUID.randomUUID(),
                origin,
                Instant.parse(time).plusMillis(leaves.size()),
                shape,
                action,
                new Actor("system:retention", "system"),
                "accountability",
                "gdpr-6-1-c",
                List.of(),
                List.of(),
                facts,
                Map.of(),
                null,
                null,
                link,
                "AAAAAAAAAAAAAAAAAAAAAA");
    }

    private void year(String time, Map<String, String> facts) {
        add(YearEnd.ACTION, Shape.CHANGE, time, facts);
    }

    private Map<String, String> ended(String year) {
        return Map.of("year", year, "minimum", "256", "tree", root);
    }

    private void remove(String time, String years) {
        add(Removal.ACTION, Shape.CHANGE, time, Map.of("minimum", "256", "years", years));
    }

    private void hold(String action, String time) {
        add(
                action,
                Shape.CHANGE,
                time,
                action.equals(Hold.PLACE) ? Map.of("hold", HOLD, "matter", "4711") : Map.of("hold", HOLD));
    }

    /** What a verifier finds once the first bundle of entries is gone. */
    private List<String> gone() throws IOException {
        LogCopy copy = new LogCopy(folder, origin);
        copy.forge(leaves, keys);
        Files.delete(folder.resolve("tile/entries/000"));
        return faults(new TrailVerifier(folder, keys.verifiers(), null).verify());
    }

    @Test
    void acceptsARemovalByTheRule() throws IOException {
        year("2021-01-02T00:00:00Z", ended("2020"));
        hold(Hold.PLACE, "2021-03-01T00:00:00Z");
        hold(Hold.LIFT, "2022-03-01T00:00:00Z");
        remove("2023-01-01T00:00:00Z", "2");
        assertThat(gone()).isEmpty();
    }

    @Test
    void refusesEntriesThatAreMissingWithoutOne() throws IOException {
        year("2021-01-02T00:00:00Z", ended("2020"));
        assertThat(gone()).containsExactly("The entries from leaf 0 on are missing: tile/entries/000");
        // Nor does whoever looks through the entries take what is left for the whole.
        assertThatThrownBy(() -> Entries.scan(new LogFolder(folder), leaves.size(), (index, bytes, at, length) -> {}))
                .isInstanceOf(NoteException.class)
                .hasMessageContaining("no record in the log removed them");
    }

    @Test
    void refusesARemovalBeforeItsTime() throws IOException {
        year("2021-01-02T00:00:00Z", ended("2020"));
        remove("2022-12-31T00:00:00Z", "2");
        assertThat(gone()).singleElement().asString().contains("removes the entries of 2020 before 2 years were over");
    }

    @Test
    void refusesARemovalDuringAHold() throws IOException {
        year("2021-01-02T00:00:00Z", ended("2020"));
        hold(Hold.PLACE, "2021-03-01T00:00:00Z");
        remove("2023-01-01T00:00:00Z", "2");
        hold(Hold.LIFT, "2023-03-01T00:00:00Z");
        assertThat(gone()).singleElement().asString().contains("while a legal hold was in force");
    }

    @Test
    void refusesARemovalUpToNoYearsEnd() throws IOException {
        remove("2023-01-01T00:00:00Z", "2");
        assertThat(gone()).anyMatch(sentence -> sentence.contains("where no year ended"));
    }

    @Test
    void refusesAYearThatWasNotOver() throws IOException {
        year("2020-12-31T00:00:00Z", ended("2020"));
        remove("2023-01-01T00:00:00Z", "2");
        assertThat(gone()).anyMatch(sentence -> sentence.endsWith("the year 2020 was not over"));
    }

    @Test
    void refusesAYearWithRecordsOfALaterOne() throws IOException {
        year("2021-01-02T00:00:00Z", ended("2019"));
        LogCopy copy = new LogCopy(folder, origin);
        copy.forge(leaves, keys);
        assertThat(faults(new TrailVerifier(folder, keys.verifiers(), null).verify()))
                .singleElement()
                .asString()
                .contains("stands before the leaf at which it has the year 2019 end");
    }

    @Test
    void refusesAYearWithAnotherTree() throws IOException {
        year("2021-01-02T00:00:00Z", Map.of("year", "2020", "minimum", "256", "tree", Hash.ZERO.toUrl()));
        remove("2023-01-01T00:00:00Z", "2");
        assertThat(gone()).singleElement().asString().contains("has another root than it says");
    }

    @Test
    void refusesAHoldThatNobodyPlaced() throws IOException {
        hold(Hold.LIFT, "2021-03-01T00:00:00Z");
        new LogCopy(folder, origin).forge(leaves, keys);
        assertThat(faults(new TrailVerifier(folder, keys.verifiers(), null).verify()))
                .singleElement()
                .asString()
                .contains("lifts a hold that nobody had placed");
    }

    @Test
    void refusesAFirstRecordThatGoesOnFromNoneThatWasThere() throws IOException {
        year("2021-01-02T00:00:00Z", ended("2020"));
        remove("2023-01-01T00:00:00Z", "2");
        // Another writer's first record that is left quotes one that was never in this log.
        ChainLink link = new ChainLink(UUID.randomUUID(), 1, 7, Hash.leaf(new byte[] {1}));
        leaves.add(leaf("trail.query", Shape.QUERY, "2023-01-02T00:00:00Z", Map.of(), link)
                .toBytes());
        assertThat(gone())
                .singleElement()
                .asString()
                .contains("the records that its writer wrote before it are missing");
    }

    @Test
    void refusesAnythingMissingBehindTheRemoval() throws IOException {
        for (int i = 0; i < OLD; i++) {
            add("trail.query", Shape.QUERY, "2020-06-01T00:00:00Z", Map.of());
        }
        year("2021-01-02T00:00:00Z", ended("2020"));
        remove("2023-01-01T00:00:00Z", "2");
        assertThat(gone()).isEmpty();
        Files.delete(folder.resolve("tile/entries/001"));
        assertThat(faults(new TrailVerifier(folder, keys.verifiers(), null).verify()))
                .contains("The entries from leaf 256 on are missing: tile/entries/001");
    }
}
