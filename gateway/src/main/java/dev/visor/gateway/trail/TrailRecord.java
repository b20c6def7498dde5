package dev.visor.gateway.trail;

import dev.visor.audit.ObjectLabel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record as an officer reads it, personal fields opened where their keys still exist.
 *
 * @param id the record
 * @param position grows with the time of writing, for paging; not the leaf index
 * @param personal the record's number in the chain of the person asked for; 0 where nobody was asked for
 * @param log the origin of its log
 * @param time when it was made, to the microsecond
 * @param action the catalogue's name of the act
 * @param sentence the catalogue's plain sentence
 * @param actor the actor's label: {@code system:NAME}, {@code anonymous} or {@code person:PSEUDONYM}
 * @param actorName opened; null where the actor's keys were destroyed or there is no name
 * @param role acted under
 * @param purpose why
 * @param basis on which legal basis
 * @param objects on what
 * @param facts in the clear
 * @param sealed opened personal facts; those of an erased actor are missing
 * @param intent the record whose outcome this one tells; null for any other
 * @param outcome {@code done}, {@code sent}, {@code aborted} or {@code failed}; null unless it tells an outcome
 * @param index the leaf index; null until it is sequenced
 * @param leaf the canonical JSON that was hashed
 */
public record TrailRecord(
        UUID id,
        long position,
        long personal,
        String log,
        Instant time,
        String action,
        String sentence,
        String actor,
        @Nullable String actorName,
        String role,
        String purpose,
        String basis,
        List<ObjectLabel> objects,
        Map<String, String> facts,
        Map<String, String> sealed,
        @Nullable UUID intent,
        @Nullable String outcome,
        @Nullable Long index,
        String leaf) {

    @Override
    public String toString() {
        return "TrailRecord[" + id + ", " + action + "]";
    }
}
