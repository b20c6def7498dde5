package dev.visor.audit.report;

import dev.visor.audit.counts.CountMap;
import dev.visor.audit.merkle.InclusionProof;

/**
 * What the log committed to: how many records about the person its first leaves hold.
 *
 * @param leaf the record that commits to the map
 * @param inclusion where that record stands in the log
 * @param member the person's entry in the map, and the way from it to the map's root
 * @param count that the entry commits to
 */
public record ProvedCount(String leaf, InclusionProof inclusion, CountMap.Member member, long count) {

    @Override
    public String toString() {
        return "ProvedCount";
    }
}
