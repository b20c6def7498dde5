package dev.visor.audit.report;

import dev.visor.audit.merkle.InclusionProof;

/**
 * What shows that the first records about a person are missing because the log removed them after the years for which they were
 * kept.
 *
 * @param counted how many they were: the count to which the record commits that ends the last of these years
 * @param leaf the record with which the removal begins
 * @param inclusion where that record stands in the log
 */
public record RemovedRecords(ProvedCount counted, String leaf, InclusionProof inclusion) {

    @Override
    public String toString() {
        return "RemovedRecords";
    }
}
