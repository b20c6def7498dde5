package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An officer says whose face it is, and from then on it is that person's in everything (Article 16, G8). */
class ReassigningTests {

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final Cast cast = Cast.sharing(ReassigningTests.class, visor);
    private final Sealed sealed = new Sealed(visor, cast.handle);
    private final Instant begin = Instant.now();

    @Test
    void movesAllThatIsTheWrongPersonsBecauseOfTheFaceAndLinksBothPersonsRecords() {
        Line.Job job = released(row(0, "wrong-1"));
        worked(job);
        String export = job.export();
        UUID wrong = sealed.subject(job, 2);
        List<ObjectRef> objects = sealed.since(begin, Sealed.OF_PICTURES);
        assertThat(objects)
                .extracting(ObjectRef::kind)
                .containsExactlyInAnyOrder(
                        ObjectKind.ORIGINAL,
                        ObjectKind.VIEW,
                        ObjectKind.SUGGESTION,
                        ObjectKind.ANNOTATION,
                        ObjectKind.ANNOTATION,
                        ObjectKind.ANNOTATION,
                        ObjectKind.EXPORT);

        // Faces on the picture that nobody claimed own the original, too.
        int strangers = sealed.owners(sealed.original(sealed.picture(job))).size() - 1;

        JsonNode moved = moved(ask(job, 2, "wrong-1", "right-1", "consent-9"));

        UUID right = sealed.subject(job, 2);
        assertThat(right).isNotEqualTo(wrong);
        assertThat(moved.path("from").asString()).isEqualTo(wrong.toString());
        assertThat(moved.path("to").asString()).isEqualTo(right.toString());
        assertThat(moved.path("objects").asInt()).isEqualTo(objects.size());
        for (ObjectRef object : objects) {
            assertThat(sealed.owners(object))
                    .as(object.toString())
                    .contains(right)
                    .doesNotContain(wrong)
                    .hasSize(object.kind() == ObjectKind.ORIGINAL ? 1 + strangers : 1);
            assertThat(sealed.records("object.rewrap", object.label())).isPositive();
        }
        assertThat(exported(export)).containsExactly(right);
        // Both persons' own chains tell it; what was shown before stays with whom it was recorded about.
        for (String person : List.of("wrong-1", "right-1")) {
            assertThat(sentences(person)).as(person).anyMatch(sentence -> sentence.contains("said whose face"));
        }
        assertThat(kinds("wrong-1", "shown")).isEqualTo(1);
        assertThat(kinds("right-1", "shown")).isZero();
        assertThat(kinds("right-1", "exported")).isZero();
        visor.get(cast.client, "/api/v1/exports/" + export + "/check").ok();
        assertThat(kinds("right-1", "exported")).isPositive();
        visor.post(cast.compliance, "/api/v1/subjects/reports", "{\"pseudonym\": \"right-1\", \"fresh\": true}")
                .ok();

        // The wrong person is erased: nothing of the face is.
        erased("wrong-1");
        assertThat(objects).allMatch(sealed::opens);
        visor.get(cast.client, "/api/v1/exports/" + export + "/check").ok();
        assertThat(job.review(cast.officer).toString()).contains("reference-1");

        // The right one is: all of it is.
        erased("right-1");
        assertThat(objects).noneMatch(sealed::opens);
    }

    @Test
    void isShownToNobodyWithoutTheRightPersonsConsent() {
        Line.Job job = released(row(0, "unasked-1"));
        String task = job.next(cast.annotator).path("id").asString();
        job.view(cast.annotator, task).ok();

        moved(ask(job, 2, "unasked-1", "unasked-2", null));

        job.view(cast.annotator, task).refused(403, "consent-ended");
    }

