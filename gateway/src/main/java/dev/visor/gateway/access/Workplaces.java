package dev.visor.gateway.access;

import dev.visor.policies.TeamAccess;
import dev.visor.policies.Workplace;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Where people work, as whoever runs the installation recorded it: of the person, else of the team through which access goes. */
@Service
public class Workplaces {

    private final StaffTable table;

    Workplaces(StaffTable table) {
        this.table = table;
    }

    /** Where somebody works, by the team; those of which nobody recorded it are left out. */
    public Map<UUID, Workplace> of(Caller caller) {
        return table.countries(caller.id().value(), caller.teams()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, known -> new Workplace(known.getValue())));
    }

    /**
     * Where somebody works.
     *
     * @param access through which team; null if through none, then any team of theirs counts
     * @return null where nobody recorded it, which the policies deny
     */
    public @Nullable Workplace of(Caller caller, @Nullable TeamAccess access) {
        Map<UUID, Workplace> places = of(caller);
        return access != null
                ? places.get(access.team())
                : places.values().stream().findFirst().orElse(null);
    }
}
