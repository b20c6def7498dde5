package dev.visor.gateway.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Who may call what. Each row is one endpoint with the roles that get an answer, on their own side and on the other: the
 * other tenant's people ask for the first tenant's things, and the other team's for the first team's tasks. Everybody
 * else is refused. Rows are in an order in which each can be done: an open batch is filled, closed, released, withdrawn.
 */
final class AccessTable {

    static final List<String> ROLES = List.of(
            "nobody",
            "administrator",
            "external-auditor",
            "compliance-officer",
            "redaction-officer",
            "client",
            "team-lead",
            "senior-reviewer",
            "annotator");

    private static final String ALL = String.join(" ", ROLES) + " anonymous";

    private final Scene scene;
    private @Nullable String drawable;
    private final List<Row> rows = new ArrayList<>();
    private final Map<Person, String> drafts = new LinkedHashMap<>();

    AccessTable(Scene scene) {
        this.scene = scene;
        organisations();
        batches();
        exports();
        tasks();
        trail();
        approvals();
    }

    List<Row> rows() {
        return rows;
    }

    private void organisations() {
        row("GET /api/v1/session", ALL, ALL, person -> get("/api/v1/session"));
        row(
                "GET /api/v1/projects",
                "client redaction-officer compliance-officer",
                "client redaction-officer compliance-officer",
                person -> get("/api/v1/projects"));
        row(
                "GET /api/v1/projects/{id}",
                "client redaction-officer compliance-officer",
                "",
                person -> get("/api/v1/projects/" + scene.job.project));
        row(
                "GET /api/v1/view-profiles",
                "client redaction-officer compliance-officer",
                "client redaction-officer compliance-officer",
                person -> get("/api/v1/view-profiles"));
        row("POST /api/v1/projects", "client", "client", person -> post("/api/v1/projects", PROJECT));
        row(
                "POST /api/v1/tenants",
                "administrator",
                "",
                person -> post("/api/v1/tenants", "{\"handle\": \"" + handle() + "\"}"));
        row("GET /api/v1/people", "administrator", "", person -> get("/api/v1/people"));
        row(
                "POST /api/v1/teams",
                "administrator",
                "",
                person ->
                        post("/api/v1/teams", "{\"workforce\": \"" + handle() + "\", \"team\": \"" + handle() + "\"}"));
    }

    private void batches() {
        Line.Job open = scene.open();
        String batch = "/api/v1/batches/" + open.batch();
        String empty = scene.project().project;
        String bare = scene.visor
                .post(
                        scene.person("client", "own"),
                        "/api/v1/projects/" + scene.job.project + "/batches",
                        "{\"label\": \"Bare\"}")
                .ok()
                .json()
                .path("id")
                .asString();
        row(
                "GET /api/v1/projects/{project}/batches",
                "client redaction-officer",
                "",
                person -> get("/api/v1/projects/" + empty + "/batches"));
        row(
                "POST /api/v1/projects/{project}/batches",
                "client",
                "",
                person -> post("/api/v1/projects/" + empty + "/batches", "{\"label\": \"Matrix\"}"));
        row(
                "POST /api/v1/batches/{id}/manifest",
                "client",
                "",
                person -> new Call(
                        "POST",
                        "/api/v1/batches/" + bare + "/manifest",
                        "file,box,subject,consent,reference\nphoto.jpg,whole,a,b,c".getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "text/csv"));
        row(
                "POST /api/v1/batches/{id}/files",
                "client",
                "",
                person -> new Call(
                        "POST",
                        batch + "/files",
                        Line.photograph(),
                        "Content-Type",
                        "application/octet-stream",
                        "Visor-File-Name",
                        "photo.jpg"));
        row("POST /api/v1/batches/{id}/close", "client", "", person -> post(batch + "/close", ""));
        row("GET /api/v1/batches/{id}", "client redaction-officer", "", person -> get(batch));
        row("POST /api/v1/batches/{id}/release", "redaction-officer", "", person -> {
            if (person != null && person.roles().contains("redaction-officer")) {
                open.await("staged");
            }
            return post(batch + "/release", "");
        });
        row("POST /api/v1/batches/{id}/withdraw", "redaction-officer", "", person -> post(batch + "/withdraw", ""));
        row(
                "GET /api/v1/batches/{id}/review",
                "redaction-officer",
                "",
                person -> get("/api/v1/batches/" + scene.job.batch() + "/review"));
        row(
                "GET /api/v1/views/{id}/picture",
                "redaction-officer",
                "",
                person -> get("/api/v1/views/" + scene.view + "/picture"));
        row(
                "GET /api/v1/assets/{id}/original",
                "redaction-officer",
                "",
                person -> get("/api/v1/assets/" + scene.picture + "/original"));
        row(
                "POST /api/v1/assets/{id}/outlines",
                "redaction-officer",
                "",
                person -> post("/api/v1/assets/" + drawable() + "/outlines", OUTLINE));
    }

