package dev.visor.audit.verify;

import dev.visor.audit.verify.Finding.Aspect;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects findings; of the same aspect only the first hundred, and the number of the others. */
final class Findings {

    private static final int MOST = 100;

    private final List<Finding> findings = new ArrayList<>();
    private final Map<Aspect, Integer> counts = new EnumMap<>(Aspect.class);

    void fault(Aspect aspect, String sentence) {
        add(new Finding(aspect, true, sentence));
    }

    void remark(Aspect aspect, String sentence) {
        add(new Finding(aspect, false, sentence));
    }

    private void add(Finding finding) {
        if (counts.merge(finding.aspect(), 1, Integer::sum) <= MOST) {
            findings.add(finding);
        }
    }

    List<Finding> all() {
        List<Finding> all = new ArrayList<>(findings);
        counts.forEach((aspect, count) -> {
            if (count > MOST) {
                all.add(new Finding(aspect, true, (count - MOST) + " more findings of this kind"));
            }
        });
        return all;
    }
}
