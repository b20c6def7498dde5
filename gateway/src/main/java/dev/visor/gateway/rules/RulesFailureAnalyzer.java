package dev.visor.gateway.rules;

import dev.visor.policies.PolicyException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Ends a start whose rules cannot be had with what the operator has to know, instead of a stack trace. */
final class RulesFailureAnalyzer extends AbstractFailureAnalyzer<RuntimeException> {

    private static final String ALTERED = """
            If you restored a backup of the database on purpose, start once with visor.trail.restored=true (deploy/run --restored). \
            If not, somebody changed the tables of the rules: do not start, and look.""";
    private static final String UNFIT = """
            The rules that two administrators put in force do not fit this version of Visor. Start the version before and put rules \
            in force that fit, or start with visor.policies.shipped=true: decided is then by the rules that this version ships with, \
            and the trail tells of it.""";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, RuntimeException cause) {
        return switch (cause) {
            case RulesAlteredException altered -> new FailureAnalysis(altered.getMessage(), ALTERED, altered);
            case PolicyException unfit -> new FailureAnalysis(unfit.getMessage(), UNFIT, unfit);
            default -> null;
        };
    }
}
