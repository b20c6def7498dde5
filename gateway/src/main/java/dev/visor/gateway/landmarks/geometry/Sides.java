package dev.visor.gateway.landmarks.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Left and right taken for each other: of the whole face, of a region or of a pair. */
record Sides() implements Check {

    @Override
    public List<GeometryFinding> in(Evidence evidence) {
        if (evidence.face() == null || evidence.face().lost()) {
            return List.of();
        }
        return Renamed.findings(evidence.face(), FindingKind.SIDES_SWAPPED);
    }

    /** What was found to carry wrong names of one kind. */
    static final class Renamed {

        private Renamed() {}

        static List<GeometryFinding> findings(Evidence.Face face, FindingKind kind) {
            List<GeometryFinding> findings = new ArrayList<>();
            for (Renaming renaming : face.naming().found()) {
                if (renaming.kind() == kind) {
                    findings.add(new GeometryFinding(kind, face.indices(renaming.moved())));
                }
            }
            Set<Integer> singly = new TreeSet<>();
            face.errors().exchanged().stream()
                    .filter(pair -> pair.kind() == kind)
                    .forEach(pair -> singly.addAll(List.of(pair.a(), pair.b())));
            if (!singly.isEmpty()) {
                findings.add(new GeometryFinding(kind, face.indices(List.copyOf(singly))));
            }
            return findings;
        }
    }
}
