package dev.visor.audit.report;

import dev.visor.audit.merkle.InclusionProof;
import dev.visor.audit.record.Leaf;
import java.util.Map;

/**
 * One record of a report, and the way from it to the report's checkpoint.
 *
 * @param number among the records about the person, counted from 1
 * @param leaf the canonical bytes as text
 * @param inclusion where it stands
 * @param plain what the record says to a reader, names opened; for convenience, the leaf alone is proved
 */
public record ProvedRecord(long number, String leaf, InclusionProof inclusion, Map<String, String> plain) {

    public ProvedRecord {
        plain = Map.copyOf(plain);
    }

    /**
     * The record itself.
     *
     * @throws dev.visor.audit.json.NotCanonicalException if it is not canonical
     * @throws IllegalArgumentException if it is no record
     */
    public Leaf read() {
        return Leaf.read(leaf);
    }

    @Override
    public String toString() {
        return "ProvedRecord[" + number + "]";
    }
}
