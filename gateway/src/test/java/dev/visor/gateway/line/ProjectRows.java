package dev.visor.gateway.line;

import org.jspecify.annotations.Nullable;

/** Who makes projects, reads them, and agrees to the exceptions that they claim. */
final class ProjectRows extends AccessRows {

    private static final String READERS = "client redaction-officer compliance-officer";

    ProjectRows(Scene scene) {
        super(scene);
        String project = "/api/v1/projects/" + scene.job.project;
        row("GET /api/v1/projects", READERS, READERS, person -> get("/api/v1/projects"));
        row("GET /api/v1/projects/{id}", READERS, "", person -> get(project));
        row("GET /api/v1/projects/{id}/recipient", READERS, "", person -> get(project + "/recipient"));
        row("GET /api/v1/projects/{project}/budgets", READERS, "", person -> get(project + "/budgets"));
        row("GET /api/v1/projects/{project}/work-plan", READERS, "", person -> get(project + "/work-plan"));
        row("POST /api/v1/projects/{project}/work-plan", "client", "", person -> post(project + "/work-plan", "{}"));
        guidelines(project + "/guidelines");
        row("POST /api/v1/projects/{project}/budgets", "client", "", person -> post(project + "/budgets", "{}"));
        row("GET /api/v1/view-profiles", READERS, READERS, person -> get("/api/v1/view-profiles"));
        schemas();
        row("GET /api/v1/facs", READERS, READERS, person -> get("/api/v1/facs"));
        row("POST /api/v1/projects", "client", "client", person -> post("/api/v1/projects", wanted(MEASURING)));
        row(
                "POST /api/v1/projects/{id}/exemption/agree",
                "compliance-officer",
                "",
                person -> post("/api/v1/projects/" + excepted() + "/exemption/agree", ""));
    }

    private void guidelines(String guidelines) {
        Person client = scene.person("client", "own");
        String draft = guidelines + "/" + scene.guideline(client);
        row("GET /api/v1/projects/{project}/guidelines", READERS, "", person -> get(guidelines));
        row("GET /api/v1/projects/{project}/guidelines/{version}", READERS, "", person -> get(draft));
        row(
                "POST /api/v1/projects/{project}/guidelines",
                "client",
                "",
                person -> post(guidelines, "{\"text\": \"# Eyes\"}"));
        row(
                "POST /api/v1/projects/{project}/guidelines/{version}/publication",
                "client",
                "",
                person -> post(guidelines + "/" + scene.guideline(client) + "/publication", ""));
    }

    /** What a tenant adds is another's 404; what Visor ships is everybody's. */
    private void schemas() {
        String own = "/api/v1/schemas/" + OwnSchemas.add(scene.visor, scene.person("client", "own"));
        row("GET /api/v1/schemas", READERS, READERS, person -> get("/api/v1/schemas"));
        row("GET /api/v1/schemas/{id}", READERS, "", person -> get(own));
        row("GET /api/v1/schemas/{id}/versions", READERS, "", person -> get(own + "/versions"));
        row("GET /api/v1/schemas/{id}/versions/{number}", READERS, "", person -> get(own + "/versions/1"));
        row("GET /api/v1/schemas/{id}/versions/{number}/text", READERS, "", person -> get(own + "/versions/1/text"));
        row("GET /api/v1/schemas/{id}/diff", READERS, "", person -> get(own + "/diff?from=1&to=1"));
        row(
                "POST /api/v1/schemas",
                "client",
                "client",
                person -> post("/api/v1/schemas", OwnSchemas.text(OwnSchemas.fresh())));
        row(
                "POST /api/v1/schemas/densified",
                READERS,
                READERS,
                person -> post(
                        "/api/v1/schemas/densified",
                        "{\"base\": \"ibug68\", \"id\": \"denser\", \"title\": \"Denser\", \"factors\":"
                                + " {\"eye-left\": 2}}"));
        row("POST /api/v1/projects/{id}/schema", "client", "", this::move);
    }

    /** A new project each time: it is moved to a version once. */
    private Call move(@Nullable Person person) {
        Person client = scene.person("client", "own");
        String id = OwnSchemas.add(scene.visor, client);
        String project = scene.visor
                .post(client, "/api/v1/projects", wanted(MEASURING).replace("ibug68", id))
                .ok()
                .json()
                .path("id")
                .asString();
        scene.visor.post(client, "/api/v1/schemas", OwnSchemas.turned(id)).ok();
        return post("/api/v1/projects/" + project + "/schema", "{\"version\": 2}");
    }

    private static final String MEASURING = "{\"kind\": \"measurement\"}";

    private static final String EXCEPTED =
            "{\"kind\": \"emotion-inference\", \"setting\": \"workplace\", \"exception\": \"safety\","
                    + " \"reason\": \"Drivers who fall asleep\", \"notice\": \"On paper, at each shift's start\"}";

    private static String wanted(String use) {
        return "{\"name\": \"Matrix\", \"purpose\": \"matrix\", \"legalBasis\": \"gdpr-9-2-a\", \"schema\": \"ibug68\","
                + " \"viewProfile\": \"face-oval\", \"retention\": \"P90D\", \"use\": " + use + ", \"teams\": []}";
    }

    /** A new one each time: an exception is agreed to once. */
    private String excepted() {
        return scene.visor
                .post(scene.person("client", "own"), "/api/v1/projects", wanted(EXCEPTED))
                .ok()
                .json()
                .path("id")
                .asString();
    }
}
