package dev.visor.gateway.line;

import static org.awaitility.Awaitility.await;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.access.PolicySource;
import dev.visor.gateway.findings.Findings;
import dev.visor.gateway.findings.Severity;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.projects.Subjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Who may read the trail, ask it, and fetch the published log. */
final class TrailRows extends AccessRows {

    TrailRows(Scene scene) {
        super(scene);
        trail();
        findings();
        erasures();
        reassignments();
        holds();
        budgets();
    }

    /** On a picture of its own: the scene's faces stay whose they are. */
    private void reassignments() {
        Line.Job job = scene.open();
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();
        String picture = job.review(scene.person("redaction-officer", "own"))
                .get(0)
                .path("id")
                .asString();
        String wanted = "{\"picture\": \"" + picture + "\", \"line\": 2, \"from\": \"" + scene.pseudonym(0)
                + "\", \"to\": \"corrected-" + picture + "\", \"reason\": \"The matrix says so\"}";
        row(
                "POST /api/v1/reassignments/pictures",
                "compliance-officer",
                "",
                person -> post("/api/v1/reassignments/pictures", "{\"pseudonym\": \"" + scene.pseudonym(0) + "\"}"));
        row("POST /api/v1/reassignments", "compliance-officer", "", person -> post("/api/v1/reassignments", wanted));
        row(
                "GET /api/v1/reassignments",
                "compliance-officer",
                "compliance-officer",
                person -> get("/api/v1/reassignments"));
    }

    /** Before any hold: one in force keeps everybody from being erased. Asking again for the same person is no other act. */
    private void erasures() {
        TenantId tenant =
                new TenantId(new Database(scene.visor.bean(DatabaseAccess.class)).tenant(scene.tenant("own")));
        KeyOwner subject = KeyOwner.random();
        scene.visor.bean(Subjects.class).declare(tenant, subject, "erased-" + subject.value());
        String wanted = "{\"subject\": \"" + subject.value() + "\", \"ground\": \"objection\"}";
        Person officer = scene.person("compliance-officer", "own");
        String receipt = "/api/v1/erasures/"
                + scene.visor
                        .post(officer, "/api/v1/erasures", wanted)
                        .ok()
                        .json()
                        .path("id")
                        .asString()
                + "/receipt";
        await().until(() -> scene.visor.get(officer, receipt).status() == 200);
        row("GET /api/v1/erasures", "compliance-officer", "compliance-officer", person -> get("/api/v1/erasures"));
        row("POST /api/v1/erasures", "compliance-officer", "", person -> post("/api/v1/erasures", wanted));
        row("GET /api/v1/erasures/{id}/receipt", "compliance-officer", "", person -> get(receipt));
    }

    private void budgets() {
        scene.job.view(scene.annotator, scene.next(scene.annotator)).ok();
        row("GET /api/v1/budgets", "compliance-officer", "compliance-officer", person -> get("/api/v1/budgets"));
        row(
                "POST /api/v1/budgets/{id}/release",
                "compliance-officer",
                "",
                person -> post("/api/v1/budgets/" + releasable() + "/release", "{\"reason\": \"The matrix says so\"}"));
    }

    /** The budget of a day: that of an hour may end, and be free again by itself, between the look and the release. */
    private String releasable() {
        JsonNode budgets = scene.visor
                .get(scene.person("compliance-officer", "own"), "/api/v1/budgets")
                .ok()
                .json();
        for (JsonNode budget : budgets) {
            if (budget.path("kind").asString().equals("bytes")
                    && budget.path("running").asBoolean()) {
                return budget.path("id").asString();
            }
        }
        throw new AssertionError("No budget of a day runs: " + budgets);
    }

    private void holds() {
        row("GET /api/v1/holds", "compliance-officer", "compliance-officer", person -> get("/api/v1/holds"));
        row(
                "POST /api/v1/holds",
                "compliance-officer",
                "compliance-officer",
                person -> post("/api/v1/holds", "{\"matter\": \"12 O 345/26\"}"));
        String lift = "/api/v1/holds/" + hold() + "/lift";
        row("POST /api/v1/holds/{id}/lift", "compliance-officer", "", person -> post(lift, ""));
    }

    /** A legal hold on the first tenant's trail. */
    private String hold() {
        return scene.visor
                .post(scene.person("compliance-officer", "own"), "/api/v1/holds", "{\"matter\": \"matrix\"}")
                .ok()
                .json()
                .path("id")
                .asString();
    }

