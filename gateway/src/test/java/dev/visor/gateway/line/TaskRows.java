package dev.visor.gateway.line;

import dev.visor.gateway.DatabaseAccess;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Who takes tasks, sees their views, works on them, and gives them back. */
final class TaskRows extends AccessRows {

    private @Nullable String stolen;
    private final Map<String, Line.Job> jobs = new LinkedHashMap<>();
    private final Map<Person, String> drafts = new LinkedHashMap<>();

    TaskRows(Scene scene) {
        super(scene);
        String workers = "annotator senior-reviewer";
        row("POST /api/v1/tasks/next", workers, workers, person -> post("/api/v1/tasks/next", ""));
        row("POST /api/v1/tasks/{id}/grants", workers, "", person -> post(task(person) + "/grants", ""));
        row(
                "GET /api/v1/tasks/{id}/view",
                workers,
                "",
                person -> new Call(
                        "GET",
                        task(person) + "/view",
                        new byte[0],
                        "Visor-Purpose",
                        scene.job.purpose,
                        "Visor-Grant",
                        grant(person)));
        row("POST /api/v1/tasks/{id}/links", workers, "", person -> {
            String task = task(person);
            scene.visor
                    .post(scene.job.client, "/api/v1/projects/" + scene.job.project + "/work-plan", "{\"links\": true}")
                    .ok();
            return post(task + "/links", "");
        });
        // Whoever comes with a link needs nothing else: nobody has this one.
        row(
                "GET /api/v1/links/{word}",
                "",
                "",
                person -> get("/api/v1/links/" + "0".repeat(32) + "." + "A".repeat(43)));
        row("POST /api/v1/tasks/{id}/shown", workers, "", person -> post(task(person) + "/shown", ""));
        row("GET /api/v1/tasks/{id}/points", workers, "", person -> get(task(person) + "/points"));
        row("GET /api/v1/tasks/{id}/standing", workers, "", person -> get(task(person) + "/standing"));
        row("GET /api/v1/tasks/{id}/guideline", workers, "", person -> get(task(person) + "/guideline"));
        row("GET /api/v1/tasks/{id}/codes", workers, "", person -> get(task(person) + "/codes"));
        row("POST /api/v1/tasks/{id}/codes/check", workers, "", person -> post(task(person) + "/codes/check", "{}"));
        row(
                "POST /api/v1/tasks/{id}/check",
                workers,
                "",
                person -> post(task(person) + "/check", scene.body().toString()));
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
        row("GET /api/v1/tasks/{id}/note", workers, "", person -> get(task(person) + "/note"));
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
        row("GET /api/v1/team-tasks", "team-lead", "team-lead", person -> get("/api/v1/team-tasks"));
        row("POST /api/v1/team-tasks/{task}/move", "team-lead", "", person -> {
            Line.Job job = jobs.computeIfAbsent("moved", this::job);
            return call(job, "/api/v1/team-tasks/" + free(job) + "/move", "{\"reason\": \"other\"}");
        });
        // Last, since they keep a task or a person from whoever says it; on faces that nobody else works on.
        row("POST /api/v1/tasks/{id}/reopen", workers, "", person -> {
            Line.Job job = jobs.computeIfAbsent("handed-in", this::job);
            String task = leased(job, worker(person));
            job.submit(worker(person), task, scene.points).ok();
            return call(job, task, "/reopen", "");
        });
        row("POST /api/v1/tasks/{id}/verdict", "senior-reviewer", "", this::verdict);
        row(
                "POST /api/v1/tasks/{id}/skip",
                workers,
                "",
                person -> ofItsOwn("skipped", person, "/skip", "{\"reason\": \"distress\"}"));
        row("POST /api/v1/tasks/{id}/recuse", workers, "", person -> ofItsOwn("known", person, "/recuse", ""));
    }

