package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.vault.ResealTurn;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Objects are sealed anew when two persons have said so over HTTP, and everybody's work goes on with the same references. */
class AgreedResealTests {

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final Cast cast = new Cast(visor);
    private final Line.Job job = cast.project();
    private final TenantId tenant = new TenantId(database.tenant(cast.handle));
    private final String object = "domain:" + new UUID(0, Domain.ORIGINALS.number());

    @Test
    void theOriginalIsSealedAnewOnceASecondPersonAgreedAndNotBefore() {
        job.manifest("photo.jpg,\"" + Line.FACES[0] + "\",reseal,consent-1,reference-1");
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();
        String picture = job.review(cast.officer).get(0).path("id").asString();
        List<String> before = bodies();
        Person ada = administrator();
        String id = visor.post(
                        ada,
                        "/api/v1/approvals",
                        "{\"act\": \"reseal\", \"object\": \"" + object + "\", \"reason\": \"A key may be known\","
                                + " \"tenant\": \"" + cast.handle + "\"}")
                .ok()
                .json()
                .path("id")
                .asString();

        take();
        assertThat(bodies()).isEqualTo(before);
        visor.post(ada, "/api/v1/approvals/" + id + "/grant?tenant=" + cast.handle, "")
                .refused(403, "forbidden");
        take();
        assertThat(bodies()).isEqualTo(before);

        visor.post(administrator(), "/api/v1/approvals/" + id + "/grant?tenant=" + cast.handle, "")
                .ok();
        take();

        assertThat(bodies()).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
        assertThat(visor.get(cast.officer, "/api/v1/assets/" + picture + "/original")
                        .ok()
                        .body())
                .isEqualTo(Line.photograph());
        assertThat(visor.bean(TrailReading.class).newest(tenant, Long.MAX_VALUE, TrailReading.PAGE))
                .filteredOn(record -> "resealer".equals(record.actorName()))
                .isNotEmpty();
        // Once: the same word is not taken twice.
        List<String> after = bodies();
        take();
        assertThat(bodies()).isEqualTo(after);
    }

    private void take() {
        ResealTurn.take(visor::bean, tenant);
    }

    private List<String> bodies() {
        return database.asApp(
                tenant.value(),
                app -> app.sql("select id || '.' || generation from vault_object where kind = 1 and current"
                                + " order by 1")
                        .query(String.class)
                        .list());
    }

    private static Person administrator() {
        UUID id = UUID.randomUUID();
        return new Person(id, "admin-" + id, Set.of("administrator"), null, List.of(), 2, null);
    }
}
