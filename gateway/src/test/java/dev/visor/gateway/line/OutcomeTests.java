package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How an act ended is told of the person, and the role, that began it. */
class OutcomeTests {

    private final Installation visor = Installation.shared();

    @Test
    void aPersonOfTwoRolesEndsAnActInTheRoleThatBeganIt() {
        Scene scene = new Scene(visor);
        Person both = new Person(
                UUID.randomUUID(),
                "both",
                Set.of("client", "redaction-officer"),
                scene.tenant("own"),
                List.of(),
                2,
                null);
        visor.get(both, "/api/v1/views/" + scene.view + "/picture").ok();
        visor.get(both, "/api/v1/assets/" + scene.picture + "/original").ok();
        visor.get(both, "/api/v1/exports/" + scene.export + "/archive").ok();
        visor.post(
                        both,
                        "/api/v1/projects/" + scene.job.project + "/exports",
                        "{\"batch\": \"" + scene.job.batch() + "\"}")
                .ok();

        TenantId tenant = new TenantId(new Database(visor.bean(DatabaseAccess.class)).tenant(scene.tenant("own")));
        TrailReading trail = visor.bean(TrailReading.class);
        // That all was sent is known, and recorded, only after the reader has it.
        List<TrailRecord> records = await().until(
                        () -> trail.newest(tenant, Long.MAX_VALUE, 200),
                        found -> outcomes(found).size() == 4);
        Map<UUID, TrailRecord> byId = records.stream().collect(Collectors.toMap(TrailRecord::id, Function.identity()));
        List<TrailRecord> outcomes = outcomes(records);
        assertThat(outcomes)
                .extracting(TrailRecord::action, TrailRecord::role)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("view.sent", "redaction-officer"),
                        org.assertj.core.groups.Tuple.tuple("original.sent", "redaction-officer"),
                        org.assertj.core.groups.Tuple.tuple("export.sent", "client"),
                        org.assertj.core.groups.Tuple.tuple("act.done", "client"));
        assertThat(outcomes).allSatisfy(outcome -> {
            TrailRecord intent = byId.get(outcome.intent());
            assertThat(intent).isNotNull();
            assertThat(outcome.role()).isEqualTo(intent.role());
            assertThat(outcome.actor()).isEqualTo(intent.actor());
            assertThat(outcome.purpose()).isEqualTo(intent.purpose());
            assertThat(outcome.basis()).isEqualTo(intent.basis());
        });
    }

    private static List<TrailRecord> outcomes(List<TrailRecord> records) {
        return records.stream()
                .filter(record -> record.intent() != null && "both".equals(record.actorName()))
                .toList();
    }
}