    @Test
    void movesOnePersonOfAGroupAndLeavesTheOtherAlone() {
        Line.Job job = released(row(0, "pair-1"), row(1, "pair-2"));
        UUID other = sealed.subject(job, 3);
        ObjectRef stays = sealed.view(job, 3);
        ObjectRef goes = sealed.view(job, 2);
        ObjectRef original = sealed.original(sealed.picture(job));
        List<UUID> strangers = new ArrayList<>(sealed.owners(original));
        strangers.removeAll(List.of(other, sealed.subject(job, 2)));

        moved(ask(job, 2, "pair-1", "pair-3", "consent-3"));

        UUID right = sealed.subject(job, 2);
        assertThat(sealed.owners(goes)).containsExactly(right);
        assertThat(sealed.owners(stays)).containsExactly(other);
        List<UUID> wanted = new ArrayList<>(strangers);
        wanted.addAll(List.of(other, right));
        assertThat(sealed.owners(original)).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(sealed.subject(job, 3)).isEqualTo(other);

        erased("pair-1");
        assertThat(List.of(goes, stays, original)).allMatch(sealed::opens);
        erased("pair-3");
        assertThat(sealed.opens(goes)).isFalse();
        assertThat(sealed.opens(original)).isFalse();
        assertThat(sealed.opens(stays)).isTrue();
        ObjectRef after = sealed.original(sealed.picture(job));
        assertThat(Pixels.of(sealed.bytes(after)).constant(Line.FACES[0])).isTrue();
        assertThat(Pixels.of(sealed.bytes(after)).constant(Line.FACES[1])).isFalse();
    }

    @Test
    void keepsThePictureTheWrongPersonsWhereAnotherFaceOnItIs() {
        Line.Job job = released(row(0, "twice-1"), row(1, "twice-1"), row(2, "twice-2"));
        UUID twice = sealed.subject(job, 2);
        ObjectRef original = sealed.original(sealed.picture(job));

        moved(ask(job, 2, "twice-1", "twice-2", null));

        UUID right = sealed.subject(job, 4);
        assertThat(sealed.subject(job, 2)).isEqualTo(right);
        assertThat(sealed.subject(job, 3)).isEqualTo(twice);
        assertThat(sealed.owners(sealed.view(job, 2))).containsExactly(right);
        assertThat(sealed.owners(sealed.view(job, 3))).containsExactly(twice);
        assertThat(sealed.owners(original)).contains(twice, right);
    }

    @Test
    void movesFacesThatNobodyFoundAndHoldsUpNoMatter() {
        Line.Job job = released(row(0, "found-1"), "photo.jpg,\"10,10,60,60\",unseen-1,consent-2,reference-1");
        ObjectRef original = sealed.original(sealed.picture(job));
        UUID unseen = sealed.subject(job, 3);
        String hold = visor.post(cast.compliance, "/api/v1/holds", "{\"matter\": \"4712\"}")
                .ok()
                .json()
                .path("id")
                .asString();

        moved(ask(job, 3, "unseen-1", "unseen-2", null));

        assertThat(sealed.owners(original)).contains(sealed.subject(job, 3)).doesNotContain(unseen);
        assertThat(pictures("unseen-1")).isEmpty();
        JsonNode listed = pictures("unseen-2").get(0);
        assertThat(listed.path("line").asInt()).isEqualTo(3);
        assertThat(listed.path("reference").asString()).isEqualTo("reference-1");
        assertThat(listed.path("box").asString()).isEqualTo("10.0,10.0,60.0,60.0");
        visor.post(cast.compliance, "/api/v1/holds/" + hold + "/lift", "").ok();
    }

    @Test
    void refusesWhatIsNotSo() {
        Line.Job job = released(row(0, "refused-1"), row(1, "refused-2"));
        String picture = sealed.picture(job);
        ask(UUID.randomUUID().toString(), 2, "refused-1", "x", null).refused(404, "not-found");
        ask(picture, 9, "refused-1", "x", null).refused(400, "unknown-face");
        ask(picture, 2, "nobody", "x", null).refused(400, "unknown-subject");
        ask(picture, 2, "refused-2", "x", null).refused(409, "declared-otherwise");
        ask(picture, 2, "refused-1", "refused-1", null).refused(409, "same-person");
        assertThat(visor.post(cast.compliance, "/api/v1/reassignments", body(picture, 2, "refused-1", "x", null, " "))
                        .status())
                .isEqualTo(400);
        visor.post(
                        new Cast(visor).compliance,
                        "/api/v1/reassignments",
                        body(picture, 2, "refused-1", "x", null, "Theirs"))
                .refused(404, "not-found");
        Line.Job waits = cast.project();
        waits.manifest(row(0, "refused-1"));
        waits.upload("photo.jpg", Line.photograph()).ok();
        ask(sealed.picture(waits), 2, "refused-1", "x", null).refused(409, "picture-not-looked-at");
        assertThat(sealed.records(
                        "subject.reassign", dev.visor.audit.ObjectLabel.of("asset", UUID.fromString(picture))))
                .isZero();

        erased("refused-2");
        ask(picture, 3, "refused-2", "x", null).refused(409, "subject-erased");
        visor.send(cast.officer, "POST", "/api/v1/batches/" + job.batch() + "/withdraw", new byte[0])
                .ok();
        ask(picture, 2, "refused-1", "x", null).refused(409, "picture-closed");
    }

