package dev.visor.gateway.access;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.policies.Role;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * Who leads which team. The identity provider says who is a lead at all and in which teams; where it was recorded here that somebody is in
 * a team, that record says whether as its lead.
 */
@Service
public class Leads {

    private final StaffTable table;

    Leads(StaffTable table) {
        this.table = table;
    }

    /** The teams that this person leads. */
    public Set<UUID> of(Caller caller) {
        if (!caller.is(Role.TEAM_LEAD)) {
            return Set.of();
        }
        Map<UUID, Boolean> recorded = table.leads(caller.id().value());
        return caller.teams().stream()
                .filter(team -> recorded.getOrDefault(team, true))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Who is in a team because it was recorded here. */
    public Set<KeyOwner> members(UUID team) {
        return table.members().stream()
                .filter(member -> member.team().equals(team))
                .map(member -> new KeyOwner(member.person()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it was recorded here that somebody left a team, whatever the identity provider says since. */
    public boolean left(KeyOwner person, UUID team) {
        return Boolean.FALSE.equals(table.teams(person.value()).get(team));
    }
}
