package dev.visor.audit.verify;

import dev.visor.audit.counts.CountMap;
import dev.visor.audit.counts.CountedLeaf;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.retention.YearEnd;
import dev.visor.audit.verify.Finding.Aspect;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Holds the maps of counts in a log's folder against the records that commit to them. */
final class CountMaps {

    private final LogFolder folder;
    private final Findings findings;
    private long covered = -1;
    private Hash root = Hash.ZERO;
    private long maps;

    CountMaps(LogFolder folder, Findings findings) {
        this.folder = folder;
        this.findings = findings;
    }

    void follow(long index, Leaf leaf) throws IOException {
        if (leaf.action().equals(YearEnd.ACTION)) {
            // It counts up to the end of the year, behind which daily maps may have counted already.
            @Nullable CountedLeaf counts = YearEnd.of(leaf).counts();
            if (counts != null) {
                maps++;
                file(index, counts);
            }
            return;
        }
        if (!leaf.action().equals(CountedLeaf.ACTION)) {
            return;
        }
        maps++;
        CountedLeaf counted = CountedLeaf.of(leaf);
        if (counted.covered() > index) {
            fault(index, "its map counts more leaves than stand before it");
        }
        // A writer that was killed between map and record commits to the same map again, and to no other.
        if (counted.covered() < covered
                || (counted.covered() == covered && !counted.root().equals(root))) {
            fault(index, "its map goes back behind, or contradicts, an earlier one");
        }
        root = counted.root();
        covered = Math.max(covered, counted.covered());
        file(index, counted);
    }

    private void file(long index, CountedLeaf counted) throws IOException {
        try {
            CountMap map = CountMap.parse(folder.counts(counted.covered()));
            if (map.size() != counted.entries() || !map.root().equals(counted.root())) {
                fault(index, "the map " + LogFolder.countsPath(counted.covered()) + " is not the one committed to");
            }
        } catch (NoSuchFileException e) {
            findings.fault(
                    Aspect.COMPLETENESS,
                    "leaf " + index + ": the map " + LogFolder.countsPath(counted.covered()) + " is missing");
        } catch (IllegalArgumentException e) {
            fault(index, "the file " + LogFolder.countsPath(counted.covered()) + " is no map: " + e.getMessage());
        }
    }

    private void fault(long index, String what) {
        findings.fault(Aspect.INTEGRITY, "leaf " + index + ": " + what);
    }

    long count() {
        return maps;
    }
}
