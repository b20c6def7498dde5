package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An original is opened in an emergency by whoever asked for it, while the client's own people agree, and by nobody else. */
class BreakGlassTests {

    private static final Installation VISOR = Installation.shared();
    private static final Database DATABASE = new Database(VISOR.bean(DatabaseAccess.class));

    private static Cast cast;
    private static Line.Job job;
    private static String picture;
    private static TenantId tenant;
    private static Person amir;

    private final TrailReading trail = VISOR.bean(TrailReading.class);
    private final Person ada = administrator(null);

    @SuppressWarnings("NullAway.Init") // the class sets its picture first
    BreakGlassTests() {}

    @BeforeAll
    static void upload() {
        cast = new Cast(VISOR);
        tenant = new TenantId(DATABASE.tenant(cast.handle));
        amir = administrator(cast.handle);
        job = picture("glass");
        picture = job.review(cast.officer).get(0).path("id").asString();
    }

    private static Line.Job picture(String subject) {
        Line.Job taken = cast.project();
        taken.manifest("photo.jpg,\"" + Line.FACES[0] + "\"," + subject + ",consent-1,reference-1");
        taken.upload("photo.jpg", Line.photograph()).ok();
        taken.staged();
        return taken;
    }

    @Test
    void opensOnceTheClientAgreedAndEachTimeOnRecord() {
        String id = ask(ada, picture);
        open(ada, id).refused(409, "approval-waiting");
        grant(cast.compliance, id).ok();

        Answer opened = open(ada, id).ok();
        open(ada, id).ok();

        assertThat(opened.body()).isEqualTo(Line.photograph());
        List<TrailRecord> intents = records("original.break-glass", picture);
        assertThat(intents).hasSize(2).allSatisfy(record -> {
            assertThat(record.actorName()).isEqualTo(ada.name());
            assertThat(record.leaf()).contains("\"approval\":\"" + id + "\"");
            assertThat(record.leaf()).contains(job.purpose);
        });
        assertThat(records("original.sent", picture)).hasSize(2);
        assertThat(findings("original.break-glass", id)).isEqualTo(1);
        assertThat(records("approval.grant", id)).hasSize(1);
    }

    @Test
    void standsInWhatThePersonWasSeenBy() {
        String id = ask(ada, picture);
        grant(amir, id).ok();
        open(ada, id).ok();

        String seen = VISOR.post(cast.compliance, "/api/v1/subjects/accesses", "{\"pseudonym\": \"glass\"}")
                .ok()
                .text();

        assertThat(seen).contains("is about to be opened in an emergency", ada.name());
    }

    @Test
    void opensForNobodyElse() {
        String id = ask(ada, picture);
        grant(amir, id).ok();

        open(administrator(null), id).refused(404, "not-found");
        openOwn(amir, id).refused(404, "not-found");
        openOwn(cast.compliance, id).refused(404, "not-found");
        openOwn(cast.officer, id).refused(404, "not-found");
        openOwn(cast.annotator, id).refused(404, "not-found");
        open(ada.withoutSecondFactor(), id).refused(401, "step-up-required");
        VISOR.get(ada, "/api/v1/approvals/" + id + "/original").refused(404, "not-found");
        VISOR.get(ada, "/api/v1/approvals/" + id + "/original?tenant=globex").refused(404, "not-found");
        VISOR.get(null, "/api/v1/approvals/" + id + "/original").refused(401, "not-signed-in");
        // Not even for the asker once another side is taken.
        openOwn(new Person(ada.id(), ada.name(), ada.roles(), "globex", List.of(), 2, null), id)
                .refused(404, "not-found");
        openOwn(new Person(ada.id(), ada.name(), Set.of("client"), cast.handle, List.of(), 2, null), id)
                .refused(403, "forbidden");
    }

    @Test
    void opensThatPictureAndNoOther() {
        String other =
                picture("glass-other").review(cast.officer).get(0).path("id").asString();
        grant(cast.compliance, ask(ada, other)).ok();
        String id = ask(ada, picture);

        open(ada, id).refused(409, "approval-waiting");
        assertThat(records("original.break-glass", picture))
                .noneMatch(record -> record.leaf().contains(id));
        open(
                        ada,
                        grant(cast.compliance, ask(ada, UUID.randomUUID().toString()))
                                .ok()
                                .json()
                                .path("id")
                                .asString())
                .refused(404, "not-found");
    }

    @Test
    void shutsWhenTheTimeIsOverOrTheGrantTakenBack() {
        String ended = ask(ada, picture);
        grant(amir, ended).ok();
        VISOR.post(amir, "/api/v1/approvals/" + ended + "/end", "").ok();
        open(ada, ended).refused(409, "approval-ended");

        UUID late = UUID.randomUUID();
        DATABASE.asApp(
                tenant.value(),
                app -> app.sql("insert into approval (id, tenant, act, object, reason, asked_by, asked_at, expires_at,"
                                + " granted_by, granted_at) select ?, tenant, act, object, reason, asked_by,"
                                + " now() - interval '4 hours', now(), granted_by, now() - interval '3 hours'"
                                + " from approval where id = ?")
                        .params(late, UUID.fromString(ended))
                        .update());
        open(ada, late.toString()).refused(409, "approval-expired");
        // What was refused about the client's picture is the client's to know, though the operator's person asked.
        assertThat(trail.newest(tenant, Long.MAX_VALUE, TrailReading.PAGE))
                .filteredOn(record -> record.action().equals("access.refused"))
                .filteredOn(record -> ada.name().equals(record.actorName()))
                .extracting(record -> record.facts().get("reason"))
                .contains("approval-ended", "approval-expired");
    }

    @Test
    void opensNothingThatWasTakenBack() {
        Line.Job withdrawn = picture("glass-withdrawn");
        String gone = withdrawn.review(cast.officer).get(0).path("id").asString();
        VISOR.post(cast.officer, "/api/v1/batches/" + withdrawn.batch() + "/withdraw", "")
                .ok();
        String id = ask(ada, gone);
        grant(amir, id).ok();

        open(ada, id).refused(410, "erased");
    }

    private String ask(Person person, String asset) {
        return VISOR.post(
                        person,
                        "/api/v1/approvals",
                        "{\"act\": \"break-glass\", \"object\": \"asset:" + asset
                                + "\", \"reason\": \"A court asks for it\", \"tenant\": \"" + cast.handle + "\"}")
                .ok()
                .json()
                .path("id")
                .asString();
    }

    private static Answer grant(Person person, String id) {
        return VISOR.post(person, "/api/v1/approvals/" + id + "/grant", "");
    }

    private static Answer open(Person person, String id) {
        return VISOR.get(person, "/api/v1/approvals/" + id + "/original?tenant=" + cast.handle);
    }

    private static Answer openOwn(Person person, String id) {
        return VISOR.get(person, "/api/v1/approvals/" + id + "/original");
    }

    private static int findings(String rule, String approval) {
        return DATABASE.asApp(
                tenant.value(),
                app -> app.sql("select count(*) from finding where rule = ? and object = ?")
                        .params(rule, "approval:" + approval)
                        .query(Integer.class)
                        .single());
    }

    private List<TrailRecord> records(String action, String of) {
        return trail.newest(tenant, Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.action().equals(action))
                .filter(record -> record.objects().stream()
                        .anyMatch(label -> label.value().endsWith(":" + of)))
                .toList();
    }

    private static Person administrator(@Nullable String tenant) {
        UUID id = UUID.randomUUID();
        return new Person(id, "admin-" + id, Set.of("administrator"), tenant, List.of(), 2, null);
    }
}
