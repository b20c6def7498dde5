package dev.visor.audit.record;

import dev.visor.audit.merkle.Hash;
import java.util.UUID;

/**
 * Where a record stands among those that one replica wrote to one log.
 *
 * @param replica the writer
 * @param epoch counted from 1, one for each time that the writer was opened
 * @param n counted from 1 within the epoch
 * @param previous the leaf hash of the replica's record before, in this epoch or the last; {@link Hash#ZERO} for the first
 */
public record ChainLink(UUID replica, int epoch, long n, Hash previous) {

    public ChainLink {
        if (epoch < 1 || n < 1) {
            throw new IllegalArgumentException("Epochs and records are counted from 1, not " + epoch + ", " + n);
        }
    }
}
