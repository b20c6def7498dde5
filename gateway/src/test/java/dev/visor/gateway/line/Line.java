package dev.visor.gateway.line;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.redaction.geometry.ImagePoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The steps of the main job, for tests to take as far as they need. */
final class Line {

    /** A photograph of three faces, 1920 x 1280, that the redaction module fetches for its own tests. */
    static final Path PHOTOGRAPH =
            Path.of("..", "redaction", "node_modules", "@vladmandic", "face-api", "demo", "sample1.jpg");

    /** Where the faces of {@link #PHOTOGRAPH} are: x, y, width, height in stored pixels. */
    static final String[] FACES = {"412,361,181,240", "839,428,197,230", "1465,209,224,222"};

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Installation visor;

    Line(Installation visor) {
        this.visor = visor;
    }

    /** Two tenants and two teams. */
    void setUp() {
        for (String tenant : new String[] {"acme", "globex"}) {
            visor.post(Person.ADA, "/api/v1/tenants", "{\"handle\": \"" + tenant + "\"}")
                    .ok();
        }
        invite(Person.EVA, Person.OTTO);
        visor.post(
                        Person.ADA,
                        "/api/v1/teams",
                        "{\"workforce\": \"north\", \"team\": \"north-1\", \"country\": \"DE\"}")
                .ok();
        visor.post(
                        Person.ADA,
                        "/api/v1/teams",
                        "{\"workforce\": \"south\", \"team\": \"south-1\", \"country\": \"DE\"}")
                .ok();
    }

    /** Has two people invite an external auditor of a client to everything, for an hour. */
    void invite(Person auditor, Person officer) {
        String invited = visor.post(
                        officer,
                        "/api/v1/auditors",
                        "{\"name\": \"" + auditor.name() + "\", \"scope\": [\"trail\", \"rules\"], \"until\": \""
                                + Instant.now().plus(Duration.ofHours(1)) + "\"}")
                .ok()
                .json()
                .path("id")
                .asString();
        visor.post(Person.ADA, "/api/v1/auditors/" + invited + "/agreement?tenant=" + auditor.tenant(), "")
                .ok();
    }