    /** What the annotator hands in, put into this worker's hands for a second look. */
    private Call verdict(@Nullable Person person) {
        Line.Job job = jobs.computeIfAbsent("looked-at", this::job);
        Database database = new Database(scene.visor.bean(DatabaseAccess.class));
        database.asOwner(
                database.tenant(scene.tenant("own")),
                owner -> owner.sql("update task set look = 1, second_look = true where project = ?")
                        .param(UUID.fromString(job.project))
                        .update());
        int version = job.submit(scene.annotator, leased(job, scene.annotator), scene.points)
                .ok()
                .json()
                .path("version")
                .asInt();
        String said = "{\"verdict\": \"accepted\", \"version\": " + version + "}";
        return call(job, leased(job, worker(person)), "/verdict", said);
    }

    /** A call about the one task of a job of its own, put into this worker's hands. */
    private Call ofItsOwn(String name, @Nullable Person person, String path, String body) {
        Line.Job job = jobs.computeIfAbsent(name, this::job);
        return call(job, leased(job, worker(person)), path, body);
    }

    private static Call call(Line.Job job, String task, String path, String body) {
        return call(job, "/api/v1/tasks/" + task + path, body);
    }

    private static Call call(Line.Job job, String path, String body) {
        return new Call(
                "POST",
                path,
                body.getBytes(StandardCharsets.UTF_8),
                "Visor-Purpose",
                job.purpose,
                "Content-Type",
                "application/json");
    }

    /** This person, if it is one who works; else somebody who does. */
    private Person worker(@Nullable Person person) {
        return scene.senior.equals(person) ? scene.senior : scene.annotator;
    }

    private Line.Job job(String name) {
        Line.Job job = scene.project();
        job.manifest("photo.jpg,\"" + Line.FACES[0] + "\"," + name + "-" + job.project + ",consent,reference-1");
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();
        job.release(scene.person("redaction-officer", "own")).ok();
        return job;
    }

    /** The one task of a job, put into somebody's hands. */
    private String leased(Line.Job job, Person holder) {
        Database database = new Database(scene.visor.bean(DatabaseAccess.class));
        return database.asApp(
                database.tenant(scene.tenant("own")),
                app -> app.sql("update task set state = 'leased', leased_by = ?,"
                                + " lease_ends = now() + interval '1 hour' where project = ? returning id")
                        .params(holder.id(), UUID.fromString(job.project))
                        .query((row, number) -> row.getString(1))
                        .single());
    }

    /** The one task of a job, in nobody's hands. */
    private String free(Line.Job job) {
        Database database = new Database(scene.visor.bean(DatabaseAccess.class));
        return database.asApp(
                database.tenant(scene.tenant("own")),
                app -> app.sql("select id from task where project = ?")
                        .param(UUID.fromString(job.project))
                        .query((row, number) -> row.getString(1))
                        .single());
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

    /** Gives what was reported back, so that there is a task for whoever reports next. */
    private void restored() {
        scene.visor.post(scene.person("redaction-officer", "own"), "/api/v1/views/" + withheld() + "/restore", "");
    }

    /** The task that this person holds; for whoever holds none, somebody else's. */
    private String task(@Nullable Person person) {
        Person holder = scene.senior.equals(person) ? scene.senior : scene.annotator;
        return "/api/v1/tasks/" + scene.next(holder);
    }

    /** Their own for those who hold a task; everybody else has got hold of one that is good for its holder. */
    private String grant(@Nullable Person person) {
        boolean own = scene.senior.equals(person) || scene.annotator.equals(person);
        if (own || stolen == null) {
            Person holder = scene.senior.equals(person) ? scene.senior : scene.annotator;
            String given = scene.job
                    .grant(holder, scene.next(holder))
                    .ok()
                    .json()
                    .path("grant")
                    .asString();
            if (own) {
                return given;
            }
            stolen = given;
        }
        return stolen;
    }

    private String draft(@Nullable Person person) {
        Person holder = scene.senior.equals(person) ? scene.senior : scene.annotator;
        return drafts.computeIfAbsent(
                holder,
                by -> scene.draft(by, scene.next(by)).ok().json().path("record").asString());
    }
}
