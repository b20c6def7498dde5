package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a senior reviewer is told of what was handed in: its points, whatever the reviewer tried since, and never its author. */
class ReviewerReadingTests {

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final Cast cast = new Cast(visor);
    private final TenantId tenant = new TenantId(database.tenant(cast.handle));
    private final Person anna = person("annabella", "annotator");
    private final Person senta = person("senta", "senior-reviewer");
    private final Line.Job job = cast.project();

    private Person person(String name, String role) {
        return new Person(UUID.randomUUID(), name, Set.of(role), null, List.of(cast.handle), 1, null);
    }

    @BeforeEach
    void asksForSecondLooks() {
        visor.post(cast.client, "/api/v1/projects/" + job.project + "/work-plan", "{\"secondLook\": true}")
                .ok();
        job.released("subject-" + job.project, cast.officer);
    }

    private Answer next(Person person) {
        return visor.post(person, "/api/v1/tasks/next", "").ok();
    }

    private Answer get(Person person, String task, String what) {
        return visor.get(person, "/api/v1/tasks/" + task + "/" + what, "Visor-Purpose", job.purpose);
    }

    private Answer post(Person person, String task, String what, String body) {
        return visor.post(person, "/api/v1/tasks/" + task + "/" + what, body, "Visor-Purpose", job.purpose);
    }

    private String task(Person person) {
        return next(person).json().path("id").asString();
    }

    private String handedInByAnna(double off) {
        String annas = task(anna);
        job.submit(anna, annas, moved(job.points(anna, annas), off)).ok();
        return annas;
    }

    private static ArrayNode moved(ArrayNode points, double off) {
        ObjectNode first = (ObjectNode) points.get(0);
        first.put("x", first.path("x").asDouble() + off).put("provenance", "moved");
        return points;
    }

    private static double firstX(JsonNode points) {
        return points.path(0).path("x").asDouble();
    }

    private long opened() {
        return visor.bean(TrailReading.class).newest(tenant, Long.MAX_VALUE, TrailReading.PAGE).stream()
                .map(TrailRecord::action)
                .filter("annotation.open"::equals)
                .count();
    }

    @Test
    void readsWhatWasHandedInWhateverTheOwnWorkCameTo() {
        handedInByAnna(1.5);
        String sentas = task(senta);
        double annasX = firstX(job.points(senta, sentas));
        ObjectNode tried = JsonMapper.shared().createObjectNode();
        tried.set("viewPoints", moved(job.points(senta, sentas), 2));
        post(senta, sentas, "drafts", tried.toString()).ok();
        assertThat(firstX(job.points(senta, sentas))).isEqualTo(annasX + 2);

        long before = opened();
        Answer handedIn = get(senta, sentas, "points?handedIn=true").ok();

        assertThat(firstX(handedIn.json())).isEqualTo(annasX);
        assertThat(handedIn.header("Visor-Version")).isEqualTo("1");
        assertThat(opened()).as("records of it").isEqualTo(before + 1);
    }

    @Test
    void isRefusedWhatWasHandedInWherePointsArePlacedOrSomebodyElseLooks() {
        String annas = task(anna);
        get(anna, annas, "points?handedIn=true").refused(409, "no-second-look");
        get(senta, annas, "points?handedIn=true").refused(403, "forbidden");
        job.submit(anna, annas, moved(job.points(anna, annas), 1)).ok();
        get(anna, annas, "points?handedIn=true").refused(403, "forbidden");

        String sentas = task(senta);
        post(senta, sentas, "verdict", "{\"verdict\": \"accepted\", \"version\": 1}")
                .ok();
        get(senta, sentas, "points?handedIn=true").refused(403, "forbidden");
    }

    /** No name, no identifier, and not what the author knows the task by, in anything that the reviewer's page asks for. */
    @Test
    void isNeverToldWhoTheAuthorIs() {
        String annas = task(anna);
        post(anna, annas, "comments", "{\"point\": 0, \"text\": \"Blurred here\"}")
                .ok();
        job.submit(anna, annas, moved(job.points(anna, annas), 1)).ok();

        Answer offered = next(senta);
        String sentas = offered.json().path("id").asString();
        List<Answer> told = new ArrayList<>(List.of(offered));
        for (String what : List.of("points", "points?handedIn=true", "comments", "codes")) {
            Answer answer = get(senta, sentas, what);
            if (!what.equals("codes")) {
                answer.ok();
            }
            told.add(answer);
        }

        assertThat(told.get(3).text()).contains("Blurred here");
        assertThat(told)
                .allSatisfy(answer -> assertThat(answer.text() + answer.headers())
                        .doesNotContain(anna.name(), anna.id().toString(), annas));
    }
}
