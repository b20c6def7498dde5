package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.gateway.DatabaseAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A disk that rots is a finding before anybody asks for the picture, and over once its bytes are put back. */
class DamagedObjectTests {

    /** The scrub has its turn once a minute. */
    private static final Duration TURN = Duration.ofMinutes(3);

    private final Installation visor = Installation.shared();
    private final Cast cast = new Cast(visor);
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final UUID tenant = database.tenant(cast.handle);

    @Test
    void isAFindingForTheOfficerAndAmberInHealthAndAProblemForWhoAsks() throws IOException {
        Line.Job job = cast.project();
        job.manifest("rots.jpg,\"" + Line.FACES[0] + "\",rot-a,consent,rots");
        job.upload("rots.jpg", Line.photograph()).ok();
        job.staged();
        JsonNode picture = job.review(cast.officer).get(0);
        String original = "/api/v1/assets/" + picture.path("id").asString() + "/original";
        Path file = file();
        byte[] body = Files.readAllBytes(file);
        byte[] rotten = body.clone();
        rotten[rotten.length / 2] ^= 4;
        Files.write(file, rotten);
        checkAgain();

        await().atMost(TURN).until(() -> states().equals(List.of("open")));
        await().atMost(TURN)
                .until(() -> visor.get(null, "/actuator/health").text().contains("damaged"));
        Answer refused = visor.get(cast.officer, original);
        refused.refused(500, "object-altered");

        Files.write(file, body);
        checkAgain();
        await().atMost(TURN).until(() -> !states().contains("open"));
        assertThat(visor.get(cast.officer, original).ok().body()).isEqualTo(Line.photograph());
    }

    /** The one original of this tenant. */
    private Path file() {
        String body = database.asApp(
                tenant,
                app -> app.sql("select id || '.' || generation from vault_object where kind = 1")
                        .query(String.class)
                        .single());
        return visor.home()
                .resolve("objects")
                .resolve(tenant.toString())
                .resolve(body.substring(0, 2))
                .resolve(body);
    }

    private void checkAgain() {
        database.asApp(
                tenant,
                app -> app.sql("update vault_object set checked = timestamptz '2020-01-01' where kind = 1")
                        .update());
    }

    private List<String> states() {
        return visor.get(cast.compliance, "/api/v1/findings")
                .ok()
                .json()
                .path("findings")
                .valueStream()
                .filter(finding -> finding.path("rule").asString().equals("vault.object-damaged"))
                .map(finding -> finding.path("state").asString())
                .toList();
    }
}
