package dev.visor.gateway.landmarks.codes;

import dev.visor.gateway.findings.Severity;
import dev.visor.gateway.projects.codes.Expression;
import java.util.List;

/**
 * A coder's word for an expression that is not the one that the project's table reads from the action units. It is a finding about one
 * version, rests sealed with it, and blocks nothing: the table may be wrong, and so may the coder.
 *
 * @param reason a stable code in kebab case, for programs
 * @param sentence for people
 * @param units the numbers of the action units that it rests on
 * @param expected what the table reads; none where it reads nothing
 */
public record Disagreement(
        Severity severity, String reason, String sentence, List<Integer> units, List<Expression> expected) {

    /** The table reads another expression. */
    public static final String ANOTHER = "another-expression";

    /** The table reads none, and none of the word's own patterns is complete. */
    public static final String NO_PATTERN = "no-pattern";

    public Disagreement {
        units = List.copyOf(units);
        expected = List.copyOf(expected);
    }

    @Override
    public String toString() {
        return "Disagreement[]";
    }
}
