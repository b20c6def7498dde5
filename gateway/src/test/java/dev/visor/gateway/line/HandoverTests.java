package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import dev.visor.gateway.vault.ObjectId;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A task that is given back goes on with its draft and its note where one works alone, and afresh where several work apart. */
class HandoverTests {

    private static final String WORDS = "The left corner is under the fringe";

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final Cast cast = Cast.sharing(HandoverTests.class, visor);
    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final UUID tenant = database.tenant(cast.handle);
    private final Sealed sealed = new Sealed(visor, cast.handle);
    private final Person anna = person("anna", "annotator");
    private final Person ben = person("ben", "annotator");
    private final Person carl = person("carl", "annotator");
    private final Person senta = person("senta", "senior-reviewer");
    private final Person sven = person("sven", "senior-reviewer");

    private Person person(String name, String role) {
        return new Person(UUID.randomUUID(), name, Set.of(role), null, List.of(cast.team), 1, null);
    }

    private Line.Job planned(String plan) {
        Line.Job job = cast.project();
        visor.post(cast.client, "/api/v1/projects/" + job.project + "/work-plan", plan)
                .ok();
        return job.released("subject-" + job.project, cast.officer);
    }

    private JsonNode next(Person person) {
        return visor.post(person, "/api/v1/tasks/next", "").ok().json();
    }

    private Answer act(Line.Job job, Person person, JsonNode task, String path, String body) {
        String at = "/api/v1/tasks/" + task.path("id").asString() + path;
        return visor.post(person, at, body, "Visor-Purpose", job.purpose);
    }

    private Answer releases(Line.Job job, Person person, JsonNode task, String words) {
        String body = JsonMapper.shared().createObjectNode().put("note", words).toString();
        return act(job, person, task, "/release", body);
    }

    private Answer note(Line.Job job, Person person, JsonNode task) {
        return visor.get(person, "/api/v1/tasks/" + task.path("id").asString() + "/note", "Visor-Purpose", job.purpose);
    }

    private ArrayNode points(Line.Job job, Person person, JsonNode task) {
        return job.points(person, task.path("id").asString());
    }

    /** Moves the first point and saves all of them as a draft. */
    private ArrayNode drafts(Line.Job job, Person person, JsonNode task) {
        ArrayNode points = points(job, person, task);
        ObjectNode first = (ObjectNode) points.get(0);
        first.put("x", first.path("x").asDouble() + 1.5).put("provenance", "moved");
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.set("viewPoints", points);
        act(job, person, task, "/drafts", body.toString()).ok();
        return points;
    }

    private void submits(Line.Job job, Person person, JsonNode task) {
        job.submit(person, task.path("id").asString(), points(job, person, task))
                .ok();
    }

    private List<TrailRecord> records(String action) {
        return visor.bean(TrailReading.class).newest(new TenantId(tenant), Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record ->
                        record.action().equals(action) && !record.time().isBefore(begin))
                .toList();
    }

    private List<ObjectRef> notes() {
        return database.asApp(
                tenant,
                app -> app.sql("select object from handover_note where created >= ? order by created")
                        .param(Timestamp.from(begin))
                        .query((row, number) -> new ObjectRef(
                                new TenantId(tenant),
                                new ObjectId(row.getObject("object", UUID.class)),
                                ObjectKind.ANNOTATION,
                                1))
                        .list());
    }

    @Test
    void theNextOneGoesOnWithTheDraftAndReadsTheNote() {
        Line.Job job = planned("{}");
        JsonNode annas = next(anna);
        assertThat(annas.path("noted").asBoolean()).isFalse();
        ArrayNode placed = drafts(job, anna, annas);
        releases(job, anna, annas, "  " + WORDS + "\n").ok();

        JsonNode bens = next(ben);
        assertThat(bens.path("noted").asBoolean()).isTrue();
        JsonNode read = note(job, ben, bens).ok().json();
        assertThat(read.path("text").asString()).isEqualTo(WORDS);
        assertThat(read.propertyNames()).as("not who left it").containsExactlyInAnyOrder("text", "left");
        ArrayNode begun = points(job, ben, bens);
        assertThat(begun).as("each point as it came to its place").isEqualTo(Line.begun(placed));
        assertThat(begun.get(0).path("provenance").asString()).isEqualTo("moved");
        assertThat(begun.get(1).path("provenance").asString()).isEqualTo("suggested-untouched");
    }