    static byte[] photograph() {
        try {
            return Files.readAllBytes(PHOTOGRAPH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A project of acme's, open to the team north-1; its purpose is its own. */
    Job project() {
        return project(Person.CLARA);
    }

    Job project(Person client) {
        return project(client, "north-1", Instant.now().plus(Duration.ofDays(1)));
    }

    /** A project of which one team sees the views, until then. */
    Job project(Person client, String team, Instant until) {
        return project(client, team, until, "face-oval");
    }

    /** The same under a view profile. */
    Job project(Person client, String team, Instant until, String profile) {
        return project(client, team, until, profile, List.of());
    }

    /** A project of which an annotator sees so many pictures of one person. */
    Job project(Person client, String team, int picturesOfOne) {
        return project(client, team, Instant.now().plus(Duration.ofDays(1)), "face-oval", List.of(), picturesOfOne);
    }

    /** The same for annotators who work in these countries or areas. */
    Job project(Person client, String team, Instant until, String profile, List<String> regions) {
        return project(client, team, until, profile, regions, null);
    }

    /** A project under another landmark schema than iBUG's. */
    Job project(Person client, String team, String schema, String profile) {
        return project(client, team, Instant.now().plus(Duration.ofDays(1)), profile, List.of(), null, schema);
    }

    /** A project as it is asked for. */
    Job project(Person client, String wanted, String purpose) {
        String id = visor.post(client, "/api/v1/projects", wanted)
                .ok()
                .json()
                .path("id")
                .asString();
        return new Job(client, id, purpose);
    }

    private Job project(
            Person client,
            String team,
            Instant until,
            String profile,
            List<String> regions,
            @Nullable Integer picturesOfOne) {
        return project(client, team, until, profile, regions, picturesOfOne, "ibug68");
    }

    /** A project that asks for more than points, or says otherwise what it is for. */
    Job project(Person client, String team, Consumer<ObjectNode> more) {
        Instant until = Instant.now().plus(Duration.ofDays(1));
        ObjectNode wanted = wanted(team, until, "face-oval", List.of(), null, "ibug68");
        more.accept(wanted);
        return made(client, wanted);
    }

    private Job project(
            Person client,
            String team,
            Instant until,
            String profile,
            List<String> regions,
            @Nullable Integer picturesOfOne,
            String schema) {
        return made(client, wanted(team, until, profile, regions, picturesOfOne, schema));
    }

    private static ObjectNode wanted(
            String team,
            Instant until,
            String profile,
            List<String> regions,
            @Nullable Integer picturesOfOne,
            String schema) {
        String purpose = "line-" + NUMBER.incrementAndGet() + "-" + Long.toString(System.nanoTime(), 36);
        Instant now = Instant.now();
        ObjectNode wanted = JsonMapper.shared().createObjectNode();
        wanted.put("name", "Line")
                .put("purpose", purpose)
                .put("legalBasis", "gdpr-9-2-a")
                .put("schema", schema)
                .put("viewProfile", profile)
                .put("retention", "P90D");
        wanted.putObject("use").put("kind", "measurement");
        if (picturesOfOne != null) {
            wanted.put("picturesOfOne", picturesOfOne);
        }
        ArrayNode places = wanted.putArray("regions");
        regions.forEach(places::add);
        wanted.putArray("teams")
                .addObject()
                .put("team", team)
                .put("from", now.minusSeconds(60).toString())
                .put("until", until.toString());
        return wanted;
    }

    private Job made(Person client, ObjectNode wanted) {
        String id = visor.post(client, "/api/v1/projects", wanted.toString())
                .ok()
                .json()
                .path("id")
                .asString();
        return new Job(client, id, wanted.path("purpose").asString());
    }

    /** One batch on its way through. */
    final class Job {

        final Person client;
        final String project;
        final String purpose;

        private String batch = "";

        private Job(Person client, String project, String purpose) {
            this.client = client;
            this.project = project;
            this.purpose = purpose;
        }

        String batch() {
            return batch;
        }

        /** Opens a batch. */
        void open() {
            batch = visor.post(client, "/api/v1/projects/" + project + "/batches", "{\"label\": \"Line\"}")
                    .ok()
                    .json()
                    .path("id")
                    .asString();
        }

        /** Opens a batch and sends its manifest, rows without the header. */
        JsonNode manifest(String... rows) {
            open();
            return visor.send(
                            client,
                            "POST",
                            "/api/v1/batches/" + batch + "/manifest",
                            ("file,box,subject,consent,reference\n" + String.join("\n", rows))
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                            "Content-Type",
                            "text/csv")
                    .ok()
                    .json();
        }

        Answer upload(String name, byte[] picture) {
            return visor.send(
                    client,
                    "POST",
                    "/api/v1/batches/" + batch + "/files",
                    picture,
                    "Content-Type",
                    "application/octet-stream",
                    "Visor-File-Name",
                    name);
        }

        /** Closes the batch and waits until every picture was looked at. */
        JsonNode staged() {
            visor.send(client, "POST", "/api/v1/batches/" + batch + "/close", new byte[0])
                    .ok();
            return await("staged");
        }

        JsonNode await(String state) {
            Instant end = Instant.now().plus(Installation.PATIENCE);
            JsonNode standing;
            do {
                Assertions.assertThat(Instant.now()).as("waiting for " + state).isBefore(end);
                java.util.concurrent.locks.LockSupport.parkNanos(
                        Duration.ofMillis(100).toNanos());
                standing = visor.get(client, "/api/v1/batches/" + batch).ok().json();
            } while (!standing.path("batch").path("state").asString().equals(state));
            return standing;
        }

        Answer release(Person officer) {
            return visor.send(officer, "POST", "/api/v1/batches/" + batch + "/release", new byte[0]);
        }

        JsonNode review(Person officer) {
            return visor.get(officer, "/api/v1/batches/" + batch + "/review")
                    .ok()
                    .json();
        }

        /** Everything up to a released batch of one photograph with the face of one person. */
        Job released(String subject) {
            return released(subject, Person.ROSA);
        }

        /** The same, released by somebody else. */
        Job released(String subject, Person officer) {
            manifest("photo.jpg,\"" + FACES[0] + "\"," + subject + ",consent-1,reference-1");
            upload("photo.jpg", photograph()).ok();
            staged();
            release(officer).ok();
            return this;
        }

        /** Draws an outline, in stored pixels, around the face that a row claims. */
        Answer draw(Person officer, String picture, int row, List<ImagePoint> corners) {
            ObjectNode drawn = JsonMapper.shared().createObjectNode().put("row", row);
            ArrayNode points = drawn.putArray("imagePoints");
            corners.forEach(corner -> points.addObject().put("x", corner.x()).put("y", corner.y()));
            return visor.post(officer, "/api/v1/assets/" + picture + "/outlines", drawn.toString());
        }

        /** The next task of this job, other jobs' tasks being given back. */
        JsonNode next(Person annotator) {
            for (int tries = 0; tries < 200; tries++) {
                Answer answer = visor.post(annotator, "/api/v1/tasks/next", "");
                Assertions.assertThat(answer.status()).isEqualTo(200);
                JsonNode task = answer.json();
                if (task.path("purpose").asString().equals(purpose)) {
                    return task;
                }
                finish(annotator, task);
            }
            throw new AssertionError("No task of this job came up");
        }

        /** Fetches a view as the pages do: a grant, then what it is good for. Where no grant is given, that is the answer. */
        Answer view(Person annotator, String task) {
            Answer grant = grant(annotator, task);
            return grant.status() == 201
                    ? view(annotator, task, grant.json().path("grant").asString())
                    : grant;
        }

        Answer grant(Person annotator, String task) {
            return visor.post(annotator, "/api/v1/tasks/" + task + "/grants", "", "Visor-Purpose", purpose);
        }

        Answer view(Person annotator, String task, String grant) {
            return visor.get(
                    annotator, "/api/v1/tasks/" + task + "/view", "Visor-Purpose", purpose, "Visor-Grant", grant);
        }

        /** As if its holder had taken the task anew, for tests that look at a view more often than one lease allows. */
        void renew(String task) {
            Database database = new Database(visor.bean(DatabaseAccess.class));
            int renewed = database.asApp(
                    database.tenant(Objects.requireNonNull(client.tenant())),
                    app -> app.sql("update task set lease_ends = now() + interval '1 hour' where state = 'leased'"
                                    + " and id = (select task from task_handle where handle = ?)")
                            .param(UUID.fromString(task))
                            .update());
            Assertions.assertThat(renewed).isEqualTo(1);
        }

        Answer submit(Person annotator, String task, ArrayNode points) {
            return submit(annotator, task, points, JsonMapper.shared().createObjectNode());
        }

        /** The same with what else is said of the face. */
        Answer submit(Person annotator, String task, ArrayNode points, ObjectNode codes) {
            ObjectNode body = codes.deepCopy();
            body.set("viewPoints", points);
            return visor.post(
                    annotator, "/api/v1/tasks/" + task + "/submission", body.toString(), "Visor-Purpose", purpose);
        }

        ArrayNode points(Person annotator, String task) {
            return (ArrayNode) visor.get(annotator, "/api/v1/tasks/" + task + "/points", "Visor-Purpose", purpose)
                    .ok()
                    .json();
        }

        String export() {
            return export("").ok().json().path("id").asString();
        }

        /** Asks for an export with more fields than the batch, such as {@code , "masks": true}. */
        Answer export(String more) {
            return visor.post(
                    client, "/api/v1/projects/" + project + "/exports", "{\"batch\": \"" + batch + "\"" + more + "}");
        }
    }

    /** Points as they come back once somebody has worked on the face: how sure the suggestions were is told no more. */
    static ArrayNode begun(ArrayNode points) {
        ArrayNode copy = points.deepCopy();
        copy.forEach(point -> ((ObjectNode) point).putNull("deviation"));
        return copy;
    }

    /** Works another job's task off, so that the queue moves on. */
    private void finish(Person annotator, JsonNode task) {
        String id = task.path("id").asString();
        String purpose = task.path("purpose").asString();
        JsonNode points = visor.get(annotator, "/api/v1/tasks/" + id + "/points", "Visor-Purpose", purpose)
                .ok()
                .json();
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.set("viewPoints", points);
        visor.post(annotator, "/api/v1/tasks/" + id + "/submission", body.toString(), "Visor-Purpose", purpose)
                .ok();
    }
}
