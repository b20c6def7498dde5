package dev.visor.gateway.projects.codes;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Action units that make an expression together, such as {@code 6+12}.
 *
 * @param terms all of them have to be there; more may be
 */
public record Pattern(List<Term> terms) {

    public Pattern {
        terms = List.copyOf(terms);
        Set<Integer> units = new HashSet<>();
        for (Term term : terms) {
            if (!units.add(term.unit().number())) {
                throw new IllegalArgumentException(
                        "A pattern names an action unit once: " + term.unit().number());
            }
        }
    }

    /**
     * Reads a pattern: numbers joined by plus signs. A letter asks for this very intensity, {@code U} for one side alone, the
     * same one for all that are marked so.
     *
     * @throws IllegalArgumentException if it is none, or names an action unit that the catalogue has not
     */
    static Pattern parse(String text) {
        return new Pattern(Arrays.stream(text.split("\\+", -1)).map(Term::parse).toList());
    }

    /** The numbers of its action units, in its order. */
    public List<Integer> units() {
        return terms.stream().map(term -> term.unit().number()).toList();
    }

    @JsonValue
    @Override
    public String toString() {
        return terms.stream().map(Term::toString).collect(Collectors.joining("+"));
    }

    /**
     * One action unit of a pattern.
     *
     * @param intensity at which it has to be; null for any
     * @param oneSided whether it has to be on one side and not on the other
     */
    public record Term(ActionUnit unit, @Nullable Intensity intensity, boolean oneSided) {

        private static final java.util.regex.Pattern TEXT = java.util.regex.Pattern.compile("(U?)(\\d{1,2})([A-E]?)");

        public Term {
            if (intensity != null && !unit.intensity()) {
                throw new IllegalArgumentException("Action unit " + unit.number() + " has no intensity");
            }
            if (oneSided && unit.sides() == Sides.NONE) {
                throw new IllegalArgumentException("Action unit " + unit.number() + " has no sides");
            }
        }

        private static Term parse(String text) {
            Matcher parts = TEXT.matcher(text);
            if (!parts.matches()) {
                throw new IllegalArgumentException("A pattern is like 1+2+5B or U14, not " + text);
            }
            ActionUnit unit = ActionUnits.numbered(Integer.parseInt(parts.group(2)))
                    .orElseThrow(() -> new IllegalArgumentException("There is no action unit " + parts.group(2)));
            return new Term(
                    unit,
                    Intensity.named(parts.group(3)).orElse(null),
                    !parts.group(1).isEmpty());
        }

        @Override
        public String toString() {
            return (oneSided ? "U" : "") + unit.number() + (intensity == null ? "" : intensity.name());
        }
    }
}
