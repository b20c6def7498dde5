package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.AgeTool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An export leaves for the client's own keys, and what was once to be sealed never leaves in the clear again. */
class SealedExportTests {

    private static final Duration LONG_AGO = Duration.ofMinutes(16);

    private final Installation visor = Installation.shared();
    private final Line line = new Line(visor);
    private final Sealed sealed = new Sealed(visor, "acme");

    @TempDir
    Path folder;

    private Line.Job job = line.project();

    @BeforeEach
    void needsOneFaceHandedIn() {
        job = line.project();
        job.released("sealed-export-" + UUID.randomUUID());
        String task = job.next(Person.ANNA).path("id").asString();
        job.submit(Person.ANNA, task, job.points(Person.ANNA, task)).ok();
    }

    @Test
    void opensWithAgeForEachRegisteredKey() throws IOException {
        AgeTool.Key first = registered();
        AgeTool.Key second = registered();
        JsonNode made = job.export("").ok().json();
        assertThat(made.path("delivery").asString()).isEqualTo("sealed");
        assertThat(made.path("sealedTo")).hasSize(2);
        String export = made.path("id").asString();

        Answer answer = archive(export).ok();

        assertThat(answer.header("Content-Disposition")).endsWith(export + ".zip.age\"");
        assertThat(answer.body())
                .startsWith("age-encryption.org/v1\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        byte[] zip = AgeTool.open(answer.body(), first.identity());
        assertThat(AgeTool.open(answer.body(), second.identity())).isEqualTo(zip);
        assertThat(Export.read(zip).files()).containsKeys("manifest.json", "manifest.sig");
        AgeTool.Key stranger = AgeTool.keygen(folder);
        assertThatThrownBy(() -> AgeTool.open(answer.body(), stranger.identity()))
                .isInstanceOf(IOException.class);
        // What rests here is sealed by the vault as before, whatever it leaves as.
        visor.get(job.client, "/api/v1/exports/" + export + "/check").ok();
    }

    @Test
    void madeBeforeAnybodyWasRegisteredIsPlainUntilThenAndIsThenSealedOnRequest() throws IOException {
        String export = job.export();
        assertThat(archive(export).ok().body()).startsWith((byte) 'P', (byte) 'K');
        reseal(job.client, export).refused(409, "no-recipient");

        AgeTool.Key key = registered();

        archive(export).refused(409, "reseal-needed");
        assertThat(listed(export).path("delivery").asString()).isEqualTo("reseal");
        reseal(job.client, export).ok();
        Export.read(AgeTool.open(archive(export).ok().body(), key.identity()));
    }

    @Test
    void isSealedToANewKeyAfterALostOneOnlyOnRequest() throws IOException {
        AgeTool.Key lost = registered();
        String export = job.export();
        AgeTool.Key fresh = registered();

        byte[] before = archive(export).ok().body();
        assertThatThrownBy(() -> AgeTool.open(before, fresh.identity())).isInstanceOf(IOException.class);
        remove(job.client, id(lost)).ok();
        archive(export).refused(409, "reseal-needed");
        reseal(job.client, export).ok();

        byte[] after = archive(export).ok().body();
        Export.read(AgeTool.open(after, fresh.identity()));
        assertThatThrownBy(() -> AgeTool.open(after, lost.identity())).isInstanceOf(IOException.class);
        ObjectLabel label = ObjectLabel.of("export-file", UUID.fromString(export));
        assertThat(sealed.records("export.reseal", label)).isEqualTo(1);
        assertThat(sealed.records("act.done", label)).isEqualTo(2);
    }

    @Test
    void neverLosesItsLastRecipient() {
        AgeTool.Key only = registered();
        remove(job.client, id(only)).refused(409, "last-recipient");
        registered();
        remove(job.client, id(only)).ok();
        remove(job.client, UUID.randomUUID().toString()).refused(404, "not-found");
    }

    @Test
    void takesOnlyKeysOfTheClientsOwnAndEachOnce() {
        AgeTool.Key key = registered();
        add(job.client, key.recipient()).refused(409, "recipient-registered");
        add(job.client, key.recipient().substring(0, 61) + (key.recipient().endsWith("q") ? 'p' : 'q'))
                .refused(400, "bad-recipient");
        add(job.client, "ssh-ed25519 AAAA").refused(400, "bad-recipient");
        String ours = visor.get(job.client, "/api/v1/projects/" + job.project + "/recipient")
                .ok()
                .json()
                .path("recipient")
                .asString();
        add(job.client, ours).refused(400, "own-recipient");
        for (int i = 1; i < 20; i++) {
            registered();
        }
        add(job.client, AgeTool.keygen(folder).recipient()).refused(409, "too-many-recipients");
    }

    @Test
    void needsTheSecondFactorJustNowForEachChange() {
        AgeTool.Key key = registered();
        registered();
        String export = job.export();
        Person tired = job.client.authenticated(Instant.now().minus(LONG_AGO));
        for (Person person : new Person[] {tired, job.client.withoutSecondFactor()}) {
            add(person, AgeTool.keygen(folder).recipient()).refused(401, "step-up-required");
            remove(person, id(key)).refused(401, "step-up-required");
            reseal(person, export).refused(401, "step-up-required");
        }
    }

    @Test
    void isOnRecordWithTheKeyThatWasAddedOrTakenOff() {
        AgeTool.Key key = registered();
        registered();
        String id = id(key);
        remove(job.client, id).ok();
        ObjectLabel recipient = ObjectLabel.of("recipient", UUID.fromString(id));
        assertThat(sealed.records("recipient.add", recipient)).isEqualTo(1);
        assertThat(sealed.records("recipient.remove", recipient)).isEqualTo(1);
        assertThat(sealed.mentions(key.recipient())).isEqualTo(2);
    }

    private AgeTool.Key registered() {
        AgeTool.Key key = AgeTool.keygen(folder);
        add(job.client, key.recipient()).ok();
        return key;
    }

    private Answer add(Person person, String recipient) {
        return visor.post(person, recipients(), "{\"recipient\": \"" + recipient + "\"}");
    }

    private Answer remove(Person person, String id) {
        return visor.post(person, recipients() + "/" + id + "/remove", "");
    }

    private String id(AgeTool.Key key) {
        for (JsonNode one : visor.get(job.client, recipients()).ok().json()) {
            if (one.path("recipient").asString().equals(key.recipient())) {
                return one.path("id").asString();
            }
        }
        throw new AssertionError("It is not registered");
    }

    private String recipients() {
        return "/api/v1/projects/" + job.project + "/recipients";
    }

    private Answer archive(String export) {
        return visor.get(job.client, "/api/v1/exports/" + export + "/archive");
    }

    private Answer reseal(Person person, String export) {
        return visor.post(person, "/api/v1/exports/" + export + "/reseal", "");
    }

    private JsonNode listed(String export) {
        for (JsonNode one : visor.get(job.client, "/api/v1/projects/" + job.project + "/exports?batch=" + job.batch())
                .ok()
                .json()) {
            if (one.path("id").asString().equals(export)) {
                return one;
            }
        }
        throw new AssertionError("It is not listed");
    }
}
