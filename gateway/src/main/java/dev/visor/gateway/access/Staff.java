package dev.visor.gateway.access;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import dev.visor.policies.Workplace;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Has people join and leave teams, and records where they work. Each is one act, and counts from the next request on. */
@Service
class Staff {

    private static final String DETAILS = "team.member";
    private static final String UNKNOWN = "unknown";

    /** No team. */
    private static final UUID NONE = new UUID(0, 0);

    private final StaffTable table;
    private final Workforces workforces;
    private final Identities identities;
    private final Gate gate;
    private final Clock clock;

    Staff(StaffTable table, Workforces workforces, Identities identities, Gate gate, Clock clock) {
        this.table = table;
        this.workforces = workforces;
        this.identities = identities;
        this.gate = gate;
        this.clock = clock;
    }

    /** Who joined a team here, with what was said of them; reading it is a record. */
    List<Shown> members(Caller caller) {
        gate.pass(
                caller,
                Act.PEOPLE_READ,
                Resource.Directory.ALL,
                "people.read",
                entry -> entry.on(ObjectLabel.of("directory", Resource.Directory.ALL.id())));
        return table.members().stream()
                .map(member -> new Shown(member, opened(member)))
                .toList();
    }

    void join(Caller caller, String team, UUID person, boolean lead, MemberDetails details) {
        details.check();
        UUID id = required(caller, Act.TEAM_JOIN, team);
        KeyOwner owner = new KeyOwner(person);
        if (table.teams(person).getOrDefault(id, false)) {
            throw member();
        }
        gate.pass(
                caller,
                Act.TEAM_JOIN,
                new Resource.Workforce(id),
                "team.join",
                entry -> entry.on(label(id)).with("person", person.toString()).with("lead", Boolean.toString(lead)));
        byte[] sealed = identities.seal(
                ApprovalTable.scope(null), owner, DETAILS, JsonMapper.shared().writeValueAsString(details));
        if (!table.join(new Membership(person, id, lead, sealed, clock.instant()), caller.id())) {
            throw member();
        }
    }

    void leave(Caller caller, String team, UUID person) {
        UUID id = required(caller, Act.TEAM_LEAVE, team);
        gate.pass(
                caller,
                Act.TEAM_LEAVE,
                new Resource.Workforce(id),
                "team.leave",
                entry -> entry.on(label(id)).with("person", person.toString()));
        table.leave(person, id, caller.id(), clock.instant());
    }

    /** Says where a team works; null if nobody knows any more. */
    void place(Caller caller, String team, @Nullable String country) {
        String checked = checked(country);
        UUID id = required(caller, Act.WORKPLACE_RECORD, team);
        gate.pass(
                caller,
                Act.WORKPLACE_RECORD,
                new Resource.Workforce(id),
                "workplace.record",
                entry -> entry.on(label(id)).with("country", checked == null ? UNKNOWN : checked));
        table.record(id, checked);
    }

    /** Says where somebody works who does not work where the team does; null for where the team does. */
    void place(Caller caller, UUID person, @Nullable String country) {
        String checked = checked(country);
        UUID record = gate.pass(
                        caller,
                        Act.WORKPLACE_RECORD,
                        new Resource.Workforce(NONE),
                        "workplace.record",
                        entry -> entry.on(ObjectLabel.of("person", person))
                                .with("country", checked == null ? UNKNOWN : checked))
                .record();
        table.record(person, checked, caller.id(), record, clock.instant());
    }

    /** Decided before it is said whether there is such a team. */
    private UUID required(Caller caller, Act act, String team) {
        gate.check(caller, act, new Resource.Workforce(NONE));
        return workforces.team(team).orElseThrow(Refused::notFound);
    }

    private @Nullable MemberDetails opened(Membership member) {
        byte[] sealed = member.details();
        if (sealed == null) {
            return null;
        }
        try {
            return JsonMapper.shared()
                    .readValue(
                            identities.open(ApprovalTable.scope(null), new KeyOwner(member.person()), DETAILS, sealed),
                            MemberDetails.class);
        } catch (KeyDestroyedException e) {
            return null;
        }
    }

    /** Refuses a country that there is not. */
    static @Nullable String checked(@Nullable String country) {
        try {
            return country == null ? null : new Workplace(country).country();
        } catch (IllegalArgumentException e) {
            throw Refused.badRequest("unknown-country", e.getMessage() + ".");
        }
    }

    private static ObjectLabel label(UUID team) {
        return ObjectLabel.of("team", team);
    }

    private static Refused member() {
        return Refused.conflict("already-member", "This person is in the team already.");
    }

    /** @param details null where nothing was said, or the person was erased */
    record Shown(Membership member, @Nullable MemberDetails details) {}
}
