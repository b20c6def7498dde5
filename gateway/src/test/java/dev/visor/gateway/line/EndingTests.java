package dev.visor.gateway.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.verify.Finding;
import dev.visor.audit.verify.TlogProof;
import dev.visor.audit.verify.TrailVerifier;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.Custodians;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Two administrators end a client organisation: nothing of it opens any more, and nobody else loses anything (G8). */
class EndingTests {

    private static final Person OLGA =
            new Person(UUID.randomUUID(), "olga", Set.of("compliance-officer"), null, List.of(), 2, null);

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final Person adam = administrator("adam");
    private final Person alma = administrator("alma");

    @Test
    void leavesNothingThatOpensAndNobodyWhoComesIn() throws Exception {
        Instant begin = Instant.now();
        Cast cast = new Cast(visor);
        Sealed sealed = new Sealed(visor, cast.handle);
        Cast others = new Cast(visor);
        Sealed theirs = new Sealed(visor, others.handle);
        Line.Job job = worked(cast, "end-1");
        Line.Job open = cast.project();
        open.manifest("photo.jpg,\"" + Line.FACES[1] + "\",end-2,consent-1,reference-1");
        String task = job.next(cast.annotator).path("id").asString();
        Line.Job stays = worked(others, "stays-1");
        List<ObjectRef> kept = theirs.since(begin, Sealed.OF_PICTURES);
        List<ObjectRef> objects = sealed.since(begin, ObjectKind.values());
        assertThat(objects).hasSizeGreaterThanOrEqualTo(8).allMatch(sealed::opens);
        assertThat(names(sealed)).isNotEmpty();
        UUID id = sealed.tenant().value();

        granted(id);
        JsonNode ending = ended(id, cast.handle);

        // Nobody comes in, on either side.
        visor.get(cast.client, "/api/v1/projects").refused(404, "not-found");
        assertThat(visor.get(cast.compliance, "/api/v1/trail/records").status()).isIn(403, 404);
        open.upload("photo.jpg", Line.photograph()).refused(404, "not-found");
        job.view(cast.annotator, task).refused(404, "not-found");
        assertThat(visor.post(cast.annotator, "/api/v1/tasks/next", "").status())
                .isEqualTo(204);
        // Nothing opens: not the objects, nor their keys, nor the files beside them, nor what is personal in the log.
        assertThat(objects).noneMatch(sealed::opens);
        assertThat(count(id, "select count(*) from keys_subject where wrapped is not null"))
                .isZero();
        assertThat(count(id, "select count(*) from vault_wrap where wrapped is not null"))
                .isZero();
        for (ObjectRef object : objects) {
            assertThat(sealed.records("object.destroy-keys", object.label())).isEqualTo(1);
        }
        assertThat(files(id)).noneMatch(name -> name.matches(".*\\.w[0-9]+"));
        assertThat(names(sealed)).isEmpty();
        assertThat(count(id, "select count(*) from team_access where ends > now()"))
                .isZero();
        assertThat(count(id, "select count(*) from task_ticket where state <> 'done'"))
                .isZero();
        assertThat(ending.path("objects").asInt()).isGreaterThanOrEqualTo(objects.size());
        // No new key is made there, whoever asks.
        assertThat(sealsSomething(sealed)).isFalse();
        // The log stays, and still verifies.
        assertThat(new TrailVerifier(log(sealed), null, null).verify().findings())
                .noneMatch(Finding::fault);
        // Another organisation has lost nothing.
        assertThat(kept).allMatch(theirs::opens);
        visor.get(others.client, "/api/v1/exports/" + export(stays, others) + "/check")
                .ok();

        proves(id, objects);
        reachesTheBackups(id, sealed);
        assertThat(kept).allMatch(theirs::opens);
    }