    /** The picture is held up, as a slow disk would: what comes meanwhile waits or is refused, and comes out right. */
    @Test
    void isFinishedBeforeAnybodyIsErasedAndByOneOfficerAlone() throws InterruptedException {
        Line.Job job = released(row(0, "order-1"), row(1, "order-2"));
        ObjectRef original = sealed.original(sealed.picture(job));
        ObjectRef view = sealed.view(job, 2);
        String picture = sealed.picture(job);
        String first = held(original, () -> {
            String id = ask(picture, 2, "order-1", "order-3", null)
                    .ok()
                    .json()
                    .path("id")
                    .asString();
            // Which of the two depends on how far the first has come.
            Answer second = ask(picture, 2, "order-1", "order-4", null);
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.reason()).isIn("declared-otherwise", "reassignment-under-way");
            ask(picture, 3, "order-2", "order-4", null).refused(409, "reassignment-under-way");
            String erasure = erase("order-1").ok().json().path("id").asString();
            // Its work has begun, and has the time to come as far as it would without waiting for the other.
            await().until(() -> database.app()
                            .sql("select count(*) from scheduled_tasks where task_instance = ? and picked")
                            .param(erasure)
                            .query(Integer.class)
                            .single()
                    == 1);
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            assertThat(moving(id).path("moved").isNull()).isTrue();
            return id;
        });

