package dev.visor.gateway.access;

import dev.visor.policies.Act;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who is in which team, and where they work. */
@RestController
@RequestMapping("/api/v1")
class StaffController {

    private final Staff staff;
    private final Workforces workforces;

    StaffController(Staff staff, Workforces workforces) {
        this.staff = staff;
        this.workforces = workforces;
    }

    @GetMapping("/teams")
    @Guarded(Act.PEOPLE_READ)
    List<TeamAnswer> teams(Caller caller) {
        Map<UUID, List<MemberAnswer>> members = staff.members(caller).stream()
                .collect(Collectors.groupingBy(
                        shown -> shown.member().team(), Collectors.mapping(MemberAnswer::of, Collectors.toList())));
        Map<UUID, String> handles =
                workforces.all().stream().collect(Collectors.toMap(Workforce::id, Workforce::handle));
        return workforces.everyTeam().stream()
                .map(team -> new TeamAnswer(
                        team.handle(),
                        handles.getOrDefault(team.workforce(), ""),
                        team.country(),
                        members.getOrDefault(team.id(), List.of())))
                .toList();
    }

    @PostMapping("/teams/{team}/members")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Guarded(Act.TEAM_JOIN)
    void join(Caller caller, @PathVariable String team, @Valid @RequestBody NewMember wanted) {
        staff.join(
                caller,
                team,
                wanted.person(),
                Boolean.TRUE.equals(wanted.lead()),
                new MemberDetails(wanted.skills(), wanted.languages(), wanted.hours()));
    }

    @DeleteMapping("/teams/{team}/members/{person}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Guarded(Act.TEAM_LEAVE)
    void leave(Caller caller, @PathVariable String team, @PathVariable UUID person) {
        staff.leave(caller, team, person);
    }

    @PutMapping("/teams/{team}/workplace")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Guarded(Act.WORKPLACE_RECORD)
    void place(Caller caller, @PathVariable String team, @Valid @RequestBody Place place) {
        staff.place(caller, team, place.country());
    }

    @PutMapping("/people/{person}/workplace")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Guarded(Act.WORKPLACE_RECORD)
    void place(Caller caller, @PathVariable UUID person, @Valid @RequestBody Place place) {
        staff.place(caller, person, place.country());
    }

    /** @param country an ISO 3166-1 code of two letters; null if it is not known, for a person: where the team works */
    record Place(@Nullable String country) {}

    /**
     * Somebody who is to join.
     *
     * @param person the identifier at the identity provider
     */
    record NewMember(
            @NotNull UUID person,
            @Nullable Boolean lead,
            List<String> skills,
            List<String> languages,
            @Nullable String hours) {

        NewMember {
            skills = skills == null ? List.of() : List.copyOf(skills);
            languages = languages == null ? List.of() : List.copyOf(languages);
        }
    }

    /** A team, and who joined it here; whom the identity provider alone puts into it is told with the people. */
    record TeamAnswer(
            String handle, String workforce, @Nullable String country, List<MemberAnswer> members) {}

    /** @param details null where nothing was said, or the person was erased */
    record MemberAnswer(
            UUID person,
            boolean lead,
            Instant joined,
            @Nullable MemberDetails details) {

        static MemberAnswer of(Staff.Shown shown) {
            return new MemberAnswer(
                    shown.member().person(),
                    shown.member().lead(),
                    shown.member().joined(),
                    shown.details());
        }
    }
}
