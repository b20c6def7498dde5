package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.landmarks.Landmark;
import dev.visor.gateway.landmarks.geometry.FindingKind.Severity;
import dev.visor.gateway.landmarks.geometry.Simulation.Annotated;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was found on annotations in which no error was planted, in two readings: any error finding is a false one (strict), or
 * only what the {@link Verdict} calls false.
 */
final class SoundTally {

    private final Count errors = new Count();
    private final Count falseErrors = new Count();
    private final Count between = new Count();
    private final Count warnings = new Count();
    private final Count findings = new Count();
    private final Map<FindingKind, Map<Verdict, Integer>> kinds = new EnumMap<>(FindingKind.class);

    void add(List<GeometryFinding> found, Simulation simulation, Annotated annotated) {
        List<Verdict> verdicts = new ArrayList<>();
        for (GeometryFinding finding : found) {
            if (finding.severity() == Severity.ERROR) {
                Verdict verdict = verdict(finding, annotated.points(), simulation, annotated);
                verdicts.add(verdict);
                kinds.computeIfAbsent(finding.kind(), kind -> new TreeMap<>()).merge(verdict, 1, Integer::sum);
            }
        }
        findings.add(!found.isEmpty());
        warnings.add(verdicts.size() < found.size());
        add(verdicts);
    }

    private void add(List<Verdict> verdicts) {
        errors.add(!verdicts.isEmpty());
        boolean neither = !verdicts.contains(Verdict.FALSE) && verdicts.contains(Verdict.BETWEEN);
        between.add(neither);
        // What counts as neither is no sound annotation, either.
        if (!neither) {
            falseErrors.add(verdicts.contains(Verdict.FALSE));
        }
    }

    /** A pose and states that nobody got wrong make a finding false, wherever the points lie. */
    static Verdict verdict(GeometryFinding finding, List<Landmark> points, Simulation simulation, Annotated truth) {
        return switch (finding.kind()) {
            case OTHER_POSE, VISIBILITY_REVERSED -> Verdict.FALSE;
            default -> Verdict.of(finding.points(), points, simulation, truth);
        };
    }

    void add(SoundTally other) {
        errors.add(other.errors);
        falseErrors.add(other.falseErrors);
        between.add(other.between);
        warnings.add(other.warnings);
        findings.add(other.findings);
        other.kinds.forEach((kind, counts) -> counts.forEach((verdict, count) ->
                kinds.computeIfAbsent(kind, key -> new TreeMap<>()).merge(verdict, count, Integer::sum)));
    }

    /** With any error finding: the strict reading. */
    Count errors() {
        return errors;
    }

    /** With a false error finding, of all but those that are neither. */
    Count falseErrors() {
        return falseErrors;
    }

    /** With an error finding that is neither right nor false, and none that is false. */
    Count between() {
        return between;
    }

    /** With any finding, error or warning. */
    Count findings() {
        return findings;
    }

    @Override
    public String toString() {
        return "errors " + errors + " false " + falseErrors + " between " + between + " warnings " + warnings + " "
                + kinds;
    }
}