        await().until(() -> !moving(first).path("moved").isNull());
        erased("order-1");
        assertThat(sealed.opens(view)).isTrue();
        assertThat(sealed.opens(original)).isTrue();
        assertThat(sealed.owners(original)).contains(sealed.subject(job, 2), sealed.subject(job, 3));
    }

    @Test
    void isNotTakenOnWhileSomebodyOnThePictureIsBeingErased() throws InterruptedException {
        Line.Job job = released(row(0, "erasing-1"), row(1, "erasing-2"));
        String picture = sealed.picture(job);
        held(sealed.view(job, 3), () -> {
            String erasure = erase("erasing-2").ok().json().path("id").asString();
            ask(picture, 2, "erasing-1", "erasing-3", null).refused(409, "erasure-under-way");
            ask(picture, 3, "erasing-2", "erasing-3", null).refused(409, "subject-erased");
            return erasure;
        });
        erased("erasing-2");
        moved(ask(picture, 2, "erasing-1", "erasing-3", null));
        assertThat(sealed.opens(sealed.view(job, 2))).isTrue();
    }

    @Test
    void isTakenOnOnceOfTwoOfficersAtOnce() {
        Line.Job job = released(row(0, "both-1"));
        String picture = sealed.picture(job);
        List<CompletableFuture<Answer>> both = Stream.of("both-2", "both-3")
                .map(to -> CompletableFuture.supplyAsync(() -> ask(picture, 2, "both-1", to, null)))
                .toList();
        List<Answer> answers = both.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(202, 409);
        JsonNode done = moved(answers.stream()
                .filter(answer -> answer.status() == 202)
                .findFirst()
                .orElseThrow());
        assertThat(sealed.subject(job, 2)).hasToString(done.path("to").asString());
        assertThat(sealed.owners(sealed.view(job, 2))).containsExactly(sealed.subject(job, 2));
        String other = done.path("to").asString().equals(subject("both-2")) ? "both-3" : "both-2";
        assertThat(subject(other)).isEmpty();
    }

    /** Points that were sealed under the wrong person's key before the rows changed, and come to be kept after. */
    @Test
    void keepsNothingUnderTheWrongKeyThatWasOnItsWay() throws InterruptedException {
        Line.Job job = released(row(0, "late-1"));
        String task = job.next(cast.annotator).path("id").asString();
        ArrayNode points = job.points(cast.annotator, task);
        CompletableFuture<Answer> late = database.asApp(sealed.tenant().value(), app -> {
            app.sql("select 1 from task where id = ? for update")
                    .param(UUID.fromString(task))
                    .query(Integer.class)
                    .single();
            CompletableFuture<Answer> sent =
                    CompletableFuture.supplyAsync(() -> job.submit(cast.annotator, task, points));
            await().until(() -> !sealed.since(begin, ObjectKind.ANNOTATION).isEmpty());
            moved(ask(job, 2, "late-1", "late-2", "consent-2"));
            return sent;
        });

        late.join().refused(409, "reassigned-meanwhile");
        job.submit(cast.annotator, task, points).ok();
        erased("late-1");
        job.export();
        ObjectRef kept = sealed.since(begin, ObjectKind.ANNOTATION).getLast();
        assertThat(sealed.owners(kept)).containsExactly(sealed.subject(job, 2));
    }

    /** As a crash would leave it: one step of the work fails, and everything before it stands. */
    @ParameterizedTest
    @ValueSource(strings = {"claim", "face", "export_face", "vault_wrap", "reassignment"})
    void goesOnAfterAStepThatFailed(String table) {
        Line.Job job = released(row(0, "step-1"), row(1, "step-2"));
        worked(job);
        worked(job);
        job.export();
        UUID wrong = sealed.subject(job, 2);
        List<ObjectRef> objects = sealed.since(begin, Sealed.OF_PICTURES);
        String name = "fails_" + UUID.randomUUID().toString().replace('-', '_');
        // Of the objects all but one may be moved.
        String when = table.equals("vault_wrap")
                ? "old.tenant = '" + sealed.tenant() + "' and old.object = '"
                        + sealed.view(job, 2).id().value() + "'"
                : "old.tenant = '" + sealed.tenant() + "'";
        database.owner()
                .sql("create function " + name + "() returns trigger language plpgsql as $$ begin raise exception"
                        + " 'the power is gone'; end $$")
                .update();
        database.owner()
                .sql("create trigger " + name + " before update on " + table + " for each row when (" + when
                        + ") execute function " + name + "()")
                .update();
        String id;
        try {
            id = ask(job, 2, "step-1", "step-3", null).ok().json().path("id").asString();
            await().until(() -> failures(id) > 1);
            assertThat(moving(id).path("moved").isNull()).isTrue();
            assertThat(objects).allMatch(sealed::opens);
        } finally {
            database.owner().sql("drop function " + name + " cascade").update();
        }

        await().until(() -> !moving(id).path("moved").isNull());
        UUID right = sealed.subject(job, 2);
        assertThat(right).isNotEqualTo(wrong);
        assertThat(objects).allMatch(sealed::opens);
        assertThat(objects).noneMatch(object -> sealed.owners(object).contains(wrong));
        assertThat(objects.stream()
                        .filter(object -> sealed.owners(object).contains(right))
                        .count())
                .isGreaterThanOrEqualTo(6);
    }

    private int failures(String reassignment) {
        return database.app()
                .sql("select coalesce(max(consecutive_failures), 0) from scheduled_tasks where task_instance = ?")
                .param(reassignment)
                .query(Integer.class)
                .single();
    }

    /** While an object's row is locked, nobody re-wraps it or destroys its key. */
    private String held(ObjectRef object, java.util.function.Supplier<String> meanwhile) throws InterruptedException {
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch rest = new CountDownLatch(1);
        CompletableFuture<Void> lock =
                CompletableFuture.runAsync(() -> database.asApp(sealed.tenant().value(), app -> {
                    app.sql("select 1 from vault_wrap where object = ? for update")
                            .param(object.id().value())
                            .query(Integer.class)
                            .list();
                    locked.countDown();
                    try {
                        return rest.await(Installation.PATIENCE.toMinutes(), TimeUnit.MINUTES);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }));
        assertThat(locked.await(Installation.PATIENCE.toMinutes(), TimeUnit.MINUTES))
                .isTrue();
        try {
            return meanwhile.get();
        } finally {
            rest.countDown();
            lock.join();
        }
    }

    private Line.Job released(String... rows) {
        Line.Job job = cast.project();
        job.manifest(rows);
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();
        job.release(cast.officer).ok();
        return job;
    }

    /** Somebody looks at the next view, says something about it, saves a draft and hands it in. */
    private void worked(Line.Job job) {
        String task = job.next(cast.annotator).path("id").asString();
        job.view(cast.annotator, task).ok();
        ArrayNode points = job.points(cast.annotator, task);
        visor.post(
                        cast.annotator,
                        "/api/v1/tasks/" + task + "/comments",
                        "{\"point\": 30, \"text\": \"The tip is in the shade\"}",
                        "Visor-Purpose",
                        job.purpose)
                .ok();
        ObjectNode draft = JsonMapper.shared().createObjectNode();
        draft.set("viewPoints", points);
        visor.post(cast.annotator, "/api/v1/tasks/" + task + "/drafts", draft.toString(), "Visor-Purpose", job.purpose)
                .ok();
        job.submit(cast.annotator, task, points).ok();
    }

    private static String row(int face, String pseudonym) {
        return "photo.jpg,\"" + Line.FACES[face] + "\"," + pseudonym + ",consent-1,reference-1";
    }

    private Answer ask(Line.Job job, int line, String from, String to, @Nullable String consent) {
        return ask(sealed.picture(job), line, from, to, consent);
    }

    private Answer ask(String picture, int line, String from, String to, @Nullable String consent) {
        return visor.post(
                cast.compliance, "/api/v1/reassignments", body(picture, line, from, to, consent, "The list was wrong"));
    }

    private static String body(
            String picture, int line, String from, String to, @Nullable String consent, String reason) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("picture", picture)
                .put("line", line)
                .put("from", from)
                .put("to", to)
                .put("consent", consent)
                .put("reason", reason)
                .toString();
    }

    private JsonNode moved(Answer asked) {
        String id = asked.ok().json().path("id").asString();
        await().until(() -> !moving(id).path("moved").isNull());
        return moving(id);
    }

    private JsonNode moving(String id) {
        return found("/api/v1/reassignments", id);
    }

    private JsonNode found(String list, String id) {
        for (JsonNode one : visor.get(cast.compliance, list).ok().json()) {
            if (one.path("id").asString().equals(id)) {
                return one;
            }
        }
        throw new AssertionError("It is not listed");
    }

    private Answer erase(String pseudonym) {
        return visor.post(
                cast.compliance,
                "/api/v1/erasures",
                "{\"pseudonym\": \"" + pseudonym + "\", \"ground\": \"objection\"}");
    }

    /** Begins an erasure that was not begun yet, and waits for its end. */
    private void erased(String pseudonym) {
        Answer asked = erase(pseudonym);
        if (asked.status() == 400) {
            return; // it was erased, so nobody has this pseudonym any more
        }
        String id = asked.ok().json().path("id").asString();
        await().until(() -> !found("/api/v1/erasures", id).path("unreadable").isNull());
    }

    private List<JsonNode> pictures(String pseudonym) {
        return visor.post(cast.compliance, "/api/v1/reassignments/pictures", "{\"pseudonym\": \"" + pseudonym + "\"}")
                .ok()
                .json()
                .valueStream()
                .toList();
    }

    private JsonNode accesses(String pseudonym) {
        return visor.post(cast.compliance, "/api/v1/subjects/accesses", "{\"pseudonym\": \"" + pseudonym + "\"}")
                .ok()
                .json();
    }

    private List<String> sentences(String pseudonym) {
        return accesses(pseudonym).path("accesses").findValuesAsString("sentence");
    }

    private int kinds(String pseudonym, String kind) {
        for (JsonNode one : accesses(pseudonym).path("kinds")) {
            if (one.path("kind").asString().equals(kind)) {
                return one.path("count").asInt();
            }
        }
        throw new AssertionError("There is no such kind");
    }

    /** Nothing where nobody has this pseudonym. */
    private String subject(String pseudonym) {
        Answer answer =
                visor.post(cast.compliance, "/api/v1/subjects/accesses", "{\"pseudonym\": \"" + pseudonym + "\"}");
        return answer.status() == 200 ? answer.json().path("subject").asString() : "";
    }

    private Set<UUID> exported(String export) {
        return Set.copyOf(database.asApp(
                sealed.tenant().value(),
                app -> app.sql("select subject from export_face where export = ?")
                        .param(UUID.fromString(export))
                        .query(UUID.class)
                        .list()));
    }
}
