package dev.visor.gateway.line;

import dev.visor.gateway.DatabaseAccess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two tenants and two teams of their own. The first tenant has a released batch of three faces: one handed in and
 * exported, one held by the first team's annotator, one by its senior reviewer. The second tenant and team have nothing.
 */
final class Scene {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Set<String> WORKFORCE = Set.of("annotator", "senior-reviewer", "team-lead");

    final Installation visor;
    final Line line;
    final Line.Job job;
    final Person annotator;
    final Person senior;
    final ArrayNode points;
    final String handedIn;
    /** Which of the faces it is of: the queue has them in the order in which they were found. */
    final int handedInFace;

    final String export;
    final String picture;
    final String view;

    private final int number = NUMBER.incrementAndGet();

    Scene(Installation visor) {
        this.visor = visor;
        this.line = new Line(visor);
        for (String side : new String[] {"own", "other"}) {
            visor.post(Person.ADA, "/api/v1/tenants", "{\"handle\": \"" + tenant(side) + "\"}")
                    .ok();
            String team =
                    "{\"workforce\": \"" + team(side) + "\", \"team\": \"" + team(side) + "\", \"country\": \"DE\"}";
            visor.post(Person.ADA, "/api/v1/teams", team).ok();
            line.invite(person("external-auditor", side), person("compliance-officer", side));
        }
        this.annotator = person("annotator", "own");
        this.senior = person("senior-reviewer", "own");
        this.job = project();
        job.manifest(row(0), row(1), row(2));
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();
        Person officer = person("redaction-officer", "own");
        JsonNode reviewed = job.review(officer).get(0);
        this.picture = reviewed.path("id").asString();
        this.view = reviewed.path("views").get(0).path("id").asString();
        job.release(officer).ok();
        this.handedIn = next(annotator);
        this.handedInFace = face(reviewed, handedIn);
        this.points = placed(job.points(annotator, handedIn));
        comment(annotator, handedIn).ok();
        job.submit(annotator, handedIn, points).ok();
        this.export = job.export();
        next(annotator);
        next(senior);
    }

    /** Another project of the first tenant's, open to the first team. */
    Line.Job project() {
        return line.project(person("client", "own"), team("own"), Instant.now().plus(Duration.ofDays(1)));
    }

    /** A batch with a manifest and nothing else. */
    Line.Job open() {
        Line.Job open = project();
        open.manifest(row(0));
        return open;
    }

    /**
     * Whoever has this role on that side; the same person each time.
     *
     * @param role one of the realm's, or {@code nobody}
     * @param side {@code own} or {@code other}
     */
    Person person(String role, String side) {
        UUID id = UUID.nameUUIDFromBytes((number + role + side).getBytes(StandardCharsets.UTF_8));
        Set<String> roles = role.equals("nobody") ? Set.of() : Set.of(role);
        boolean works = WORKFORCE.contains(role);
        @Nullable String tenant = works || (role.equals("administrator") && side.equals("own")) ? null : tenant(side);
        return new Person(id, role + " " + side, roles, tenant, works ? List.of(team(side)) : List.of(), 2, null);
    }

    String tenant(String side) {
        return "scene-" + number + "-" + side;
    }

    String team(String side) {
        return "team-" + number + "-" + side;
    }

    /** The task that this person holds, or the next one. */
    String next(Person person) {
        return visor.post(person, "/api/v1/tasks/next", "")
                .ok()
                .json()
                .path("id")
                .asString();
    }

    Answer draft(Person person, String task) {
        return visor.post(person, "/api/v1/tasks/" + task + "/drafts", body().toString(), "Visor-Purpose", job.purpose);
    }

    /** The version of a new draft of the project's guideline. */
    int guideline(Person client) {
        return visor.post(client, "/api/v1/projects/" + job.project + "/guidelines", "{\"text\": \"# Eyes\"}")
                .ok()
                .json()
                .path("version")
                .asInt();
    }

    Answer comment(Person person, String task) {
        return visor.post(
                person,
                "/api/v1/tasks/" + task + "/comments",
                "{\"point\": 30, \"text\": \"The tip is in the shade\"}",
                "Visor-Purpose",
                job.purpose);
    }

    /** One face's points as a person's own word, which may be sent for any face: suggestions are each view's own. */
    private static ArrayNode placed(ArrayNode suggested) {
        suggested.forEach(point -> ((ObjectNode) point).put("provenance", "placed"));
        return suggested;
    }

    /** Points as they are sent. */
    ObjectNode body() {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.set("viewPoints", points);
        return body;
    }

    private String row(int face) {
        return "photo.jpg,\"" + Line.FACES[face] + "\",scene-" + number + "-" + face + ",consent,reference-1";
    }

    /** The row of the manifest, from 0 on, whose view a task is. */
    private int face(JsonNode reviewed, String task) {
        Database database = new Database(visor.bean(DatabaseAccess.class));
        UUID tenant = database.tenant(tenant("own"));
        UUID id = UUID.fromString(database.task(tenant, task));
        String shown = database.asApp(
                        tenant,
                        app -> app.sql("select view from task where id = ?")
                                .param(id)
                                .query(UUID.class)
                                .single())
                .toString();
        JsonNode row = reviewed.path("rows")
                .valueStream()
                .filter(one -> one.path("view").asString("").equals(shown))
                .findFirst()
                .orElseThrow();
        return row.path("line").asInt() - 2;
    }

    /** What the first tenant calls one of its subjects. */
    String pseudonym(int face) {
        return "scene-" + number + "-" + face;
    }
}