    private void exports() {
        String project = "/api/v1/projects/" + scene.job.project + "/exports";
        String wanted = "{\"batch\": \"" + scene.job.batch() + "\"}";
        String export = "/api/v1/exports/" + scene.export;
        String none = "/api/v1/projects/" + scene.job.project + "/exports?batch="
                + scene.open().batch();
        row("GET /api/v1/projects/{project}/exports", "client", "", person -> get(none));
        row("POST /api/v1/projects/{project}/exports", "client", "", person -> post(project, wanted));
        row("GET /api/v1/exports/{id}/archive", "client", "", person -> get(export + "/archive"));
        row("GET /api/v1/exports/{id}/check", "client", "", person -> get(export + "/check"));
        row(
                "GET /api/v1/exports/{id}/pictures/{picture}",
                "client",
                "",
                person -> get(export + "/pictures/" + scene.picture));
    }

    private void tasks() {
        String workers = "annotator senior-reviewer";
        row("POST /api/v1/tasks/next", workers, workers, person -> post("/api/v1/tasks/next", ""));
        row("GET /api/v1/tasks/{id}/view", workers, "", person -> get(task(person) + "/view"));
        row("GET /api/v1/tasks/{id}/points", workers, "", person -> get(task(person) + "/points"));
        row(
                "POST /api/v1/tasks/{task}/comments",
                workers,
                "",
                person -> post(task(person) + "/comments", "{\"point\": 1, \"text\": \"Here\"}"));
        row("GET /api/v1/tasks/{task}/comments", workers, "", person -> get(task(person) + "/comments"));
        row(
                "POST /api/v1/tasks/{id}/drafts",
                workers,
                "",
                person -> post(task(person) + "/drafts", scene.body().toString()));
        row(
                "GET /api/v1/tasks/{id}/receipts/{record}",
                workers,
                "",
                person -> get(task(person) + "/receipts/" + draft(person)));
        row("POST /api/v1/tasks/{id}/release", workers, "", person -> post(task(person) + "/release", ""));
        row("POST /api/v1/tasks/{id}/report", workers, "", person -> {
            restored();
            return post(task(person) + "/report", "{\"concern\": \"other\"}");
        });
        row(
                "POST /api/v1/views/{id}/restore",
                "redaction-officer",
                "",
                person -> post("/api/v1/views/" + withheld() + "/restore", ""));
        row(
                "POST /api/v1/tasks/{id}/submission",
                workers,
                "",
                person -> post(task(person) + "/submission", scene.body().toString()));
    }

    /** The view that was reported last; once it was given back, any. */
    private String withheld() {
        for (JsonNode view :
                scene.job.review(scene.person("redaction-officer", "own")).findValues("views")) {
            for (JsonNode one : view) {
                if (one.path("state").asString().equals("withheld")) {
                    return one.path("id").asString();
                }
            }
        }
        return scene.view;
    }

    /** A picture of a batch of its own, on which a face may be drawn as often as one likes. */
    private String drawable() {
        if (drawable == null) {
            Line.Job job = scene.open();
            job.upload("photo.jpg", Line.photograph()).ok();
            job.staged();
            drawable = job.review(scene.person("redaction-officer", "own"))
                    .get(0)
                    .path("id")
                    .asString();
        }
        return drawable;
    }

    /** Gives what was reported back, so that there is a task for whoever reports next. */
    private void restored() {
        scene.visor.post(scene.person("redaction-officer", "own"), "/api/v1/views/" + withheld() + "/restore", "");
    }

    /** How many leaves the log's newest map of counts covers. */
    private String counted(Person officer) {
        String wanted = "{\"pseudonym\": \"" + scene.pseudonym(0) + "\", \"fresh\": true}";
        scene.visor.post(officer, "/api/v1/subjects/reports", wanted).ok();
        for (JsonNode record :
                scene.visor.get(officer, "/api/v1/trail/records").ok().json()) {
            if (record.path("action").asString().equals("trail.counts")) {
                return record.path("facts").path("covered").asString();
            }
        }
        throw new IllegalStateException("The log committed to no counts");
    }

