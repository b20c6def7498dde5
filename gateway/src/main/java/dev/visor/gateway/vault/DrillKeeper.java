package dev.visor.gateway.vault;

import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.PassedDrills;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Records that a drill of the root keys' backup has passed, once its proof stands against the roots in use: when it was, and
 * for which domains. The drill itself is done elsewhere, by somebody whom Visor does not know.
 */
final class DrillKeeper {

    private final PassedDrills drills;
    private final Trails trails;

    DrillKeeper(PassedDrills drills, Trails trails) {
        this.drills = drills;
        this.trails = trails;
    }

    /** Records what has no record yet, each drill by itself. */
    void tell() throws IOException {
        Map<Instant, List<PassedDrills.Drill>> byTime = drills.untold().stream()
                .collect(Collectors.groupingBy(PassedDrills.Drill::at, TreeMap::new, Collectors.toList()));
        for (Map.Entry<Instant, List<PassedDrills.Drill>> one : byTime.entrySet()) {
            trails.append(Entry.of("key.drill", KeyKeeper.ACTOR)
                    .because(Ground.OPERATION)
                    .with("domains", domains(one.getValue()))
                    .with("drilled", one.getKey().toString()));
            drills.tell(one.getValue());
        }
    }

    private static String domains(List<PassedDrills.Drill> drilled) {
        return drilled.stream()
                .map(PassedDrills.Drill::domain)
                .sorted()
                .map(Domain::label)
                .collect(Collectors.joining(","));
    }
}
