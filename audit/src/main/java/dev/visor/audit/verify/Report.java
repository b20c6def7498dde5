package dev.visor.audit.verify;

import dev.visor.audit.verify.Finding.Aspect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the verifier found in one log.
 *
 * @param log the origin; empty if not even that could be read
 * @param size leaves in the signed head; 0 if there is none
 * @param findings faults and remarks, those about leaves in their order
 * @param checked for each aspect, what was looked at
 */
public record Report(String log, long size, List<Finding> findings, Map<Aspect, String> checked) {

    public Report {
        findings = List.copyOf(findings);
        checked = Map.copyOf(checked);
    }

    /** Whether the log stands. */
    public boolean passed() {
        return findings.stream().noneMatch(Finding::fault);
    }

    /** Whether it stands in one respect. */
    public boolean passed(Aspect aspect) {
        return findings.stream().noneMatch(finding -> finding.fault() && finding.aspect() == aspect);
    }

    /** The same for machines. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("log", log);
        json.put("size", size);
        json.put("pass", passed());
        for (Aspect aspect : Aspect.values()) {
            json.put(
                    aspect.label(), Map.of("pass", passed(aspect), "checked", checked.getOrDefault(aspect, "nothing")));
        }
        json.put(
                "findings",
                findings.stream()
                        .map(finding -> Map.of(
                                "aspect", finding.aspect().label(),
                                "fault", finding.fault(),
                                "sentence", finding.sentence()))
                        .toList());
        return json;
    }
}
