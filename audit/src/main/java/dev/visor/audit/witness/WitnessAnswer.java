package dev.visor.audit.witness;

import dev.visor.audit.note.SignedCheckpoint.Line;

/** What came of asking a witness for its cosignature. */
public sealed interface WitnessAnswer {

    /**
     * It cosigned.
     *
     * @param line its own, verified over the very checkpoint
     */
    record Cosigned(Line line) implements WitnessAnswer {}

    /**
     * It does not serve this log, or does not know its keys (403, 404): its keeper must be asked.
     *
     * @param sentence for the operator
     */
    record Refused(String sentence) implements WitnessAnswer {}

    /**
     * No answer in time, or none that makes sense: ask again later.
     *
     * @param sentence for the operator
     */
    record Unreachable(String sentence) implements WitnessAnswer {}

    /**
     * It cosigned a larger tree than ours: the log was rolled back, or another one goes on under its keys.
     *
     * @param size of the tree that the witness knows
     */
    record Ahead(long size) implements WitnessAnswer {}

    /**
     * What it cosigned is not the beginning of our tree: the log was forked or rewritten.
     *
     * @param size of the tree that the witness knows
     */
    record Forked(long size) implements WitnessAnswer {}
}