    @Test
    void whatWasTakenOverIsKeptApartFromWhatTheNextOneDid() {
        Line.Job job = planned("{}");
        JsonNode annas = next(anna);
        drafts(job, anna, annas);
        releases(job, anna, annas, WORDS).ok();
        JsonNode bens = next(ben);
        submits(job, ben, bens);

        List<String> versions = database.asApp(
                tenant,
                app -> app.sql(
                                "select v.author || ' on ' || coalesce(b.author::text, 'suggestions') from annotation v"
                                        + " left join annotation b on b.id = v.begun_on where v.created >= ? order by v.version")
                        .param(Timestamp.from(begin))
                        .query(String.class)
                        .list());
        assertThat(versions).containsExactly(anna.id() + " on suggestions", ben.id() + " on " + anna.id());
    }

    @Test
    void itIsRecordedBeforeItIsReadAndTheWordsStandNowhereInTheClear() {
        Line.Job job = planned("{}");
        JsonNode annas = next(anna);
        releases(job, anna, annas, WORDS).ok();

        String left = label(records("task.release").getFirst(), "note:");
        JsonNode bens = next(ben);
        assertThat(records("note.open")).isEmpty();
        note(job, ben, bens).ok();
        assertThat(label(records("note.open").getFirst(), "note:")).isEqualTo(left);
        assertThat(records("note.open").getFirst().objects())
                .anyMatch(label -> label.equals(notes().getFirst().label()));
        assertThat(sealed.mentions(WORDS)).isZero();
        assertThat(new String(sealed.bytes(notes().getFirst()), StandardCharsets.UTF_8))
                .isEqualTo(WORDS);
        assertThat(sealed.owners(notes().getFirst())).containsExactly(sealed.subject(job, 2));
    }

