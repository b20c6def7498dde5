package dev.visor.gateway.line;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Who may keep organisations, teams, people and auditors. */
final class OrganisationRows extends AccessRows {

    OrganisationRows(Scene scene) {
        super(scene);
        organisations();
        auditors();
    }

    private void organisations() {
        row("GET /api/v1/session", ALL, ALL, person -> get("/api/v1/session"));
        row(
                "POST /api/v1/tenants",
                "administrator",
                "",
                person -> post("/api/v1/tenants", "{\"handle\": \"" + handle() + "\"}"));
        row("GET /api/v1/tenants", "administrator", "", person -> get("/api/v1/tenants"));
        String ending = ending();
        String end = "{\"handle\": \"" + ending.split(" ", -1)[1] + "\"}";
        String of = "/api/v1/tenants/" + ending.split(" ", -1)[0] + "/end";
        row("POST /api/v1/tenants/{id}/end", "administrator", "", person -> post(of, end));
        // The operator's own officer's, who is on neither side.
        row("GET /api/v1/endings", "", "", person -> get("/api/v1/endings"));
        row(
                "GET /api/v1/endings/{tenant}/receipt",
                "",
                "",
                person -> get("/api/v1/endings/" + ending.split(" ", -1)[0] + "/receipt"));
        row("GET /api/v1/people", "administrator", "", person -> get("/api/v1/people"));
        accounts();
        row("GET /api/v1/keys", "administrator", "", person -> get("/api/v1/keys"));
        row(
                "POST /api/v1/keys/turns",
                "administrator",
                "",
                person -> post(
                        "/api/v1/keys/turns",
                        "{\"tenant\": \"" + scene.tenant("own") + "\", \"domain\": \"views\", \"reason\": \"age\"}"));
        row(
                "POST /api/v1/teams",
                "administrator",
                "",
                person ->
                        post("/api/v1/teams", "{\"workforce\": \"" + handle() + "\", \"team\": \"" + handle() + "\"}"));
        String team = "/api/v1/teams/" + scene.team("own");
        row("GET /api/v1/teams", "administrator", "", person -> get("/api/v1/teams"));
        row(
                "POST /api/v1/teams/{team}/members",
                "administrator",
                "",
                person -> post(team + "/members", "{\"person\": \"" + UUID.randomUUID() + "\"}"));
        row(
                "DELETE /api/v1/teams/{team}/members/{person}",
                "administrator",
                "",
                person -> send("DELETE", team + "/members/" + UUID.randomUUID(), ""));
        row(
                "PUT /api/v1/teams/{team}/workplace",
                "administrator",
                "",
                person -> send("PUT", team + "/workplace", "{\"country\": \"DE\"}"));
        row(
                "PUT /api/v1/people/{person}/workplace",
                "administrator",
                "",
                person -> send("PUT", "/api/v1/people/" + UUID.randomUUID() + "/workplace", "{\"country\": \"DE\"}"));
    }

    private void accounts() {
        Person administrator = scene.person("administrator", "own");
        row(
                "POST /api/v1/accounts",
                "administrator",
                "",
                person -> post("/api/v1/accounts", account("matrix-" + UUID.randomUUID())));
        String wanted = scene.visor
                .post(administrator, "/api/v1/accounts", account("matrix-" + UUID.randomUUID()))
                .ok()
                .json()
                .path("id")
                .asString();
        String lost = asked(
                administrator,
                "{\"act\": \"second-factor.reset\", \"object\": \"person:" + UUID.randomUUID()
                        + "\", \"reason\": \"The telephone was lost\"}");
        String forgotten = asked(
                administrator,
                "{\"act\": \"password.reset\", \"object\": \"person:" + UUID.randomUUID()
                        + "\", \"reason\": \"Back from a long leave\"}");
        for (String asked : List.of(wanted, lost, forgotten)) {
            scene.visor
                    .post(Person.ALAN, "/api/v1/approvals/" + asked + "/grant", "")
                    .ok();
        }
        row(
                "POST /api/v1/approvals/{id}/account",
                "administrator",
                "",
                person -> post("/api/v1/approvals/" + wanted + "/account", ""));
        row(
                "POST /api/v1/approvals/{id}/second-factor",
                "administrator",
                "",
                person -> post("/api/v1/approvals/" + lost + "/second-factor", ""));
        row(
                "POST /api/v1/approvals/{id}/password",
                "administrator",
                "",
                person -> post("/api/v1/approvals/" + forgotten + "/password", ""));
        row(
                "POST /api/v1/people/{id}/closing",
                "administrator",
                "",
                person -> post("/api/v1/people/" + UUID.randomUUID() + "/closing", ""));
    }

    private static String account(String name) {
        return "{\"name\": \"" + name + "\", \"roles\": [\"annotator\"], \"reason\": \"A new colleague\"}";
    }

    /** An organisation that two administrators agreed to end: its identifier and handle. */
    private String ending() {
        String handle = handle();
        String id = scene.visor
                .post(Person.ADA, "/api/v1/tenants", "{\"handle\": \"" + handle + "\"}")
                .ok()
                .json()
                .path("id")
                .asString();
        String asked = scene.visor
                .post(
                        scene.person("administrator", "own"),
                        "/api/v1/approvals",
                        "{\"act\": \"tenant.end\", \"object\": \"tenant:" + id + "\", \"reason\": \"It ended\"}")
                .ok()
                .json()
                .path("id")
                .asString();
        scene.visor
                .post(Person.ADA, "/api/v1/approvals/" + asked + "/grant", "")
                .ok();
        return id + " " + handle;
    }

    private void auditors() {
        String of = "?tenant=" + scene.tenant("own");
        String wanted = "{\"name\": \"matrix\", \"scope\": [\"rules\"], \"until\": \""
                + Instant.now().plusSeconds(3600) + "\"}";
        String officers = "administrator compliance-officer";
        row("GET /api/v1/auditors", officers, "", person -> get("/api/v1/auditors" + of));
        row("POST /api/v1/auditors", "compliance-officer", officers, person -> post("/api/v1/auditors", wanted));
        row(
                "POST /api/v1/auditors/{id}/agreement",
                officers,
                "",
                person -> post("/api/v1/auditors/" + invited(wanted) + "/agreement" + of, ""));
        row(
                "POST /api/v1/auditors/{id}/end",
                officers,
                "",
                person -> post("/api/v1/auditors/" + invited(wanted) + "/end" + of, ""));
    }

    /** By somebody who is not asked for anything else. */
    private String invited(String wanted) {
        Person second = new Person(
                UUID.randomUUID(), "second", Set.of("compliance-officer"), scene.tenant("own"), List.of(), 2, null);
        return scene.visor
                .post(second, "/api/v1/auditors", wanted)
                .ok()
                .json()
                .path("id")
                .asString();
    }

    private static String handle() {
        return "matrix-" + Long.toString(System.nanoTime(), 36);
    }
}
