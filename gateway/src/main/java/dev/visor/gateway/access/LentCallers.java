package dev.visor.gateway.access;

import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.policies.Role;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps who somebody is for the few minutes in which a program of theirs may come without a sign-in, sealed under their own key.
 * Whoever leaves meanwhile, or leaves a team, is not who was kept.
 */
@Component
public class LentCallers {

    private static final String FIELD = "link.caller";

    private final Identities identities;
    private final SessionLabels sessions;
    private final SessionEnds ends;
    private final StaffTable staff;

    LentCallers(Identities identities, SessionLabels sessions, SessionEnds ends, StaffTable staff) {
        this.identities = identities;
        this.sessions = sessions;
        this.ends = ends;
        this.staff = staff;
    }

    /** Somebody of the workforce, under a first factor however they signed in. */
    private record Kept(String name, String signInName, Set<Role> roles, Set<UUID> teams, String session) {}

    /**
     * Seals who the caller is.
     *
     * @throws Refused (403, {@code session-unknown}) if the caller's token belongs to no session
     */
    public byte[] keep(TenantId tenant, Caller caller) {
        String session = sessions.current()
                .orElseThrow(() -> Refused.forbidden(
                        "session-unknown", "Your token belongs to no session, and nothing can be lent to it."));
        Kept kept = new Kept(caller.name(), caller.signInName(), caller.roles(), caller.teams(), session);
        return identities.seal(tenant, caller.id(), FIELD, JsonMapper.shared().writeValueAsString(kept));
    }

    /**
     * Opens it again.
     *
     * @param since when it was sealed
     * @throws Refused (403, {@code session-ended}) if the session, or all of the person's, ended since
     */
    public Caller back(TenantId tenant, KeyOwner person, byte[] sealed, Instant since) {
        Kept kept = JsonMapper.shared().readValue(identities.open(tenant, person, FIELD, sealed), Kept.class);
        if (ends.endedSince(person.value(), kept.session(), since)) {
            throw Refused.forbidden("session-ended", "The session that this was given to is over.");
        }
        Set<UUID> teams = new HashSet<>(kept.teams());
        staff.teams(person.value()).forEach((team, in) -> {
            if (!in) {
                teams.remove(team);
            }
        });
        return new Caller(person, kept.name(), kept.signInName(), kept.roles(), null, teams, false, 1, null);
    }
}
