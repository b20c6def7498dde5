package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import dev.visor.gateway.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The officer's search over HTTP: what it finds, whom it tells, and what it leaves in the trail itself. */
class TrailSearchTests {

    private static final Installation VISOR = Installation.shared();
    private static final Scene SCENE = new Scene(VISOR);

    private final Person officer = SCENE.person("compliance-officer", "own");
    private final TenantId tenant =
            new TenantId(new Database(VISOR.bean(DatabaseAccess.class)).tenant(SCENE.tenant("own")));

    /** Criteria as they are sent: names and values in turn. */
    private static ObjectNode where(String... pairs) {
        ObjectNode where = JsonMapper.shared().createObjectNode();
        for (int i = 0; i < pairs.length; i += 2) {
            where.put(pairs[i], pairs[i + 1]);
        }
        return where;
    }

    private static Answer search(Person person, ObjectNode where, Object... more) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.set("where", where);
        for (int i = 0; i < more.length; i += 2) {
            body.putPOJO((String) more[i], more[i + 1]);
        }
        return VISOR.post(person, "/api/v1/trail/search", body.toString());
    }

    private JsonNode found(String... pairs) {
        JsonNode answer = search(officer, where(pairs)).ok().json();
        assertThat(answer.path("missing").asLong()).isZero();
        return answer;
    }

    private static List<String> each(JsonNode answer, String field) {
        return answer.path("records")
                .valueStream()
                .map(record -> record.path(field).asString())
                .toList();
    }

    private List<TrailRecord> queries() {
        return VISOR.bean(TrailReading.class).newest(tenant, Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.action().equals("trail.query"))
                .toList();
    }

    @Test
    void findsByEachThingAndSaysHowActsEnded() {
        String view = "view:" + SCENE.view;
        JsonNode byObject = found("object", view);
        assertThat(each(byObject, "id")).isNotEmpty();
        assertThat(byObject.path("records"))
                .allSatisfy(record -> assertThat(
                                record.path("objects").valueStream().map(JsonNode::asString))
                        .contains(view));
        assertThat(each(found("action", "task.lease"), "action")).isNotEmpty().containsOnly("task.lease");
        assertThat(each(found("outcome", "done"), "outcome")).isNotEmpty().containsOnly("done");
        assertThat(each(found("project", SCENE.job.project), "action"))
                .contains("project.create", "redaction.process", "redaction.done", "annotation.submit");
        assertThat(each(found("purpose", SCENE.job.purpose), "purpose"))
                .isNotEmpty()
                .containsOnly(SCENE.job.purpose);
        assertThat(each(found("pseudonym", SCENE.pseudonym(SCENE.handedInFace)), "action"))
                .contains("annotation.submit");
        JsonNode intent = found("action", "redaction.process").path("records").get(0);
        assertThat(intent.path("ended").path("outcome").asString()).isEqualTo("done");
        JsonNode alone = VISOR.get(
                        officer,
                        "/api/v1/trail/records/"
                                + intent.path("ended").path("record").asString())
                .ok()
                .json();
        assertThat(alone.path("intent").asString()).isEqualTo(intent.path("id").asString());
    }

    @Test
    void findsANameHoweverItIsTypedAndGivesAnAddressWithoutIt() {
        String name = SCENE.annotator.name();
        JsonNode byName = found("name", "  " + name.toUpperCase(Locale.ROOT) + " ", "action", "task.lease");
        assertThat(each(byName, "actor")).isNotEmpty().containsOnly(name);
        String filter = byName.path("filter").asString();
        assertThat(filter).contains("actor=person%3A", "action=task.lease").doesNotContain("annotator");

        JsonNode again = found("filter", filter);
        assertThat(each(again, "id")).isEqualTo(each(byName, "id"));
        assertThat(again.path("filter").asString()).isEqualTo(filter);

        JsonNode nobody = found("name", "nobody at all");
        assertThat(nobody.path("records")).isEmpty();
        assertThat(nobody.path("count").path("number").asLong()).isZero();
        assertThat(found("filter", nobody.path("filter").asString()).path("records"))
                .isEmpty();
        assertThat(found("pseudonym", SCENE.pseudonym(0)).path("filter").asString())
                .doesNotContain(SCENE.pseudonym(0));
    }

    @Test
    void takesAStartAndAnEnd() {
        List<String> times = each(found("action", "task.lease"), "time");
        String newest = times.getFirst();
        String oldest = times.getLast();
        assertThat(times).hasSizeGreaterThan(1);
        assertThat(each(found("action", "task.lease", "from", newest), "time")).containsExactly(newest);
        assertThat(each(found("action", "task.lease", "until", newest), "time"))
                .isEqualTo(times.subList(1, times.size()));
        assertThat(each(found("action", "task.lease", "from", oldest, "until", newest), "time"))
                .isEqualTo(times.subList(1, times.size()));
        String elsewhere = OffsetDateTime.parse(newest)
                .withOffsetSameInstant(ZoneOffset.ofHoursMinutes(5, 30))
                .toString();
        assertThat(each(found("action", "task.lease", "from", elsewhere), "time"))
                .containsExactly(newest);
    }

    @Test
    void pagesWithoutDoublesOrHolesAndEachPageIsARecord() {
        ObjectNode where = where("project", SCENE.job.project);
        List<String> whole = each(search(officer, where, "limit", 200).ok().json(), "id");
        int before = queries().size();
        List<String> read = new ArrayList<>();
        String after = null;
        int pages = 0;
        do {
            JsonNode page = (after == null
                            ? search(officer, where, "limit", 7)
                            : search(officer, where, "limit", 7, "after", after))
                    .ok()
                    .json();
            assertThat(page.path("count").path("number").asLong()).isEqualTo(whole.size());
            read.addAll(each(page, "id"));
            after = page.path("next").isNull() ? null : page.path("next").asString();
            pages++;
        } while (after != null);
        assertThat(read).isEqualTo(whole);
        List<TrailRecord> queries = queries();
        assertThat(queries).hasSize(before + pages);
        assertThat(queries.getFirst().facts())
                .containsEntry("by", "project")
                .containsEntry("count", Integer.toString(whole.size()))
                .containsEntry("query", "project=" + SCENE.job.project)
                .containsKey("after");
    }

    @Test
    void leavesNeitherNameNorPseudonymInTheTrailAndRecordsWhomItIsAbout() {
        found("name", "Somebody Particular", "pseudonym", SCENE.pseudonym(1));
        TrailRecord query = queries().getFirst();
        assertThat(query.facts()).containsEntry("by", "actor-subject");
        assertThat(query.leaf()).doesNotContain("Particular", SCENE.pseudonym(1));
        assertThat(found("pseudonym", SCENE.pseudonym(1), "action", "trail.query")
                        .path("records")
                        .findValuesAsString("id"))
                .contains(query.id().toString());
    }

    @Test
    void isForTheLogsOwnOfficerAlone() {
        for (String role : List.of("annotator", "senior-reviewer", "client", "redaction-officer", "external-auditor")) {
            search(SCENE.person(role, "own"), where()).refused(403, "forbidden");
        }
        Person theirs = SCENE.person("compliance-officer", "other");
        String filter = found("name", SCENE.annotator.name()).path("filter").asString();
        for (ObjectNode where : List.of(
                where("filter", filter),
                where("object", "view:" + SCENE.view),
                where("project", SCENE.job.project),
                where("name", SCENE.annotator.name()))) {
            assertThat(search(theirs, where).ok().json().path("records"))
                    .as(where.toString())
                    .isEmpty();
        }
        search(theirs, where("pseudonym", SCENE.pseudonym(0))).refused(400, "unknown-subject");
        String subject = found("pseudonym", SCENE.pseudonym(0)).path("filter").asString();
        search(theirs, where("filter", subject)).refused(400, "unknown-subject");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "{`from`:`2026-01-02T00:00:00Z`,`until`:`2026-01-01T00:00:00Z`}; range-reversed",
                "{`from`:`2026-01-01T00:00:00Z`,`until`:`2026-01-01T00:00:00Z`}; range-reversed",
                "{`from`:`2026-01-01`}; bad-time",
                "{`from`:`2026-01-01T00:00:00`}; bad-time",
                "{`until`:`2026-02-30T00:00:00Z`}; bad-time",
                "{`until`:`2026-01-01T00:00:00.1234567Z`}; bad-time",
                "{`action`:`view.steal`}; unknown-action",
                "{`outcome`:`lost`}; unknown-outcome",
                "{`object`:`' or 1=1`}; bad-object",
                "{`project`:`1) or 1=1`}; bad-project",
                "{`purpose`:`a\\u0000b`}; bad-purpose",
                "{`actor`:`person:short`}; bad-actor",
                "{`actor`:`anonymous`,`name`:`x`}; name-and-actor",
                "{`subject`:`x`}; unknown-subject",
                "{`pseudonym`:`x`,`subject`:`y`}; pseudonym-and-subject",
                "{`filter`:`action=view.show`,`action`:`view.show`}; filter-and-fields",
                "{`filter`:`name=ann`}; bad-filter",
                "{`colour`:`blue`}; bad-request",
            },
            delimiter = ';')
    void refusesWhatCannotBeMeant(String where, String reason) {
        VISOR.post(officer, "/api/v1/trail/search", "{\"where\": " + where.replace('`', '"') + "}")
                .refused(400, reason);
    }

    @Test
    void refusesDamagedPagesAndLimits() {
        search(officer, where(), "after", "1.2.3").refused(400, "bad-place");
        search(officer, where(), "after", "-99999999999.000000.1").refused(400, "bad-place");
        search(officer, where(), "limit", 0).refused(400, "bad-limit");
        search(officer, where(), "limit", 201).refused(400, "bad-limit");
    }

    @Test
    void takesAnyTextForAText() {
        for (String text : List.of("'; drop table trail_search; --", "%", "\\", "😀\u202E", "a\u0301", "null")) {
            assertThat(found("name", text).path("records")).as(text).isEmpty();
            assertThat(found("purpose", text).path("records")).as(text).isEmpty();
        }
    }

    @Test
    void findsAnErasedActorByLabelOnly() {
        Person gone =
                new Person(UUID.randomUUID(), "Gone Soon", Set.of("client"), SCENE.tenant("own"), List.of(), 2, null);
        VISOR.post(gone, "/api/v1/projects/" + SCENE.job.project + "/batches", "{\"label\": \"Gone\"}")
                .ok();
        JsonNode before = found("name", "gone soon", "action", "batch.create");
        assertThat(before.path("records")).hasSize(1);
        String label = before.path("records").get(0).path("label").asString();

        VISOR.bean(Vault.class).destroy(tenant, List.of(new KeyOwner(gone.id())));

        assertThat(found("name", "Gone Soon").path("records")).isEmpty();
        JsonNode after = found("actor", label, "action", "batch.create");
        assertThat(each(after, "id")).isEqualTo(each(before, "id"));
        assertThat(each(after, "actor")).containsExactly(label);
        assertThat(after.toString()).doesNotContain("Gone Soon");
    }

    private Answer export(Person person, String format, boolean names, ObjectNode where) {
        ObjectNode body =
                JsonMapper.shared().createObjectNode().put("format", format).put("names", names);
        body.set("where", where);
        return VISOR.post(person, "/api/v1/trail/exports", body.toString());
    }

    /** The records' identifiers in the order of the rows. */
    private static List<String> rows(String format, String text) {
        return switch (format) {
            case "csv" -> matches("(?m)^\"\\d+\",\"[0-9a-f]{64}\",\"visor/[a-z2-7]{16}\",\"([0-9a-f-]{36})\"", text);
            case "cef", "syslog" -> matches(" externalId=([0-9a-f-]{36}) ", text);
            case "ocsf" ->
                lines(text)
                        .map(line -> line.path("metadata").path("uid").asString())
                        .toList();
            default -> lines(text).map(line -> line.path("id").asString()).toList();
        };
    }

    private static Stream<JsonNode> lines(String text) {
        return text.lines().map(JsonMapper.shared()::readTree);
    }

    private static List<String> matches(String pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource({"csv", "cef", "syslog", "ocsf", "fhir"})
    void exportsExactlyWhatIsFoundRowByRowAndRecordsIt(String format) {
        ObjectNode where = where("project", SCENE.job.project, "until", "2999-01-01T00:00:00Z");
        JsonNode page = search(officer, where, "limit", 200).ok().json();
        Answer answer = export(officer, format, false, where).ok();

        assertThat(rows(format, answer.text())).isEqualTo(each(page, "id"));
        assertThat(answer.text()).doesNotContain(SCENE.annotator.name());
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Content-Disposition")).contains("attachment");
        TrailReading trail = VISOR.bean(TrailReading.class);
        TrailRecord intent = trail.record(tenant, UUID.fromString(answer.header("Visor-Receipt")))
                .orElseThrow();
        assertThat(intent.action()).isEqualTo("trail.export");
        assertThat(intent.facts())
                .containsEntry("format", format)
                .containsEntry("personal", "labels")
                .containsEntry("by", "project-until")
                .containsEntry("count", Integer.toString(page.path("records").size()));
        TrailRecord outcome = Awaitility.await()
                .until(
                        () -> trail.newest(tenant, Long.MAX_VALUE, 50).stream()
                                .filter(record -> intent.id().equals(record.intent()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(outcome.action()).isEqualTo("trail.sent");
        assertThat(outcome.facts())
                .containsEntry("rows", Integer.toString(page.path("records").size()))
                .containsEntry("bytes", Integer.toString(answer.body().length));
        // Each row's leaf index is the record's own.
        if (format.equals("ocsf")) {
            Map<String, Long> indices = lines(answer.text())
                    .collect(Collectors.toMap(
                            line -> line.path("metadata").path("uid").asString(),
                            line -> line.path("metadata").path("sequence").asLong()));
            page.path("records")
                    .forEach(record -> assertThat(indices.get(record.path("id").asString()))
                            .isEqualTo(trail.record(
                                            tenant,
                                            UUID.fromString(record.path("id").asString()))
                                    .orElseThrow()
                                    .index()));
        }
    }

    @Test
    void namesLeaveOnlyIfTheyAreAskedForAndTheRecordSaysSo() {
        ObjectNode where = where("name", SCENE.annotator.name());
        for (String format : List.of("csv", "cef", "ocsf", "fhir")) {
            Answer answer = export(officer, format, true, where).ok();
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(SCENE.annotator.name());
            assertThat(VISOR.bean(TrailReading.class)
                            .record(tenant, UUID.fromString(answer.header("Visor-Receipt")))
                            .orElseThrow()
                            .facts())
                    .containsEntry("personal", "names");
        }
    }

    @Test
    void exportsAreForTheLogsOwnOfficerAloneAndOfAKnownFormat() {
        export(SCENE.annotator, "csv", false, where()).refused(403, "forbidden");
        export(SCENE.person("external-auditor", "own"), "csv", false, where()).refused(403, "forbidden");
        export(officer, "xlsx", false, where()).refused(400, "unknown-format");
        export(officer, "csv", false, where("from", "now")).refused(400, "bad-time");
        Answer nothing =
                export(officer, "csv", false, where("name", "nobody at all")).ok();
        assertThat(nothing.text().lines()).hasSize(1);
        assertThat(rows(
                        "csv",
                        export(
                                        SCENE.person("compliance-officer", "other"),
                                        "csv",
                                        false,
                                        where("project", SCENE.job.project))
                                .ok()
                                .text()))
                .isEmpty();
    }
}
