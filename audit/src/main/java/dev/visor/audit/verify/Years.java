package dev.visor.audit.verify;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.merkle.TileTree;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.retention.Hold;
import dev.visor.audit.retention.Removal;
import dev.visor.audit.retention.YearEnd;
import dev.visor.audit.verify.Finding.Aspect;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a log says of its years against its leaves, and what is missing at its beginning against what it says: entries may
 * be gone only up to the end of a year, after the time for which they are kept, and not while a legal hold was in force.
 */
final class Years {

    private final LogFolder folder;
    private final Findings findings;
    private final long size;

    /** The latest time of all leaves up to the end of each bundle; null where all of them are gone. */
    private final List<@Nullable Instant> latest = new ArrayList<>();

    private final Map<Long, YearEnd> ends = new HashMap<>();
    private final Set<String> holds = new HashSet<>();
    private final Set<String> lifted = new HashSet<>();
    private int year;
    private long minimum;
    private long removed;
    private int years;

    Years(LogFolder folder, Findings findings, long size) {
        this.folder = folder;
        this.findings = findings;
        this.size = size;
    }

    /** One more bundle was read. */
    void passed(@Nullable Instant latest) {
        this.latest.add(latest);
    }

    /**
     * Follows one record.
     *
     * @param gone behind which leaf the last bundle ends that is not there; 0 where all are
     */
    void follow(long index, Leaf leaf, long gone) {
        switch (leaf.action()) {
            case YearEnd.ACTION -> end(index, leaf);
            case Removal.ACTION -> remove(index, leaf);
            case Hold.PLACE -> holds.add(leaf.facts().getOrDefault(Hold.ID, ""));
            case Hold.LIFT -> {
                // Its beginning may have been removed since; while it was in force nothing was.
                String hold = leaf.facts().getOrDefault(Hold.ID, "");
                if (!holds.remove(hold) && !lifted.contains(hold) && gone == 0) {
                    fault(index, "it lifts a hold that nobody had placed");
                }
                lifted.add(hold);
            }
            default -> {}
        }
    }

    private void end(long index, Leaf leaf) {
        YearEnd end = YearEnd.of(leaf);
        if (end.equals(ends.get(end.minimum()))) {
            // A keeper that was killed before it could remember the record wrote it again.
            return;
        }
        if (end.minimum() > index || end.minimum() <= minimum || end.year() <= year) {
            fault(index, "the year " + end.year() + " cannot have ended before leaf " + end.minimum());
            return;
        }
        year = end.year();
        minimum = end.minimum();
        ends.put(minimum, end);
        if (leaf.time().isBefore(YearEnd.end(year))) {
            fault(index, "the year " + year + " was not over");
        }
        int bundle = (int) (minimum / Tile.WIDTH) - 1;
        Instant last = bundle < latest.size() ? latest.get(bundle) : null;
        if (last != null && last.isAfter(YearEnd.end(year).plus(YearEnd.SKEW))) {
            fault(index, "a record of " + last + " stands before the leaf at which it has the year " + year + " end");
        }
        try {
            if (!new TileTree(folder, size).root(minimum).equals(end.tree())) {
                fault(index, "the tree before leaf " + minimum + " has another root than it says");
            }
        } catch (UncheckedIOException e) {
            findings.fault(
                    Aspect.COMPLETENESS, "leaf " + index + ": the hash tiles before leaf " + minimum + " are missing");
        }
    }

    private void remove(long index, Leaf leaf) {
        Removal removal = Removal.of(leaf);
        YearEnd end = ends.get(removal.minimum());
        if (end == null || removal.minimum() < removed) {
            fault(index, "it removes entries up to leaf " + removal.minimum() + ", where no year ended");
            return;
        }
        if (!holds.isEmpty()) {
            fault(index, "it removes entries while a legal hold was in force");
        }
        if (leaf.time().isBefore(end.expires(removal.years()))) {
            fault(index, "it removes the entries of " + end.year() + " before " + removal.years() + " years were over");
        }
        removed = removal.minimum();
        years = removal.years();
    }

    /**
     * Judges what is missing.
     *
     * @param bundles that are not there, in order
     */
    void end(List<Tile> bundles) {
        for (Tile bundle : bundles) {
            long first = bundle.index() * Tile.WIDTH;
            if (first >= removed) {
                findings.fault(
                        Aspect.COMPLETENESS, "The entries from leaf " + first + " on are missing: " + bundle.path());
            }
        }
        YearEnd end = ends.get(removed);
        if (!bundles.isEmpty() && end != null) {
            findings.remark(
                    Aspect.COMPLETENESS,
                    "The entries before leaf " + removed + " were removed, those of " + end.year()
                            + " and before, after " + years + " years: their hashes are there, what they said is not");
        }
    }

    private void fault(long index, String what) {
        findings.fault(Aspect.INTEGRITY, "leaf " + index + ": " + what);
    }
}
