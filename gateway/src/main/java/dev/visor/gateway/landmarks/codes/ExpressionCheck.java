package dev.visor.gateway.landmarks.codes;

import dev.visor.gateway.findings.Severity;
import dev.visor.gateway.landmarks.codes.PatternMatch.Answer;
import dev.visor.gateway.projects.codes.Expression;
import dev.visor.gateway.projects.codes.ExpressionRules;
import dev.visor.gateway.projects.codes.Pattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Holds a coder's word for an expression against a table.
 *
 * <p>The table reads an expression where all action units of one of its patterns are there. Where one pattern has all units of
 * another, and more, the larger one counts: the brows of fear are those of surprise, too. Several expressions may be left. What could
 * not be coded, or was not asked for, decides nothing: then there is no word against the coder.
 */
final class ExpressionCheck {

    private final ExpressionRules table;
    private final FaceCodes codes;
    private final PatternMatch match;

    /**
     * Looks at one face.
     *
     * @param asked the numbers of the action units that the project asks for
     */
    ExpressionCheck(ExpressionRules table, FaceCodes codes, Set<Integer> asked) {
        this.table = table;
        this.codes = codes;
        this.match = new PatternMatch(codes, asked);
    }

    /** What the table has against the coder's word; nothing before there is one. */
    List<Disagreement> disagreements() {
        Expression said = codes.expression();
        if (said == null) {
            return List.of();
        }
        List<Reading> read = readings();
        if (!read.isEmpty()) {
            return read.stream().anyMatch(reading -> reading.expression == said)
                    ? List.of()
                    : List.of(another(said, read));
        }
        boolean impossible =
                said.hasPatterns() && table.patterns(said).stream().allMatch(pattern -> match.of(pattern) == Answer.NO);
        return impossible ? List.of(noPattern(said)) : List.of();
    }

    private List<Reading> readings() {
        List<Reading> complete = new ArrayList<>();
        for (ExpressionRules.Rule rule : table.rules()) {
            for (Pattern pattern : rule.patterns()) {
                if (match.of(pattern) == Answer.YES) {
                    complete.add(new Reading(rule.expression(), new HashSet<>(pattern.units())));
                }
            }
        }
        return complete.stream()
                .filter(one -> complete.stream().noneMatch(other -> other.holds(one)))
                .toList();
    }

    private static Disagreement another(Expression said, List<Reading> read) {
        TreeSet<Integer> units = new TreeSet<>();
        read.forEach(reading -> units.addAll(reading.units));
        List<Expression> expected =
                read.stream().map(Reading::expression).distinct().sorted().toList();
        String names = expected.stream().map(Expression::label).collect(Collectors.joining(" and "));
        return new Disagreement(
                Severity.WARNING,
                Disagreement.ANOTHER,
                "The coder says " + said.label() + "; the table reads " + names + " from action units "
                        + units.stream().map(String::valueOf).collect(Collectors.joining("+")) + ".",
                List.copyOf(units),
                expected);
    }

    private Disagreement noPattern(Expression said) {
        TreeSet<Integer> units = new TreeSet<>();
        table.patterns(said).forEach(pattern -> units.addAll(pattern.units()));
        return new Disagreement(
                Severity.INFO,
                Disagreement.NO_PATTERN,
                "The coder says " + said.label() + "; none of the table's patterns for it is complete: "
                        + table.patterns(said).stream().map(Pattern::toString).collect(Collectors.joining(", ")) + ".",
                List.copyOf(units),
                List.of());
    }

    /** A pattern that is complete. */
    private record Reading(Expression expression, Set<Integer> units) {

        /** Whether it has all units of the other, and more. */
        boolean holds(Reading other) {
            return units.size() > other.units.size() && units.containsAll(other.units);
        }
    }
}
