package dev.visor.gateway;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Ends a start that is not fit for production with a sentence for each fault. */
final class ProductionFailureAnalyzer extends AbstractFailureAnalyzer<ProductionRefusedException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, ProductionRefusedException cause) {
        return new FailureAnalysis(
                cause.getMessage(), "Change what is named above, or start without visor.production", cause);
    }
}
