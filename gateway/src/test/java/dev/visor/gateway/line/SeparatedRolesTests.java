package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * A process of the role {@code views} that has the credentials of its own domains only (G7): it serves views, and whoever makes
 * it open an original is refused by what is not there, not by what it would rather not do.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeparatedRolesTests {

    private static final Map<String, String> VIEWS = Map.of("visor.roles", "views");

    private final Installation visor = Installation.apart(Installation.cleared("separated-roles"), List.of());
    private final Path keys = visor.config().resolve("keys");
    private final Path elsewhere = Installation.folder("separated-roles").resolve("elsewhere");
    private final Cast cast = new Cast(visor);

    @AfterAll
    void stops() {
        visor.close();
    }

    @Test
    void servesViewsAndOpensNoOriginalWhateverItIsHanded() throws IOException {
        Line.Job job = released("separated-one");
        Line.Job other = released("separated-two");
        String original = original(job);
        visor.get(cast.officer, original).ok();
        visor.process().close();
        for (String domain : List.of("originals", "exports")) {
            moveAway(domain + ".bcfks");
            moveAway(domain + ".pass");
        }

        visor.startApart(VIEWS);
        JsonNode health = visor.get(null, "/actuator/health")
                .ok()
                .json()
                .path("components")
                .path("keys")
                .path("details");
        assertThat(health.path("domains").asString()).isEqualTo("views landmarks identities");
        assertThat(health.path("separated").asBoolean()).isTrue();
        assertThat(health.path("amber").asString()).isEqualTo("none");

        served(job.view(cast.annotator, next(cast.annotator, job)));
        visor.get(cast.officer, original).refused(503, "keys-elsewhere");
        assertThat(refusals()).isEqualTo(1);

        // Its keeper denies it a purpose, beside the keys: nothing of the kind is opened for that any more.
        deny("views", other.purpose);
        Person second =
                new Person(UUID.randomUUID(), "annotator", Set.of("annotator"), null, List.of(cast.team), 2, null);
        String task = next(second, other);
        other.view(second, task).refused(403, "purpose-denied");
        deny("views", "nothing-that-anybody-does");
        served(other.view(second, task));

        // Somebody hands it the file. Without its passphrase that is worth nothing, at once and at a start.
        Files.copy(elsewhere.resolve("originals.bcfks"), keys.resolve("originals.bcfks"));
        visor.get(cast.officer, original).refused(503, "keys-elsewhere");
        visor.process().close();
        assertThatThrownBy(() -> visor.startApart(Map.of("visor.roles", "views,intake")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("originals.pass");
        write(keys.resolve("originals.pass"), "a passphrase that somebody thought of");
        assertThatThrownBy(() -> visor.startApart(Map.of("visor.roles", "views,intake")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("The root keys cannot be used");

        // The passphrase of another domain does not open it either, and with its own everything is as it was.
        Files.copy(keys.resolve("views.pass"), keys.resolve("originals.pass"), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> visor.startApart(Map.of("visor.roles", "views,intake")))
                .isInstanceOf(AssertionError.class);
    }

    private String next(Person annotator, Line.Job job) {
        JsonNode task = visor.post(annotator, "/api/v1/tasks/next", "").ok().json();
        assertThat(task.path("purpose").asString()).isEqualTo(job.purpose);
        return task.path("id").asString();
    }

    private static void served(Answer view) {
        assertThat(view.ok().header("Content-Type")).isEqualTo("image/png");
        assertThat(view.header("Visor-Receipt")).isNotBlank();
    }

    private Line.Job released(String subject) {
        Line.Job job = cast.project();
        job.manifest("photo.jpg,\"" + Line.FACES[0] + "\"," + subject + ",consent,reference");
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();
        job.release(cast.officer).ok();
        return job;
    }

    private String original(Line.Job job) {
        return "/api/v1/assets/" + job.review(cast.officer).get(0).path("id").asString() + "/original";
    }

    /** How often the officer's log says that the keys were elsewhere. */
    private int refusals() {
        String records =
                visor.get(cast.compliance, "/api/v1/trail/records").ok().text();
        return records.split("keys-elsewhere", -1).length - 1;
    }

    private void moveAway(String name) throws IOException {
        Files.createDirectories(elsewhere);
        Files.move(keys.resolve(name), elsewhere.resolve(name));
    }

    private void deny(String domain, String purpose) throws IOException {
        write(keys.resolve(domain + ".purposes"), "deny " + purpose + "\n");
    }

    private static void write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
