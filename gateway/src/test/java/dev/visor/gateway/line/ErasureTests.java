package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whoever is claimed to be on a picture owns it: with a view, without one, and before anybody has looked. */
class ErasureTests {

    private static final String NOWHERE = "10,10,60,60";

    private final Installation visor = Installation.shared();
    private final Line line = new Line(visor);
    private final Sealed sealed = new Sealed(visor, "acme");

    @Test
    void ofAPersonWithoutAViewMakesTheOriginalUnreadable() {
        Line.Job job = line.project();
        job.manifest(
                "photo.jpg,\"" + Line.FACES[0] + "\",erased-a,consent,reference-1",
                "photo.jpg,\"" + NOWHERE + "\",erased-b,consent,reference-1");
        job.upload("photo.jpg", Line.photograph()).ok();
        assertThat(job.staged().path("faces").asInt()).isEqualTo(1);
        ObjectRef original = sealed.original(sealed.picture(job));
        assertThat(sealed.opens(original)).isTrue();

        erase(sealed.subject(job, 3));

        assertThat(sealed.opens(original)).isFalse();
    }

    @Test
    void reachesAPictureThatWaits() {
        Line.Job job = line.project();
        job.manifest("photo.jpg,\"" + NOWHERE + "\",erased-c,consent,reference-1");
        job.upload("photo.jpg", Line.photograph()).ok();
        assertThat(job.staged().path("waiting").asInt()).isEqualTo(1);
        ObjectRef original = sealed.original(sealed.picture(job));
        assertThat(sealed.opens(original)).isTrue();
        assertThat(sealed.owners(original)).containsExactly(sealed.subject(job, 2));

        erase(sealed.subject(job, 2));

        assertThat(sealed.opens(original)).isFalse();
    }

    @Test
    void reachesAPictureThatNobodyHasLookedAtYet() {
        Line.Job job = line.project();
        job.manifest("photo.jpg,\"" + Line.FACES[0] + "\",erased-d,consent,reference-1");
        job.upload("photo.jpg", Line.photograph()).ok();
        ObjectRef original = sealed.original(sealed.picture(job));
        assertThat(sealed.opens(original)).isTrue();

        erase(sealed.subject(job, 2));

        assertThat(sealed.opens(original)).isFalse();
        assertThat(job.staged().path("refused").asInt()).isEqualTo(1);
    }

    @Test
    void isPrecededByTheAnswerWhoSawAFaceWithoutAView() {
        Line.Job job = line.project();
        job.manifest(
                "photo.jpg,\"" + Line.FACES[0] + "\",shown-a,consent,reference-1",
                "photo.jpg,\"" + NOWHERE + "\",shown-b,consent,reference-1");
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();

        visor.get(Person.ROSA, "/api/v1/assets/" + sealed.picture(job) + "/original")
                .ok();

        // That all was sent is known, and recorded, only after the reader has it.
        await().untilAsserted(() -> assertThat(actions("shown-b")).contains("original.show", "original.sent"));
    }

    @Test
    void isNoReasonForAPictureThatNobodyCanOpenToHoldUpItsBatch() throws IOException {
        Line.Job job = line.project();
        job.manifest(
                "good.jpg,\"" + Line.FACES[0] + "\",rotten-a,consent,reference-good",
                "bad.jpg,\"" + Line.FACES[0] + "\",rotten-b,consent,reference-bad");
        String bad =
                job.upload("bad.jpg", Line.photograph()).ok().json().path("id").asString();
        job.upload("good.jpg", Line.photograph()).ok();
        String object = sealed.original(bad).id().toString();
        Path body = visor.home()
                .resolve("objects")
                .resolve(sealed.tenant().toString())
                .resolve(object.substring(0, 2))
                .resolve(object + ".1");
        byte[] bytes = Files.readAllBytes(body);
        bytes[bytes.length / 2] ^= 1;
        Files.write(body, bytes);
        // All attempts but the last two, which would take a quarter of an hour.
        sealed.update("update asset set attempts = 9 where id = ?", UUID.fromString(bad));

        JsonNode standing = job.staged();

        assertThat(standing.path("faces").asInt()).isEqualTo(1);
        assertThat(standing.path("waiting").asInt()).isEqualTo(1);
        JsonNode reviewed = job.review(Person.ROSA);
        assertThat(reviewed.findValuesAsString("reason")).contains("tried-too-often");
    }

    private List<String> actions(String pseudonym) {
        return visor.post(
                        Person.OTTO, "/api/v1/trail/questions", "{\"pseudonym\": \"" + pseudonym + "\", \"after\": 0}")
                .ok()
                .json()
                .findValuesAsString("action");
    }

    private void erase(UUID person) {
        visor.bean(Vault.class).destroy(sealed.tenant(), List.of(new KeyOwner(person)));
    }
}