    private void findings() {
        String finding = "/api/v1/findings/" + finding();
        String closing = "{\"verdict\": \"resolved\", \"reason\": \"Looked into\"}";
        row(
                "GET /api/v1/findings",
                "compliance-officer",
                "compliance-officer",
                person -> get("/api/v1/findings?state=all"));
        row(
                "GET /api/v1/findings/rules",
                "compliance-officer",
                "compliance-officer",
                person -> get("/api/v1/findings/rules"));
        row("GET /api/v1/findings/{id}", "compliance-officer", "", person -> get(finding));
        row("POST /api/v1/findings/{id}/take", "compliance-officer", "", person -> post(finding + "/take", ""));
        row("POST /api/v1/findings/{id}/close", "compliance-officer", "", person -> post(finding + "/close", closing));
    }

    /** Something that the first tenant's officer has to look at. */
    private UUID finding() {
        TenantId tenant =
                new TenantId(new Database(scene.visor.bean(DatabaseAccess.class)).tenant(scene.tenant("own")));
        return scene.visor
                .bean(Findings.class)
                .open(
                        tenant,
                        "matrix",
                        Severity.INFO,
                        "The matrix found something.",
                        ObjectLabel.of("tenant", tenant.value()),
                        "compliance-officer")
                .id();
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
        row(
                "POST /api/v1/subjects/accesses",
                "compliance-officer",
                "",
                person -> post("/api/v1/subjects/accesses", "{\"pseudonym\": \"" + scene.pseudonym(0) + "\"}"));
        row("GET /api/v1/trail/standing", officers, officers, person -> get("/api/v1/trail/standing"));
        row("GET /api/v1/trail/actions", officers, officers, person -> get("/api/v1/trail/actions"));
        row(
                "POST /api/v1/trail/search",
                "compliance-officer",
                "compliance-officer",
                person -> post("/api/v1/trail/search", "{\"where\": {}}"));
        row(
                "POST /api/v1/trail/sights",
                "compliance-officer",
                "compliance-officer",
                person -> post(
                        "/api/v1/trail/sights",
                        "{\"where\": {\"from\": \"2026-01-01T00:00:00Z\", \"until\": \"2026-12-31T00:00:00Z\"}}"));
        row(
                "POST /api/v1/trail/exports",
                "compliance-officer",
                "compliance-officer",
                person -> post("/api/v1/trail/exports", "{\"where\": {}, \"format\": \"csv\"}"));
        row("GET /trail/visor/{label:[a-z2-7]{16}}/checkpoint", ALL, ALL, person -> get(log + "/checkpoint"));
        String counts = log + "/counts/" + counted(officer);
        row(
                "GET /trail/visor/{label:[a-z2-7]{16}}/policies/{hash:[0-9a-f]{64}}",
                ALL,
                ALL,
                person -> get(log + "/policies/"
                        + scene.visor.bean(PolicySource.class).inForce().policySet()));
        row("GET /trail/visor/{label:[a-z2-7]{16}}/policies", ALL, ALL, person -> get(log + "/policies"));
        row(
                "GET /trail/visor/{label:[a-z2-7]{16}}/counts/{covered:[1-9][0-9]{0,17}}",
                officers,
                "",
                person -> get(counts));
        row("GET /trail/visor/{label:[a-z2-7]{16}}/counts", officers, "", person -> get(log + "/counts"));
        vouched(log);
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

    /** What others said of the log: nobody is named in the tests' installation, so a head and a token are laid there. */
    private void vouched(String log) {
        String stamped;
        try {
            Path folder = scene.visor.home().resolve(log.substring(1));
            byte[] head = Files.readAllBytes(folder.resolve("checkpoint"));
            stamped = "/time/" + new String(head, StandardCharsets.UTF_8).split("\n", -1)[1];
            Files.createDirectories(folder.resolve("time"));
            Files.write(folder.resolve("witnessed"), head);
            Files.write(folder.resolve(stamped.substring(1) + ".checkpoint"), head);
            Files.write(folder.resolve(stamped.substring(1) + ".tsr"), new byte[] {1});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String label = "GET /trail/visor/{label:[a-z2-7]{16}}";
        String size = "/time/{size:[1-9][0-9]{0,17}}";
        row(label + "/witnessed", ALL, ALL, person -> get(log + "/witnessed"));
        row(label + "/time", ALL, ALL, person -> get(log + "/time"));
        row(label + size + ".checkpoint", ALL, ALL, person -> get(log + stamped + ".checkpoint"));
        row(label + size + ".tsr", ALL, ALL, person -> get(log + stamped + ".tsr"));
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
}
