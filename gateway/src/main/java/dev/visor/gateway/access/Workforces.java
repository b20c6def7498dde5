package dev.visor.gateway.access;

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The workforces and their teams, known to the identity provider by public handles such as {@code north-1}. */
@Service
public class Workforces {

    private final WorkforceRepository workforces;
    private final TeamRepository teams;
    private final Clock clock;
    private final Map<String, UUID> known = new ConcurrentHashMap<>();

    Workforces(WorkforceRepository workforces, TeamRepository teams, Clock clock) {
        this.workforces = workforces;
        this.teams = teams;
        this.clock = clock;
    }

    /** The team with this handle. */
    public Optional<UUID> team(String handle) {
        UUID found = known.get(handle);
        if (found != null) {
            return Optional.of(found);
        }
        Optional<UUID> read = teams.findByHandle(handle).map(Team::id);
        read.ifPresent(id -> known.put(handle, id));
        return read;
    }

    /** Those of the handles that name a team of ours. */
    Set<UUID> teams(Collection<String> handles) {
        Set<UUID> found = new HashSet<>();
        handles.forEach(handle -> team(handle).ifPresent(found::add));
        return found;
    }

    List<Workforce> all() {
        return workforces.findAll();
    }

    List<Team> everyTeam() {
        return teams.findAllByOrderByHandle();
    }

    /** Refuses handles that cannot be used. */
    void check(String workforce, String team) {
        Handles.check(workforce);
        Handles.check(team);
        if (teams.findByHandle(team).isPresent()) {
            throw Handles.taken();
        }
    }

    /** Makes a team, and its workforce where that is new. */
    @Transactional
    public void create(UUID id, String workforce, String team, @Nullable String country) {
        Workforce owner = workforces
                .findByHandle(workforce)
                .orElseGet(() -> workforces.save(new Workforce(UUID.randomUUID(), workforce, clock.instant())));
        try {
            teams.save(new Team(id, owner.id(), team, country, clock.instant()));
        } catch (DataIntegrityViolationException e) {
            throw Handles.taken();
        }
    }
}
