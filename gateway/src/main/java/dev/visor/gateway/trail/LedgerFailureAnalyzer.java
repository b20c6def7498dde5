package dev.visor.gateway.trail;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Ends a start without the whole erasure ledger with what the operator has to do. */
final class LedgerFailureAnalyzer extends AbstractFailureAnalyzer<LedgerLostException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, LedgerLostException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Bring the folder of the trail (or its bucket) back as it was last: persons who were erased would otherwise"
                        + " come back with what was restored",
                cause);
    }
}
