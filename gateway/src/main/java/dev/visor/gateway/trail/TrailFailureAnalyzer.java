package dev.visor.gateway.trail;

import dev.visor.audit.TrailAlteredException;
import dev.visor.audit.restore.RestoredDatabaseException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Ends a start on a trail that contradicts itself with what the operator has to know, instead of a stack trace. */
final class TrailFailureAnalyzer extends AbstractFailureAnalyzer<TrailAlteredException> {

    private static final String RESTORED = """
            If you restored a backup on purpose: leave the published trail (var/trail or its bucket) and the log keys as they \
            are, end every other replica, and start once with visor.trail.restored=true (deploy/run --restored). The records since \
            the backup are then taken back from what was published, and the trail tells of it. If you restored nothing, \
            somebody else did, or the database lost what it had committed: do not start, and look.""";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, TrailAlteredException cause) {
        return new FailureAnalysis(
                cause.getMessage(), cause instanceof RestoredDatabaseException ? RESTORED : null, cause);
    }
}