    @Test
    void takesTwoAdministratorsTheRightNameAndNoHold() {
        Cast cast = new Cast(visor);
        UUID id = database.tenant(cast.handle);
        end(adam, UUID.randomUUID(), cast.handle).refused(404, "not-found");
        end(adam, id, "acme").refused(400, "other-handle");
        end(adam.withoutSecondFactor(), id, cast.handle).refused(401, "step-up-required");
        end(cast.compliance, id, cast.handle).refused(403, "forbidden");
        end(adam, id, cast.handle).refused(409, "approval-missing");
        String asked = ask(id).ok().json().path("id").asString();
        end(adam, id, cast.handle).refused(409, "approval-missing");
        visor.post(adam, "/api/v1/approvals/" + asked + "/grant", "").refused(403, "forbidden");
        end(adam, id, cast.handle).refused(409, "approval-missing");
        visor.post(alma, "/api/v1/approvals/" + asked + "/grant", "").ok();
        String hold = visor.post(cast.compliance, "/api/v1/holds", "{\"matter\": \"4713\"}")
                .ok()
                .json()
                .path("id")
                .asString();
        end(adam, id, cast.handle).refused(409, "legal-hold");
        visor.get(cast.client, "/api/v1/projects").ok();

        visor.post(cast.compliance, "/api/v1/holds/" + hold + "/lift", "").ok();
        JsonNode first = end(alma, id, cast.handle).ok().json();
        JsonNode again = end(adam, id, cast.handle).ok().json();
        assertThat(again.path("id").asString()).isEqualTo(first.path("id").asString());
        visor.post(Person.ADA, "/api/v1/tenants", "{\"handle\": \"" + cast.handle + "\"}")
                .refused(409, "handle-taken");
        JsonNode known = null;
        for (JsonNode one : visor.get(adam, "/api/v1/tenants").ok().json()) {
            known = one.path("id").asString().equals(id.toString()) ? one : known;
        }
        assertThat(known).isNotNull();
        assertThat(known.path("ended").isNull()).isFalse();
        // An end is not taken back, whoever writes the row.
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> database.app()
                        .sql("update tenant set ended = null where id = ?")
                        .param(id)
                        .update()))
                .hasStackTraceContaining("stays ended");
    }

    private Line.Job worked(Cast cast, String pseudonym) {
        Line.Job job = cast.project();
        job.manifest(
                "photo.jpg,\"" + Line.FACES[0] + "\"," + pseudonym + ",consent-1,reference-1",
                "photo.jpg,\"" + Line.FACES[1] + "\"," + pseudonym + "-other,consent-1,reference-1");
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();
        job.release(cast.officer).ok();
        String task = job.next(cast.annotator).path("id").asString();
        job.view(cast.annotator, task).ok();
        ArrayNode points = job.points(cast.annotator, task);
        job.submit(cast.annotator, task, points).ok();
        job.export();
        return job;
    }

    private String export(Line.Job job, Cast cast) {
        return visor.get(cast.client, "/api/v1/projects/" + job.project + "/exports?batch=" + job.batch())
                .ok()
                .json()
                .get(0)
                .path("id")
                .asString();
    }

    private Answer ask(UUID tenant) {
        return visor.post(
                adam,
                "/api/v1/approvals",
                "{\"act\": \"tenant.end\", \"object\": \"tenant:" + tenant + "\", \"reason\": \"The contract ended\"}");
    }

    private void granted(UUID tenant) {
        String asked = ask(tenant).ok().json().path("id").asString();
        visor.post(alma, "/api/v1/approvals/" + asked + "/grant", "").ok();
    }

    private Answer end(Person by, UUID tenant, String handle) {
        return visor.post(by, "/api/v1/tenants/" + tenant + "/end", "{\"handle\": \"" + handle + "\"}");
    }

    private JsonNode ended(UUID tenant, String handle) {
        end(adam, tenant, handle).ok();
        await().until(() -> !found(tenant).path("unreadable").isNull());
        return found(tenant);
    }

    private JsonNode found(UUID tenant) {
        for (JsonNode ending : visor.get(OLGA, "/api/v1/endings").ok().json()) {
            if (ending.path("tenant").asString().equals(tenant.toString())) {
                return ending;
            }
        }
        throw new AssertionError("The end is not listed");
    }

    /** Within the days that backups may live, and then the custodian has none of the keys that opened anything. */
    private void reachesTheBackups(UUID tenant, Sealed sealed) {
        assertThat(found(tenant).path("backups").isNull()).isTrue();
        assertThat(Instant.parse(found(tenant).path("backupsBy").asString()))
                .isBefore(Instant.now().plus(Duration.ofDays(30)));
        sealed.update("update keys_turn set destroy_by = asked_at where destroyed_at is null");
        await().untilAsserted(() -> {
            sealed.update("update scheduled_tasks set execution_time = now() where task_name = 'turn-epochs'");
            assertThat(found(tenant).path("backups").isNull()).isFalse();
        });
        Custodians custodians = visor.bean(Custodians.class);
        for (Domain domain : Domain.values()) {
            int before = count(
                    tenant, "select coalesce(max(epoch), 0) from keys_subject where domain = '" + domain.label() + "'");
            assertThat(custodians.of(domain).epochs(sealed.tenant())).noneMatch(epoch -> epoch <= before);
        }
        assertThat(files(tenant)).noneMatch(name -> name.contains("/keys/") && !name.endsWith(".lock"));
        assertThat(new String(receipt(tenant).get("receipt.json"), UTF_8)).contains("\"unreadableInBackups\"");
    }

    /** By the verifier that anybody has: each record is in the log, and each object in a record. */
    private void proves(UUID tenant, List<ObjectRef> objects) {
        Map<String, byte[]> receipt = receipt(tenant);
        assertThat(receipt).containsKeys("receipt.json", "receipt.sig", "receipt.pub", "receipt.pdf", "log.vkey");
        StringBuilder leaves = new StringBuilder();
        receipt.forEach((name, content) -> {
            if (name.startsWith("records/")) {
                TlogProof proof = TlogProof.parse(new String(content, UTF_8));
                proof.verify(VerifierKeys.parse(new String(receipt.get("log.vkey"), UTF_8)));
                leaves.append(proof.leaf());
            }
        });
        for (ObjectRef object : objects) {
            assertThat(leaves).contains(object.label().value());
        }
        assertThat(leaves).contains("\"action\":\"tenant.ended\"");
        visor.get(adam, "/api/v1/endings/" + tenant + "/receipt").refused(403, "forbidden");
    }

    private Map<String, byte[]> receipt(UUID tenant) {
        String path = "/api/v1/endings/" + tenant + "/receipt";
        await().until(() -> visor.get(OLGA, path).status() == 200);
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(
                new ByteArrayInputStream(visor.get(OLGA, path).ok().body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Whose names can be read in the tenant's log; what Visor does by itself has no name of anybody's. */
    private List<String> names(Sealed sealed) {
        return visor.bean(TrailReading.class).newest(sealed.tenant(), Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.actor().startsWith("person:"))
                .map(TrailRecord::actorName)
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    private boolean sealsSomething(Sealed sealed) {
        try {
            visor.bean(Vault.class)
                    .seal(sealed.tenant(), ObjectKind.ANNOTATION, Set.of(KeyOwner.random()), new byte[] {1});
            return true;
        } catch (RuntimeException e) {
            assertThat(e).hasStackTraceContaining("the tenant was ended");
            return false;
        }
    }

    private List<String> files(UUID tenant) {
        Path folder = visor.home().resolve("objects").resolve(tenant.toString());
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(Path::toString).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int count(UUID tenant, String sql) {
        return database.asApp(tenant, app -> app.sql(sql).query(Integer.class).single());
    }

    private Path log(Sealed sealed) {
        return visor.bean(SequencerSettings.class)
                .log(visor.bean(TrailReading.class).origin(sealed.tenant()))
                .path();
    }

    private static Person administrator(String name) {
        return new Person(UUID.randomUUID(), name, Set.of("administrator"), null, List.of(), 2, null);
    }
}
