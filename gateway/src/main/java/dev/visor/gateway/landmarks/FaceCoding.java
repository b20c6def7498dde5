package dev.visor.gateway.landmarks;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.landmarks.Tasks.Held;
import dev.visor.gateway.landmarks.codes.Disagreement;
import dev.visor.gateway.landmarks.codes.FaceCodes;
import dev.visor.gateway.landmarks.codes.SentCodes;
import dev.visor.gateway.views.Views;
import dev.visor.policies.Act;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What was said of a face beside its points: opened under a record, and tried without being kept. */
@Service
class FaceCoding {

    private final Tasks tasks;
    private final Annotations annotations;
    private final Versions versions;
    private final Views views;
    private final Gate gate;

    FaceCoding(Tasks tasks, Annotations annotations, Versions versions, Views views, Gate gate) {
        this.tasks = tasks;
        this.annotations = annotations;
        this.versions = versions;
        this.views = views;
        this.gate = gate;
    }

    /**
     * Where the coding of a task's face stands: its newest version. Nothing is opened where nobody has worked on it.
     *
     * @param schema the version of the schema that the caller works by, as the task's answer labels it; null where it trusts the
     *     newest
     */
    Standing standing(Caller caller, UUID task, @Nullable String purpose, @Nullable String schema) {
        Held held = tasks.find(caller, task);
        try {
            SchemaNamed.require(held.project(), schema, false);
            gate.check(
                    caller, Act.TASK_WORK, tasks.resource(held), tasks.circumstances(caller, held.project(), purpose));
            return versions.newest(held, caller.id())
                    .map(found -> open(caller, held, found, purpose))
                    .orElse(Standing.NONE);
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
    }

    private Standing open(Caller caller, Held held, Annotation newest, @Nullable String purpose) {
        Receipt receipt = gate.pass(
                caller,
                Act.TASK_WORK,
                tasks.resource(held),
                tasks.circumstances(caller, held.project(), purpose),
                "annotation.open",
                entry -> views.about(entry, held.view())
                        .on(held.task().label(), newest.object().label()));
        return new Standing(newest.version(), annotations.open(newest, receipt).codes());
    }

    /**
     * What the table would have against codes that are not kept. They are the caller's own, so nothing is opened and nothing is told
     * that the caller did not send.
     *
     * @param schema the version of the schema that the caller works by; null where it trusts the newest
     */
    List<Disagreement> check(
            Caller caller, UUID task, @Nullable String purpose, @Nullable String schema, SentCodes sent) {
        Held held = tasks.find(caller, task);
        try {
            SchemaNamed.require(held.project(), schema, false);
            gate.check(
                    caller, Act.TASK_WORK, tasks.resource(held), tasks.circumstances(caller, held.project(), purpose));
            return Optional.ofNullable(sent.checked(held.project().codes(), false))
                    .map(FaceCodes::disagreements)
                    .orElse(List.of());
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
    }

    /**
     * What was said last.
     *
     * @param version of which version; null where nobody has worked on the face
     * @param codes null where that version says nothing beside the points
     */
    record Standing(@Nullable Integer version, @Nullable FaceCodes codes) {

        private static final Standing NONE = new Standing(null, null);

        @Override
        public String toString() {
            return "Standing[]";
        }
    }
}
