package dev.visor.gateway;

import dev.visor.gateway.keys.Custodians;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.KeySettings;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import dev.visor.redaction.worker.RedactionWorkers;
import java.util.stream.Collectors;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Records that this process started, with what, and whose root keys it opened. Without that record it does not stay up. */
@Component
class StartRecord implements ApplicationRunner {

    private static final ActorRef VISOR = ActorRef.system("visor");

    private final Trails trails;
    private final Custodians custodians;
    private final KeySettings settings;
    private final RedactionWorkers workers;

    StartRecord(Trails trails, Custodians custodians, KeySettings settings, RedactionWorkers workers) {
        this.trails = trails;
        this.custodians = custodians;
        this.settings = settings;
        this.workers = workers;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        trails.append(Entry.of("system.start", VISOR)
                .because(Ground.OPERATION)
                .with("role", settings.roles().stream().map(Enum::name).sorted().collect(Collectors.joining(",")))
                .with("detector", workers.detector())
                .with("sandbox", workers.sandboxed() ? "on" : "off"));
        for (Domain domain : custodians.domains()) {
            trails.append(
                    Entry.of("system.key-open", VISOR).because(Ground.OPERATION).with("domain", domain.label()));
        }
    }
}
