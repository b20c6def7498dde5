package dev.visor.gateway.findings;

import dev.visor.audit.ObjectLabel;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to become a finding.
 *
 * @param rule a stable code of what was found
 * @param version of the rule
 * @param sentence what it is, for people; it names nobody
 * @param object what it is about
 * @param owner the role that has to act
 * @param day the day (UTC) that the rule looked at, on which it finds this once; null for what a feature noticed by itself
 * @param actor whose acts it is about, as the trail labels them
 * @param evidence records that show it, at most {@link #MOST_EVIDENCE}
 */
record Found(
        String rule,
        int version,
        Severity severity,
        String sentence,
        ObjectLabel object,
        String owner,
        @Nullable LocalDate day,
        @Nullable String actor,
        List<UUID> evidence) {

    /** So many records are enough to begin with; a search for the actor's day gives the rest. */
    static final int MOST_EVIDENCE = 20;

    Found {
        evidence = List.copyOf(evidence.subList(0, Math.min(evidence.size(), MOST_EVIDENCE)));
    }
}