    private static String label(TrailRecord record, String kind) {
        return record.objects().stream()
                .map(label -> label.value())
                .filter(value -> value.startsWith(kind))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whereSeveralPlacePointsApartTheNextOneSeesNeitherDraftNorNote() {
        Line.Job job = planned("{\"copies\": 2}");
        JsonNode annas = next(anna);
        String task = database.task(tenant, annas.path("id").asString());
        ArrayNode placed = drafts(job, anna, annas);
        releases(job, anna, annas, WORDS).ok();
        JsonNode again = next(anna);
        assertThat(again.path("noted").asBoolean()).as("her own").isTrue();
        assertThat(points(job, anna, again)).as("her own").isEqualTo(Line.begun(placed));
        releases(job, anna, again, WORDS).ok();

        // Two tasks for two people: one of them is the one that Anna had.
        JsonNode bens = next(ben);
        JsonNode carls = next(carl);
        Person taker = database.task(tenant, bens.path("id").asString()).equals(task) ? ben : carl;
        JsonNode taken = taker.equals(ben) ? bens : carls;
        assertThat(database.task(tenant, taken.path("id").asString())).isEqualTo(task);
        assertThat(taken.path("noted").asBoolean()).isFalse();
        assertThat(note(job, taker, taken).status()).isEqualTo(204);
        assertThat(points(job, taker, taken).get(0).path("provenance").asString())
                .isEqualTo("suggested-untouched");
        assertThat(records("note.open")).isEmpty();
    }

    @Test
    void itIsOverOnceSomethingWasHandedIn() {
        Line.Job job = planned("{\"secondLook\": true}");
        JsonNode annas = next(anna);
        releases(job, anna, annas, WORDS).ok();
        JsonNode bens = next(ben);
        submits(job, ben, bens);

        JsonNode sentas = next(senta);
        assertThat(sentas.path("turn").asString()).isEqualTo("second-look");
        assertThat(sentas.path("noted").asBoolean())
                .as("Anna's, to the reviewer")
                .isFalse();
        releases(job, senta, sentas, "Ask for the other eye").ok();
        JsonNode svens = next(sven);
        assertThat(note(job, sven, svens).ok().json().path("text").asString()).isEqualTo("Ask for the other eye");
        act(job, sven, svens, "/comments", "{\"point\": 0, \"text\": \"Further out\"}")
                .ok();
        act(job, sven, svens, "/verdict", "{\"verdict\": \"returned\", \"version\": 1}")
                .ok();

        JsonNode returned = next(ben);
        assertThat(returned.path("turn").asString()).isEqualTo("returned");
        assertThat(returned.path("noted").asBoolean())
                .as("one reviewer's to another")
                .isFalse();
        assertThat(note(job, ben, returned).status()).isEqualTo(204);
    }

    @Test
    void whoeverTurnsOutToKnowThePersonLeavesNothingToRead() {
        Line.Job job = planned("{}");
        JsonNode annas = next(anna);
        drafts(job, anna, annas);
        releases(job, anna, annas, WORDS).ok();
        act(job, anna, next(anna), "/recuse", "").ok();

        JsonNode bens = next(ben);
        assertThat(bens.path("noted").asBoolean()).isFalse();
        assertThat(note(job, ben, bens).status()).isEqualTo(204);
        assertThat(points(job, ben, bens).get(0).path("provenance").asString()).isEqualTo("suggested-untouched");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 501})
    void aNoteHasOneToFiveHundredCharacters(int length) {
        Line.Job job = planned("{}");
        JsonNode annas = next(anna);

        releases(job, anna, annas, " " + "n".repeat(length)).refused(400, "bad-note");
        act(job, anna, annas, "/release", "{\"words\": \"n\"}").refused(400, "bad-request");

        assertThat(next(anna).path("id")).as("still hers").isEqualTo(annas.path("id"));
        assertThat(records("task.release")).isEmpty();
        releases(job, anna, annas, "n".repeat(500)).ok();
    }

    @Test
    void onlyTheHolderLeavesAndReadsOne() {
        Line.Job job = planned("{}");
        JsonNode annas = next(anna);
        releases(job, ben, annas, WORDS).refused(403, "forbidden");
        assertThat(notes()).isEmpty();

        releases(job, anna, annas, WORDS).ok();
        releases(job, anna, annas, WORDS).refused(403, "forbidden");
        note(job, anna, annas).refused(403, "forbidden");
        JsonNode bens = next(ben);
        note(job, anna, annas).refused(403, "forbidden");
        note(job, ben, bens).ok();
        assertThat(notes()).hasSize(1);
    }

    @Test
    void anErasedPersonsNoteIsNotReadByAnybody() {
        Line.Job job = planned("{}");
        JsonNode annas = next(anna);
        releases(job, anna, annas, WORDS).ok();
        JsonNode bens = next(ben);
        ObjectRef left = notes().getFirst();
        assertThat(sealed.opens(left)).isTrue();

        visor.post(
                        cast.compliance,
                        "/api/v1/erasures",
                        "{\"pseudonym\": \"subject-" + job.project + "\", \"ground\": \"objection\"}")
                .ok();

        await().until(() -> !sealed.opens(left));
        assertThat(sealed.records("object.destroy-keys", left.label())).isEqualTo(1);
        assertThat(note(job, ben, bens).status()).isIn(403, 404, 409);
    }

    @Test
    void aBatchThatIsTakenBackTakesItsNotesAlong() {
        Line.Job job = planned("{}");
        releases(job, anna, next(anna), WORDS).ok();
        ObjectRef left = notes().getFirst();
        assertThat(sealed.opens(left)).isTrue();

        visor.post(cast.officer, "/api/v1/batches/" + job.batch() + "/withdraw", "")
                .ok();

        await().until(() -> !sealed.opens(left));
    }
}
