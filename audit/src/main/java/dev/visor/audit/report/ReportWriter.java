package dev.visor.audit.report;

import dev.visor.audit.counts.CountMap;
import dev.visor.audit.counts.CountRows;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.InclusionProof;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.merkle.TileTree;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.TagKey;
import dev.visor.audit.retention.RetentionRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts a report together from a log's published folder, under one checkpoint of it. */
public final class ReportWriter {

    private final LogFolder folder;
    private final SignedCheckpoint checkpoint;
    private final TileTree tree;

    private ReportWriter(LogFolder folder, SignedCheckpoint checkpoint) {
        this.folder = folder;
        this.checkpoint = checkpoint;
        // A person's records share most of their tiles.
        Map<Tile, List<Hash>> read = new HashMap<>();
        this.tree = new TileTree(
                tile -> read.computeIfAbsent(tile, folder::hashes),
                checkpoint.checkpoint().size());
    }

    /**
     * A record about the person.
     *
     * @param number in the person's chain
     * @param index of its leaf
     * @param leaf its canonical bytes, UTF-8
     * @param plain what it says to a reader, names opened
     */
    public record Source(long number, long index, String leaf, Map<String, String> plain) {

        Leaf read() {
            return Leaf.read(leaf);
        }

        @Override
        public String toString() {
            return "Source[" + number + "]";
        }
    }

    /**
     * Begins a report under the newest published checkpoint; empty where the log has none yet.
     *
     * @throws IOException if the folder cannot be read
     */
    public static Optional<ReportWriter> open(LogFolder folder) throws IOException {
        return folder.checkpoint().map(checkpoint -> new ReportWriter(folder, checkpoint));
    }

    /** How many leaves the checkpoint has: later records are not in the report. */
    public long size() {
        return checkpoint.checkpoint().size();
    }

    /**
     * Makes the report.
     *
     * @param records all about the person below {@link #size}, in order
     * @param map the newest below {@link #size}; null where there is none
     * @param removal the newest below {@link #size}; null where nothing was removed
     * @param before how many of the person's records were removed
     * @throws IOException if the folder cannot be read
     */
    public SubjectReport write(
            String subject,
            Instant made,
            TagKey key,
            Collection<Source> records,
            CountRows.@Nullable Committed map,
            RetentionRows.@Nullable Shown removal,
            long before)
            throws IOException {
        Accesses accesses = new Accesses(records.stream().map(Source::read).toList());
        try {
            return new SubjectReport(
                    subject,
                    made,
                    key,
                    checkpoint,
                    folder.keys(),
                    records.stream()
                            .map(record -> new ProvedRecord(
                                    record.number(),
                                    record.leaf(),
                                    tree.inclusion(record.index()),
                                    plain(record, accesses)))
                            .toList(),
                    map == null ? null : counted(key, records, map, before),
                    removal == null || before == 0 ? null : removed(key, removal, before));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Map<String, String> plain(Source record, Accesses accesses) {
        Leaf leaf = record.read();
        Map<String, String> plain = new HashMap<>(record.plain());
        plain.put("kind", accesses.kind(leaf).map(AccessKind::label).orElse("outcome"));
        accesses.ended(leaf).ifPresent(end -> plain.put("ended", end.label()));
        accesses.withdrawn(leaf).ifPresent(time -> plain.put("withdrawn", time.toString()));
        return plain;
    }

    /** Null where the person is not in the map: the first record about the person came after it. */
    private @Nullable ProvedCount counted(TagKey key, Collection<Source> records, CountRows.Committed map, long before)
            throws IOException {
        long count = before
                + records.stream()
                        .filter(record -> record.index() < map.covered())
                        .count();
        return member(key, map.covered(), map.leaf(), map.index(), count);
    }

    private @Nullable RemovedRecords removed(TagKey key, RetentionRows.Shown removal, long before) throws IOException {
        ProvedCount counted = member(key, removal.minimum(), removal.year(), removal.yearIndex(), before);
        return counted == null
                ? null
                : new RemovedRecords(counted, removal.removal(), tree.inclusion(removal.removalIndex()));
    }

    private @Nullable ProvedCount member(TagKey key, long covered, String leaf, long index, long count)
            throws IOException {
        InclusionProof inclusion = tree.inclusion(index);
        return CountMap.parse(folder.counts(covered))
                .find(key.place(covered))
                .map(member -> new ProvedCount(leaf, inclusion, member, count))
                .orElse(null);
    }
}
