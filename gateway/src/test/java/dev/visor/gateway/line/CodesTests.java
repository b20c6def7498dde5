package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import dev.visor.gateway.vault.ObjectId;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Action units, expression and attributes of a face: from what a project asks for to the export. */
class CodesTests {

    private static final String SMILE =
            "{\"actionUnits\": [{\"unit\": 6, \"side\": \"bilateral\", \"state\": \"present\", \"intensity\": \"B\"},"
                    + " {\"unit\": 12, \"side\": \"right\", \"state\": \"present\", \"intensity\": \"D\"},"
                    + " {\"unit\": 12, \"side\": \"left\", \"state\": \"present\", \"intensity\": \"C\"},"
                    + " {\"unit\": 25, \"state\": \"not-codable\", \"reason\": \"other\", \"text\": \"a scarf\"}],"
                    + " \"restAbsent\": true, \"expression\": \"sadness\","
                    + " \"attributes\": [{\"attribute\": \"glasses\", \"extent\": \"partial\", \"kind\": \"clear\"}]}";

    private final Installation visor = Installation.shared();
    private final Cast cast = Cast.sharing(CodesTests.class, visor);
    private final Sealed sealed = new Sealed(visor, cast.handle);
    private final Database database = new Database(visor.bean(DatabaseAccess.class));

    @Test
    void goFromTheQuestionToTheExport() {
        Line.Job job = emotional().released("coded", cast.officer);
        JsonNode task = job.next(cast.annotator);
        JsonNode asked = task.path("codes");
        assertThat(asked.path("actionUnits").findValuesAsString("number"))
                .containsExactly("1", "4", "6", "12", "15", "25");
        JsonNode puller = asked.path("actionUnits").get(3);
        assertThat(puller.path("name").asString()).isEqualTo("Lip corner puller");
        assertThat(puller.path("left").toString()).contains("54").doesNotContain("48");
        assertThat(asked.path("expressions").size()).isEqualTo(9);
        String work = task.path("id").asString();
        assertThat(codes(job, work).path("version").isNull()).isTrue();
        ArrayNode points = job.points(cast.annotator, work);

        ObjectNode draft = JsonMapper.shared().createObjectNode();
        draft.set("viewPoints", points);
        draft.putArray("actionUnits").addObject().put("unit", 4).put("state", "absent");
        post(job, work, "/drafts", draft).ok();
        assertThat(codes(job, work).path("actionUnits").get(0).path("side").asString())
                .isEqualTo("bilateral");
        JsonNode checked = post(job, work, "/codes/check", smile()).ok().json().path("disagreements");
        JsonNode submitted =
                job.submit(cast.annotator, work, points, smile()).ok().json();

        assertThat(submitted.path("submitted").asBoolean()).isTrue();
        assertThat(submitted.path("disagreements")).isEqualTo(checked);
        assertThat(checked.get(0).path("severity").asString()).isEqualTo("warning");
        assertThat(checked.get(0).path("sentence").asString())
                .isEqualTo("The coder says sadness; the table reads happiness from action units 6+12.");

        String id = job.export();
        Export export = Export.read(visor.get(cast.client, "/api/v1/exports/" + id + "/archive")
                .ok()
                .body());
        JsonNode file = JsonMapper.shared().readTree(export.files().get("annotations/codes.json"));
        assertThat(file.path("asked").path("rules").asString()).isEqualTo("prototypes-1");
        JsonNode face = file.path("faces").get(0).path("codes");
        assertThat(face.path("actionUnits")).hasSize(4);
        assertThat(face.path("actionUnits").get(1).toString())
                .isEqualTo("{\"unit\":12,\"side\":\"left\",\"state\":\"present\",\"intensity\":\"C\"}");
        assertThat(face.path("expression").asString()).isEqualTo("sadness");
        assertThat(face.path("disagreements")).isEqualTo(checked);
        assertThat(export.files().get("manifest.json")).contains("visor-codes-1", "leave them out");
        assertThat(export.files().get("annotations/coco.json")).doesNotContain("sadness", "scarf");
        visor.get(cast.client, "/api/v1/exports/" + id + "/check").ok();
    }

    @Test
    void areNeededWhereTheyAreAskedForAndNeverBlockForWhatTheySay() {
        Line.Job job = emotional().released("needed", cast.officer);
        String work = job.next(cast.annotator).path("id").asString();
        ArrayNode points = job.points(cast.annotator, work);

        job.submit(cast.annotator, work, points).refused(422, "unit-not-coded");
        job.submit(cast.annotator, work, points, without("restAbsent")).refused(422, "unit-not-coded");
        job.submit(cast.annotator, work, points, without("expression")).refused(422, "missing-expression");
        job.submit(cast.annotator, work, points, without("attributes")).refused(422, "attribute-missing");
        ObjectNode other = smile();
        ((ObjectNode) other.path("actionUnits").get(0)).put("unit", 9);
        job.submit(cast.annotator, work, points, other).refused(422, "unit-not-asked");
        ObjectNode unknown = smile();
        ((ObjectNode) unknown.path("actionUnits").get(0)).put("muscle", "zygomaticus");
        assertThat(job.submit(cast.annotator, work, points, unknown).status()).isEqualTo(400);
        assertThat(codes(job, work).path("version").isNull())
                .as("nothing was kept")
                .isTrue();

        job.submit(cast.annotator, work, points, smile()).ok();
    }

