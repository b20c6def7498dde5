package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an export may hold, whom the trail says it is about, and what it shows of pictures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportTests {

    private final Installation visor = Installation.shared();
    private final Line line = new Line(visor);
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final TrailReading trail = visor.bean(TrailReading.class);
    private final UUID acme = database.tenant("acme");
    private final TenantId log = new TenantId(acme);
    private final Line.Job job = line.project();
    private final String prefix = "export-" + UUID.randomUUID() + "-";

    /** One face on each of three pictures; the first two in the order of the work are handed in. */
    private final List<Work> work = new ArrayList<>();

    private record Work(UUID asset, UUID face, UUID subject, String pseudonym) {}

    @BeforeAll
    void handsTwoOfThreeFacesIn() {
        job.manifest(row(0), row(1), row(2));
        for (int i = 0; i < 3; i++) {
            job.upload("photo-" + i + ".jpg", Line.photograph()).ok();
        }
        job.staged();
        job.release(Person.ROSA).ok();
        for (int i = 0; i < 2; i++) {
            String task = job.next(Person.ANNA).path("id").asString();
            job.submit(Person.ANNA, task, job.points(Person.ANNA, task)).ok();
            work.add(work(task));
        }
        work.add(work(job.next(Person.ANNA).path("id").asString()));
    }

    @Test
    void ofAnotherProjectsBatchIsNotFoundAndOpensNothing() {
        Line.Job other = line.project();
        long before = position();

        visor.post(Person.CLARA, "/api/v1/projects/" + other.project + "/exports", wanted())
                .refused(404, "not-found");

        List<TrailRecord> since = since(before);
        assertThat(since).extracting(TrailRecord::action).contains("access.refused");
        assertThat(since).extracting(TrailRecord::action).doesNotContain("export.create", "export.read", "act.done");
    }

    @Test
    void ofAnotherProjectsBatchIsRefusedByTheDatabaseToo() {
        UUID other = UUID.fromString(line.project().project);
        assertThatThrownBy(() -> database.asApp(
                        acme,
                        app -> app.sql(
                                        "insert into export (id, tenant, project, batch, object, faces, created_by, created)"
                                                + " values (?, ?, ?, ?, ?, 1, ?, now())")
                                .params(
                                        UUID.randomUUID(),
                                        acme,
                                        other,
                                        UUID.fromString(job.batch()),
                                        UUID.randomUUID(),
                                        UUID.randomUUID())
                                .update()))
                .hasStackTraceContaining("foreign key");
    }

    @Test
    void isOnRecordForEachPersonFromTheIntentToTheEnd() {
        long before = position();
        String export = job.export();
        get("/archive", export).ok();
        // That all was sent is known, and recorded, only after the reader has it.
        await().untilAsserted(() ->
                assertThat(actions(work.getFirst(), before)).containsSubsequence("export.download", "export.sent"));
        get("/check", export).ok();
        get("/pictures/" + work.getFirst().asset, export).ok();
        await().untilAsserted(() ->
                assertThat(actions(work.getFirst(), before)).containsSubsequence("export.preview", "original.sent"));

        List<String> actions = actions(work.getFirst(), before);
        assertThat(actions)
                .containsSubsequence(
                        "export.create",
                        "export.read",
                        "act.done",
                        "export.download",
                        "export.sent",
                        "export.check",
                        "export.preview",
                        "original.sent");
        assertThat(actions(work.get(2), before))
                .as("whose face is not in it")
                .noneMatch(action -> action.startsWith("export.") || action.startsWith("original."));
    }

    @Test
    void thatWasNotKeptIsNotRecordedAsDone() {
        long before = position();
        String constraint = "refuse_" + Long.toString(System.nanoTime(), 36);
        sql("alter table export add constraint " + constraint + " check (project <> '" + job.project + "') not valid");
        try {
            assertThat(visor.post(Person.CLARA, "/api/v1/projects/" + job.project + "/exports", wanted())
                            .status())
                    .isEqualTo(500);
        } finally {
            sql("alter table export drop constraint " + constraint);
        }
        assertThat(actions(work.getFirst(), before))
                .contains("export.create", "act.failed")
                .doesNotContain("act.done");
    }

    @Test
    void leavesOutWhoseConsentIsNotInForceAndNamesItSo() throws IOException {
        String earlier = job.export();
        Work withdrawn = work.getFirst();
        consent(withdrawn, "withdrawn");
        try {
            String export = job.export();
            JsonNode manifest = manifest(get("/archive", export).ok().body());
            assertThat(manifest.path("faces").findValuesAsString("face"))
                    .containsExactly(work.get(1).face.toString());
            assertThat(manifest.path("leftOut"))
                    .extracting(left -> left.path("face").asString() + " "
                            + left.path("reason").asString())
                    .containsExactlyInAnyOrder(
                            withdrawn.face + " consent-not-in-force", work.get(2).face + " not-submitted");
            get("/check", export).ok();
            get("/pictures/" + withdrawn.asset, export).refused(404, "not-found");

            get("/archive", earlier).refused(409, "consent-not-in-force");
            get("/check", earlier).refused(409, "consent-not-in-force");
            get("/pictures/" + withdrawn.asset, earlier).refused(409, "consent-not-in-force");
        } finally {
            consent(withdrawn, "given");
        }
        get("/archive", earlier).ok();
    }

    @Test
    void showsNoPictureOfWhichItHoldsNoFace() {
        String export = job.export();
        get("/pictures/" + work.get(1).asset, export).ok();

        get("/pictures/" + work.get(2).asset, export).refused(404, "not-found");
    }

    private String row(int face) {
        return "photo-" + face + ".jpg,\"" + Line.FACES[face] + "\"," + prefix + face + ",consent,reference-" + face;
    }

    private String wanted() {
        return "{\"batch\": \"" + job.batch() + "\"}";
    }

    private Answer get(String what, String export) {
        return visor.get(Person.CLARA, "/api/v1/exports/" + export + what);
    }

    private long position() {
        return trail.newest(log, Long.MAX_VALUE, 1).getFirst().position();
    }

    private List<TrailRecord> since(long position) {
        return trail.newest(log, Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.position() > position)
                .toList();
    }

    /** What the officer is told of one person, since then, in its order. */
    private List<String> actions(Work of, long after) {
        List<String> actions = new ArrayList<>();
        visor.post(Person.OTTO, "/api/v1/trail/questions", "{\"pseudonym\": \"" + of.pseudonym + "\", \"after\": 0}")
                .ok()
                .json()
                .forEach(record -> {
                    if (record.path("position").asLong() > after) {
                        actions.add(record.path("action").asString());
                    }
                });
        return actions;
    }

    private Work work(String task) {
        return database.asApp(
                acme,
                app -> app.sql("select v.asset, v.face, f.subject, f.claim from task t join view v on v.id = t.view"
                                + " join face f on f.id = v.face where t.id = ?")
                        .param(UUID.fromString(task))
                        .query((row, number) -> new Work(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                row.getObject(3, UUID.class),
                                prefix + (row.getInt(4) - 2)))
                        .single());
    }

    private void consent(Work of, String state) {
        int rows = database.asApp(
                acme,
                app -> app.sql("insert into consent (id, tenant, project, subject, reference, state, recorded)"
                                + " values (gen_random_uuid(), ?, ?, ?, '\\x00', ?, now())")
                        .params(acme, UUID.fromString(job.project), of.subject, state)
                        .update());
        assertThat(rows).isEqualTo(1);
    }

    private void sql(String statement) {
        database.asOwner(acme, owner -> owner.sql(statement).update());
    }

    private static JsonNode manifest(byte[] archive) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("manifest.json")) {
                    return JsonMapper.shared().readTree(zip.readAllBytes());
                }
            }
        }
        throw new AssertionError("There is no manifest");
    }
}
