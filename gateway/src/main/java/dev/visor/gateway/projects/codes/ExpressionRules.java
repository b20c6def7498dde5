package dev.visor.gateway.projects.codes;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table that leads from action units to expressions. It never changes under its id, which a project names.
 *
 * @param id such as {@code prototypes-1}
 * @param title for people
 * @param source where it comes from
 * @param rules one for each expression that it knows
 */
public record ExpressionRules(String id, String title, String source, List<Rule> rules) {

    /** The newest comes last. */
    private static final List<ExpressionRules> SHIPPED = List.of(read(StrictJson.shipped("expressions-1.json")));

    public ExpressionRules {
        rules = List.copyOf(rules);
        Map<Expression, Rule> seen = new EnumMap<>(Expression.class);
        for (Rule rule : rules) {
            if (seen.put(rule.expression(), rule) != null) {
                throw new IllegalArgumentException(
                        "A table has one rule for " + rule.expression().label());
            }
        }
        if (seen.isEmpty() || id.isBlank() || title.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException("A table of expressions has an id, a title, a source and rules");
        }
    }

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException if a pattern names no action unit, or a field is missing
     */
    static ExpressionRules read(byte[] json) {
        Text text = StrictJson.read(json, Text.class);
        return new ExpressionRules(
                text.id,
                text.title,
                text.source,
                text.rules.stream()
                        .map(row -> new Rule(
                                row.expression,
                                row.patterns.stream().map(Pattern::parse).toList()))
                        .toList());
    }

    /** All tables, the newest last. */
    public static List<ExpressionRules> all() {
        return SHIPPED;
    }

    /** The newest table. */
    public static ExpressionRules newest() {
        return SHIPPED.getLast();
    }

    /** The table of that name. */
    public static Optional<ExpressionRules> named(String id) {
        return SHIPPED.stream().filter(table -> table.id.equals(id)).findFirst();
    }

    /** The patterns of one expression; none where the table has no rule for it. */
    public List<Pattern> patterns(Expression expression) {
        return rules.stream()
                .filter(rule -> rule.expression() == expression)
                .findFirst()
                .map(Rule::patterns)
                .orElse(Collections.emptyList());
    }

    /**
     * When a table has an expression's name for what is seen.
     *
     * @param patterns one of them is enough
     */
    public record Rule(Expression expression, List<Pattern> patterns) {

        public Rule {
            patterns = List.copyOf(patterns);
            if (patterns.isEmpty() || !expression.hasPatterns()) {
                throw new IllegalArgumentException("A rule has patterns, and " + expression.label() + " has none");
            }
        }
    }

    private record Text(String id, String title, String source, List<Row> rules) {}

    private record Row(Expression expression, List<String> patterns) {}
}