    @Test
    void areRefusedWhereNobodyAskedForThem() {
        Line.Job job = cast.project().released("unasked", cast.officer);
        JsonNode task = job.next(cast.annotator);
        assertThat(task.path("codes").isNull()).isTrue();
        String work = task.path("id").asString();
        ArrayNode points = job.points(cast.annotator, work);

        job.submit(cast.annotator, work, points, smile()).refused(422, "units-not-asked");
        post(job, work, "/codes/check", smile()).refused(422, "units-not-asked");
        job.submit(cast.annotator, work, points).ok();
        Export export = Export.read(visor.get(cast.client, "/api/v1/exports/" + job.export() + "/archive")
                .ok()
                .body());
        assertThat(export.files()).doesNotContainKey("annotations/codes.json");
        assertThat(export.files().get("manifest.json")).doesNotContain("\"codes\"");
    }

    /** Article 3(39) of the AI Act: no other use may learn a word for what somebody feels, by whichever door. */
    @Test
    void expressionsAreClosedToProjectsThatDoNotDeclareToInferEmotions() {
        ObjectNode wanted = (ObjectNode) JsonMapper.shared().readTree("""
                {"name": "Closed", "purpose": "closed", "legalBasis": "gdpr-9-2-a", "schema": "ibug68",
                 "viewProfile": "face-oval", "retention": "P90D", "use": {"kind": "measurement"},
                 "codes": {"actionUnits": "all", "expressions": true}}
                """);
        for (String kind : List.of("measurement", "deception-detection", "security-screening")) {
            wanted.putObject("use")
                    .put("kind", kind)
                    .put("setting", "public-security")
                    .put("law", "Act 1");
            create(wanted).refused(400, "expressions-need-emotion-inference");
        }
        wanted.putObject("use")
                .put("kind", "emotion-inference")
                .put("setting", "workplace")
                .put("notice", "By letter");
        assertThat(create(wanted).refused(403, "forbidden").text()).contains("Article 5(1)(f)");

        Line.Job measuring = cast.project(asking("[6, 12]", false)).released("closed", cast.officer);
        JsonNode task = measuring.next(cast.annotator);
        assertThat(task.path("codes").path("expressions").size()).isZero();
        String work = task.path("id").asString();
        ObjectNode named =
                JsonMapper.shared().createObjectNode().put("restAbsent", true).put("expression", "fear");
        measuring
                .submit(cast.annotator, work, measuring.points(cast.annotator, work), named)
                .refused(422, "expression-not-asked");
        post(measuring, work, "/codes/check", named).refused(422, "expression-not-asked");
        UUID project = UUID.fromString(measuring.project);
        assertThatThrownBy(() -> database.asApp(
                        sealed.tenant().value(),
                        app -> app.sql("update project set expression_rules = 'prototypes-1' where id = ?")
                                .param(project)
                                .update()))
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> database.asOwner(
                        sealed.tenant().value(),
                        owner -> owner.sql("update project set expression_rules = 'prototypes-1' where id = ?")
                                .param(project)
                                .update()))
                .hasStackTraceContaining("check constraint");
    }

    @Test
    void isOnRecordWhatAProjectAsksFor() {
        Line.Job job = emotional();

        assertThat(records("project.create").getFirst().facts())
                .containsEntry("action-units", "6")
                .containsEntry("attributes", "1")
                .containsEntry("expressions", "prototypes-1");
        JsonNode read = visor.get(cast.client, "/api/v1/projects/" + job.project)
                .ok()
                .json()
                .path("codes");
        assertThat(read.toString())
                .isEqualTo(
                        "{\"actionUnits\":[1,4,6,12,15,25],\"rules\":\"prototypes-1\",\"attributes\":[\"glasses\"]}");
    }

    @Test
    void everyActionUnitOfAStillIsAskedForByOneWord() {
        Line.Job job = cast.project(asking("\"all\"", false));

        JsonNode read = visor.get(cast.client, "/api/v1/projects/" + job.project)
                .ok()
                .json()
                .path("codes");
        JsonNode catalogue = visor.get(cast.client, "/api/v1/facs").ok().json();
        long still = 0;
        for (JsonNode unit : catalogue.path("actionUnits").path("units")) {
            still += unit.path("motion").asBoolean() ? 0 : 1;
        }
        assertThat(read.path("actionUnits")).hasSize((int) still);
        assertThat(catalogue
                        .path("expressions")
                        .get(0)
                        .path("rules")
                        .get(0)
                        .path("patterns")
                        .get(0)
                        .asString())
                .isEqualTo("6+12");
    }

    /** G4 and G9: no code is told before its record is there, and none to whoever does not hold the task. */
    @Test
    void areOpenedOnRecordForWhoeverHoldsTheTask() {
        Line.Job job = emotional().released("opened", cast.officer);
        String work = job.next(cast.annotator).path("id").asString();
        ObjectNode draft = smile();
        draft.set("viewPoints", job.points(cast.annotator, work));
        post(job, work, "/drafts", draft).ok();
        int before = records("annotation.open").size();

        assertThat(codes(job, work).path("expression").asString()).isEqualTo("sadness");
        List<TrailRecord> opened = records("annotation.open");
        assertThat(opened).hasSize(before + 1);
        assertThat(opened.getFirst().leaf()).doesNotContain("sadness", "scarf", "happiness");
        Person other =
                new Person(UUID.randomUUID(), "annotator", Set.of("annotator"), null, List.of(cast.team), 2, null);
        visor.get(other, "/api/v1/tasks/" + work + "/codes", "Visor-Purpose", job.purpose)
                .refused(403, "forbidden");
        visor.get(cast.annotator, "/api/v1/tasks/" + work + "/codes", "Visor-Purpose", "another-purpose")
                .refused(403, "forbidden");
        assertThat(records("annotation.open")).hasSize(before + 1);
    }

    /** G8: the codes of a person who is erased open for nobody. */
    @Test
    void areUnreadableOnceThePersonIsErased() {
        Line.Job job = emotional().released("erased", cast.officer);
        String work = job.next(cast.annotator).path("id").asString();
        job.submit(cast.annotator, work, job.points(cast.annotator, work), smile())
                .ok();
        ObjectRef sheet = sheet(work);
        assertThat(new String(sealed.bytes(sheet), StandardCharsets.UTF_8)).contains("\"sadness\"", "a scarf");

        visor.bean(Vault.class).destroy(sealed.tenant(), List.of(new KeyOwner(sealed.subject(job, 2))));

        assertThat(sealed.opens(sheet)).isFalse();
    }

    /** A draft from before codes is where somebody goes on. */
    @Test
    void areNoneInASheetOfVersionOne() {
        Line.Job job = emotional().released("older", cast.officer);
        String work = job.next(cast.annotator).path("id").asString();
        ObjectNode draft = smile();
        draft.set("viewPoints", job.points(cast.annotator, work));
        post(job, work, "/drafts", draft).ok();
        ObjectNode older = (ObjectNode) JsonMapper.shared().readTree(sealed.bytes(sheet(work)));
        older.put("version", 1).remove("codes");
        ObjectRef before = visor.bean(Vault.class)
                .seal(
                        sealed.tenant(),
                        ObjectKind.ANNOTATION,
                        Set.of(new KeyOwner(sealed.subject(job, 2))),
                        older.toString().getBytes(StandardCharsets.UTF_8));
        int rows = database.asOwner(
                sealed.tenant().value(),
                owner -> owner.sql("update annotation set object = ? where task = ?")
                        .params(before.id().value(), UUID.fromString(work))
                        .update());
        assertThat(rows).isEqualTo(1);

        assertThat(codes(job, work).path("version").asInt()).isEqualTo(1);
        assertThat(codes(job, work).path("actionUnits")).isEmpty();
        assertThat(job.points(cast.annotator, work)).hasSize(68);
    }

    private Line.Job emotional() {
        return cast.project(asking("[12, 6, 1, 4, 15, 25]", true));
    }

    private static Consumer<ObjectNode> asking(String units, boolean expressions) {
        return wanted -> {
            ObjectNode codes = wanted.putObject("codes");
            codes.set("actionUnits", JsonMapper.shared().readTree(units));
            if (expressions) {
                codes.put("expressions", true).putArray("attributes").add("glasses");
                wanted.putObject("use")
                        .put("kind", "emotion-inference")
                        .put("setting", "research")
                        .put("notice", "By letter");
            }
        };
    }

    private static ObjectNode smile() {
        return (ObjectNode) JsonMapper.shared().readTree(SMILE);
    }

    private static ObjectNode without(String field) {
        ObjectNode smile = smile();
        smile.remove(field);
        return smile;
    }

    private Answer create(ObjectNode wanted) {
        return visor.post(cast.client, "/api/v1/projects", wanted.toString());
    }

    private Answer post(Line.Job job, String task, String what, ObjectNode body) {
        return visor.post(
                cast.annotator, "/api/v1/tasks/" + task + what, body.toString(), "Visor-Purpose", job.purpose);
    }

    private JsonNode codes(Line.Job job, String task) {
        return visor.get(cast.annotator, "/api/v1/tasks/" + task + "/codes", "Visor-Purpose", job.purpose)
                .ok()
                .json();
    }

    private ObjectRef sheet(String task) {
        return database.asApp(
                sealed.tenant().value(),
                app -> app.sql("select object from annotation where task = ? order by version desc limit 1")
                        .param(UUID.fromString(task))
                        .query((row, number) -> new ObjectRef(
                                sealed.tenant(),
                                new ObjectId(row.getObject("object", UUID.class)),
                                ObjectKind.ANNOTATION,
                                1))
                        .single());
    }

    private List<TrailRecord> records(String action) {
        return visor.bean(TrailReading.class).newest(sealed.tenant(), Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.action().equals(action))
                .toList();
    }
}
