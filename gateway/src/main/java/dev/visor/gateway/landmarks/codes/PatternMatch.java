package dev.visor.gateway.landmarks.codes;

import dev.visor.gateway.projects.codes.Intensity;
import dev.visor.gateway.projects.codes.Pattern;
import dev.visor.gateway.projects.codes.Side;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether the action units of a pattern are there: yes, no, or nobody can tell. */
final class PatternMatch {

    /** What can be said. The order is that of certainty that something is there. */
    enum Answer {
        NO,
        UNKNOWN,
        YES;

        private static Answer all(Stream<Answer> answers) {
            return answers.min(Answer::compareTo).orElse(YES);
        }

        private static Answer any(Stream<Answer> answers) {
            return answers.max(Answer::compareTo).orElse(NO);
        }

        private Answer not() {
            return switch (this) {
                case NO -> YES;
                case UNKNOWN -> UNKNOWN;
                case YES -> NO;
            };
        }
    }

    private static final List<Side> HALVES = Side.BILATERAL.halves();

    private final FaceCodes codes;
    private final Set<Integer> asked;

    /**
     * Looks at one face.
     *
     * @param asked the numbers of the action units that the project asks for: of others nobody said anything
     */
    PatternMatch(FaceCodes codes, Set<Integer> asked) {
        this.codes = codes;
        this.asked = Set.copyOf(asked);
    }

    /** Whether a pattern is complete. One-sided terms have to be on the same side. */
    Answer of(Pattern pattern) {
        Collection<Pattern.Term> onBoth =
                pattern.terms().stream().filter(term -> !term.oneSided()).toList();
        Collection<Pattern.Term> onOne =
                pattern.terms().stream().filter(Pattern.Term::oneSided).toList();
        Answer both = Answer.all(onBoth.stream()
                .map(term -> Answer.any(HALVES.stream().map(half -> on(term, half)))));
        Answer one = onOne.isEmpty()
                ? Answer.YES
                : Answer.any(HALVES.stream()
                        .map(half -> Answer.all(onOne.stream().map(term -> alone(term, half)))));
        return Answer.all(Stream.of(both, one));
    }

    /** Whether a term is there on this half and not on the other. */
    private Answer alone(Pattern.Term term, Side half) {
        Side other = half == Side.LEFT ? Side.RIGHT : Side.LEFT;
        Pattern.Term any = new Pattern.Term(term.unit(), null, true);
        return Answer.all(Stream.of(on(term, half), on(any, other).not()));
    }

    private Answer on(Pattern.Term term, Side half) {
        int unit = term.unit().number();
        Coding coding = codes.units().stream()
                .filter(code -> code.unit() == unit && code.covers(half))
                .map(ActionUnitCode::coding)
                .findFirst()
                .orElse(codes.restAbsent() && asked.contains(unit) ? new Coding.Absent() : null);
        return switch (coding) {
            case Coding.Present present -> fits(term.intensity(), present.intensity()) ? Answer.YES : Answer.NO;
            case Coding.Absent absent -> Answer.NO;
            case Coding.NotCodable not -> Answer.UNKNOWN;
            case null -> Answer.UNKNOWN;
        };
    }

    private static boolean fits(@Nullable Intensity wanted, @Nullable Intensity seen) {
        return wanted == null || wanted == seen;
    }
}