    private void trail() {
        String officers = "compliance-officer external-auditor";
        Person officer = scene.person("compliance-officer", "own");
        String log = "/trail/"
                + scene.visor
                        .get(officer, "/api/v1/trail")
                        .ok()
                        .json()
                        .path("origin")
                        .asString();
        String record = "/api/v1/trail/records/"
                + scene.visor
                        .get(officer, "/api/v1/trail/records")
                        .ok()
                        .json()
                        .get(3)
                        .path("id")
                        .asString();
        row("GET /api/v1/trail", officers, officers, person -> get("/api/v1/trail"));
        row(
                "GET /api/v1/trail/records",
                "compliance-officer",
                "compliance-officer",
                person -> get("/api/v1/trail/records"));
        row("GET /api/v1/trail/records/{id}", "compliance-officer", "", person -> get(record));
        row("GET /api/v1/trail/records/{id}/proof", "compliance-officer", "", person -> get(record + "/proof"));
        row(
                "POST /api/v1/trail/questions",
                "compliance-officer",
                "",
                person -> post(
                        "/api/v1/trail/questions", "{\"pseudonym\": \"" + scene.pseudonym(0) + "\", \"after\": 0}"));
        row(
                "POST /api/v1/subjects/reports",
                "compliance-officer",
                "",
                person -> post(
                        "/api/v1/subjects/reports",
                        "{\"pseudonym\": \"" + scene.pseudonym(0) + "\", \"fresh\": false}"));
        row("GET /api/v1/trail/actions", officers, officers, person -> get("/api/v1/trail/actions"));
        row(
                "POST /api/v1/trail/search",
                "compliance-officer",
                "compliance-officer",
                person -> post("/api/v1/trail/search", "{\"where\": {}}"));
        row(
                "POST /api/v1/trail/exports",
                "compliance-officer",
                "compliance-officer",
                person -> post("/api/v1/trail/exports", "{\"where\": {}, \"format\": \"csv\"}"));
        row("GET /trail/visor/{label:[a-z2-7]{16}}/checkpoint", ALL, ALL, person -> get(log + "/checkpoint"));
        String counts = log + "/counts/" + counted(officer);
        row("GET /trail/visor/{label:[a-z2-7]{16}}/counts/{covered:[1-9][0-9]{0,17}}", ALL, ALL, person -> get(counts));
        row("GET /trail/visor/{label:[a-z2-7]{16}}/log.vkey", ALL, ALL, person -> get(log + "/log.vkey"));
        row(
                "GET /trail/visor/{label:[a-z2-7]{16}}/tile/{level:[0-9]{1,2}}/**",
                ALL,
                ALL,
                person -> get(log + tile(log, "/tile/0/000")));
        row(
                "GET /trail/visor/{label:[a-z2-7]{16}}/tile/entries/**",
                officers,
                "",
                person -> get(log + tile(log, "/tile/entries/000")));
    }

    private void approvals() {
        String wanted = "{\"act\": \"rotate-keys\", \"object\": \"key:" + UUID.randomUUID()
                + "\", \"reason\": \"The yearly turn\"}";
        String asked = scene.visor
                .post(Person.ADA, "/api/v1/approvals", wanted)
                .ok()
                .json()
                .path("id")
                .asString();
        row("POST /api/v1/approvals", "administrator", "administrator", person -> post("/api/v1/approvals", wanted));
        row("GET /api/v1/approvals", "administrator", "administrator", person -> get("/api/v1/approvals"));
        row(
                "POST /api/v1/approvals/{id}/grant",
                "administrator",
                "",
                person -> post("/api/v1/approvals/" + asked + "/grant", ""));
    }

    /** The first tile as it is published now, in part or in full. */
    private String tile(String log, String path) {
        try {
            Path checkpoint = scene.visor.home().resolve(log.substring(1)).resolve("checkpoint");
            long size = Long.parseLong(Files.readAllLines(checkpoint).get(1));
            return size < 256 ? path + ".p/" + size : path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The task that this person holds; for whoever holds none, somebody else's. */
    private String task(@Nullable Person person) {
        Person holder = scene.senior.equals(person) ? scene.senior : scene.annotator;
        return "/api/v1/tasks/" + scene.next(holder);
    }

    private String draft(@Nullable Person person) {
        Person holder = scene.senior.equals(person) ? scene.senior : scene.annotator;
        return drafts.computeIfAbsent(
                holder,
                by -> scene.draft(by, scene.next(by)).ok().json().path("record").asString());
    }

    private void row(String endpoint, String own, String other, Function<@Nullable Person, Call> call) {
        rows.add(new Row(endpoint, Set.of(own.split(" ")), Set.of(other.split(" ")), call));
    }

    private Call get(String path) {
        return new Call("GET", path, new byte[0], "Visor-Purpose", scene.job.purpose);
    }

    private Call post(String path, String json) {
        return new Call(
                "POST",
                path,
                json.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json",
                "Visor-Purpose",
                scene.job.purpose);
    }

    private static String handle() {
        return "matrix-" + Long.toString(System.nanoTime(), 36);
    }

    /** Around the first face of the photograph; the first row stands on the manifest's second line. */
    private static final String OUTLINE =
            "{\"row\": 2, \"imagePoints\": [{\"x\": 400, \"y\": 350}, {\"x\": 600, \"y\": 350}, {\"x\": 500, \"y\": 610}]}";

    private static final String PROJECT =
            "{\"name\": \"Matrix\", \"purpose\": \"matrix\", \"legalBasis\": \"gdpr-9-2-a\", \"schema\": \"ibug68\", \"viewProfile\": \"face-oval\", \"retention\": \"P90D\", \"teams\": []}";

    /** One request, all but the person. */
    @SuppressWarnings("ArrayRecordComponent") // made, sent, never compared
    record Call(String method, String path, byte[] body, String... headers) {}

    /**
     * One endpoint.
     *
     * @param own the roles of the first tenant and team that get an answer
     * @param other the roles of the second tenant and team that get one, about things of their own
     * @param call makes the request for one person; null for somebody who is not signed in
     */
    record Row(String endpoint, Set<String> own, Set<String> other, Function<@Nullable Person, Call> call) {

        boolean allows(String role, String side) {
            return (side.equals("own") ? own : other).contains(role);
        }
    }
}
