package dev.visor.audit.verify;

import dev.visor.audit.verify.Finding.Aspect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects findings; of the faults and of the remarks of each aspect only the first hundred, and the number of the others. */
public final class Findings {

    private static final int MOST = 100;

    private final List<Finding> findings = new ArrayList<>();
    private final Map<Kind, Integer> counts = new LinkedHashMap<>();

    /** Counted apart: many remarks neither make a fault nor crowd one out. */
    private record Kind(Aspect aspect, boolean fault) {}

    /** Adds what the log fails for. */
    public void fault(Aspect aspect, String sentence) {
        add(new Finding(aspect, true, sentence));
    }

    /** Adds what a reader should know. */
    public void remark(Aspect aspect, String sentence) {
        add(new Finding(aspect, false, sentence));
    }

    private void add(Finding finding) {
        if (counts.merge(new Kind(finding.aspect(), finding.fault()), 1, Integer::sum) <= MOST) {
            findings.add(finding);
        }
    }

    /** All that are kept, faults and remarks in their order. */
    public List<Finding> all() {
        List<Finding> all = new ArrayList<>(findings);
        counts.forEach((kind, count) -> {
            if (count > MOST) {
                all.add(new Finding(
                        kind.aspect(),
                        kind.fault(),
                        (count - MOST) + " more " + (kind.fault() ? "faults" : "remarks") + " of this kind"));
            }
        });
        return all;
    }
}
