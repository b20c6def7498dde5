package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.Custodians;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.KeysHeldException;
import dev.visor.gateway.trail.TrailReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Root keys that come back from a backup open nothing until two administrators agreed and Visor was started again. */
class RestoredRootsTests {

    private static final String NAME = "restored-roots";

    private final Person ada = administrator();
    private final Person alan = administrator();

    @Test
    void openNothingUntilTwoPeopleAgreed() throws IOException {
        Path keys;
        Cast cast;
        Line.Job job;
        String picture;
        Installation visor = Installation.fresh(NAME, Map.of());
        try (visor) {
            keys = visor.config().resolve("keys");
            cast = new Cast(visor);
            job = cast.project();
            job.manifest("photo.jpg,\"" + Line.FACES[0] + "\",restored,consent-1,reference-1");
            job.upload("photo.jpg", Line.photograph()).ok();
            job.staged();
            picture = "/api/v1/assets/"
                    + job.review(cast.officer).get(0).path("id").asString() + "/original";
            visor.get(cast.officer, picture, "Visor-Purpose", job.purpose).ok();
        }
        RestoredTests.copy(keys, Installation.folder(NAME).resolve("backup"));
        Files.delete(Installation.folder(NAME).resolve("backup/place"));

        // The key files are lost, and come back without their place, which no backup of them holds.
        RestoredTests.delete(keys);
        RestoredTests.copy(Installation.folder(NAME).resolve("backup"), keys);

        String place;
        try (Installation held = visor.again(Map.of())) {
            held.get(cast.officer, picture, "Visor-Purpose", job.purpose).refused(503, "keys-held");
            held.get(cast.client, "/api/v1/projects").refused(503, "keys-held");
            held.get(cast.compliance, "/api/v1/erasures").refused(503, "keys-held");
            Answer health = held.get(null, "/actuator/health");
            assertThat(health.status()).isEqualTo(503);
            Custodians custodians = held.bean(Custodians.class);
            for (Domain domain : Domain.values()) {
                if (domain == Domain.IDENTITIES) {
                    assertThat(custodians.of(domain).domain()).isEqualTo(domain);
                } else {
                    assertThatThrownBy(() -> custodians.of(domain)).isInstanceOf(KeysHeldException.class);
                }
            }
            assertThat(held.bean(Scheduler.class).getSchedulerState().isStarted())
                    .isFalse();
            place = Files.readString(keys.resolve("place")).strip();
            String id = ask(held, place);
            grant(held, ada, id).refused(403, "forbidden");
            grant(held, alan, ask(held, UUID.randomUUID().toString())).ok();
            held.get(cast.officer, picture, "Visor-Purpose", job.purpose).refused(503, "keys-held");
        }
        // One who asks is not two, and what was agreed on for another place is not agreed on for this one.
        try (Installation held = visor.again(Map.of())) {
            held.get(cast.officer, picture, "Visor-Purpose", job.purpose).refused(503, "keys-held");
            grant(held, alan, ask(held, place)).ok();
            // Not while this process runs: erasures are done again first, at a start.
            held.get(cast.officer, picture, "Visor-Purpose", job.purpose).refused(503, "keys-held");
        }
        try (Installation agreed = visor.again(Map.of())) {
            assertThat(agreed.get(cast.officer, picture, "Visor-Purpose", job.purpose)
                            .ok()
                            .body())
                    .isEqualTo(Line.photograph());
            assertThat(agreed.get(null, "/actuator/health").status()).isEqualTo(200);
            assertThat(agreed.bean(TrailReading.class).newest(null, Long.MAX_VALUE, TrailReading.PAGE))
                    .filteredOn(record -> record.action().equals("key.restore"))
                    .singleElement()
                    .satisfies(record -> assertThat(record.leaf()).contains("keys:" + place));
            assertThat(places(agreed)).isEqualTo(2);
            assertThat(agreed.bean(Scheduler.class).getSchedulerState().isStarted())
                    .isTrue();
        }
    }

    private static int places(Installation visor) {
        return new Database(visor.bean(DatabaseAccess.class))
                .asApp(
                        null,
                        app -> app.sql("select count(*) from keys_place")
                                .query(Integer.class)
                                .single());
    }

    private String ask(Installation visor, String place) {
        return visor.post(
                        ada,
                        "/api/v1/approvals",
                        "{\"act\": \"root-restore\", \"object\": \"keys:" + place
                                + "\", \"reason\": \"The disk was lost\"}")
                .ok()
                .json()
                .path("id")
                .asString();
    }

    private static Answer grant(Installation visor, Person person, String id) {
        return visor.post(person, "/api/v1/approvals/" + id + "/grant", "");
    }

    private static Person administrator() {
        UUID id = UUID.randomUUID();
        return new Person(id, "admin-" + id, Set.of("administrator"), null, List.of(), 2, null);
    }
}
