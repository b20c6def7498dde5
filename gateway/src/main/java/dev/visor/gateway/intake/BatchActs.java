package dev.visor.gateway.intake;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Portions;
import dev.visor.policies.Act;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Decides and records acts on a whole batch, about everybody whom they concern. */
@Component
class BatchActs {

    private final Gate gate;

    BatchActs(Gate gate) {
        this.gate = gate;
    }

    /** Decides and records, in as many records as the persons ask for; all are durable on return. */
    void pass(
            Caller caller,
            Act act,
            Batch batch,
            Project project,
            String action,
            Collection<KeyOwner> persons,
            Consumer<Entry> facts) {
        for (List<KeyOwner> some : Portions.of(persons, Portions.MOST)) {
            gate.pass(
                    caller,
                    act,
                    batch.resource(project),
                    action,
                    entry -> facts.accept(entry.on(batch.inTrail()).about(some)));
        }
    }
}
