package dev.visor.gateway.line;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import dev.visor.gateway.AgeTool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Who may call what. Each row is one endpoint with the roles that get an answer, on their own side and on the other: the
 * other tenant's people ask for the first tenant's things, and the other team's for the first team's tasks. Everybody
 * else is refused. Rows are in an order in which each can be done: an open batch is filled, closed, released, withdrawn.
 */
final class AccessTable extends AccessRows {

    private @Nullable String drawable;

    AccessTable(Scene scene) {
        super(scene);
        addAll(new ProjectRows(scene));
        addAll(new OrganisationRows(scene));
        batches();
        exports();
        addAll(new TaskRows(scene));
        addAll(new TrailRows(scene));
        approvals();
        recipients();
        addAll(new RuleRows(scene));
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
        row("POST /api/v1/batches/{id}/archive", "client", "", person -> {
            String own = "/api/v1/projects/" + scene.job.project;
            Person client = scene.person("client", "own");
            String blank = scene.visor
                    .post(client, own + "/batches", "{\"label\": \"Archive\"}")
                    .ok()
                    .json()
                    .path("id")
                    .asString();
            return new Call(
                    "POST",
                    "/api/v1/batches/" + blank + "/archive",
                    archive(scene.visor
                            .get(client, own + "/recipient")
                            .ok()
                            .json()
                            .path("recipient")
                            .asString()),
                    "Content-Type",
                    "application/octet-stream");
        });
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

    private void recipients() {
        String readers = "client redaction-officer compliance-officer";
        // A project of its own: what it registers must not seal the scene's exports.
        String recipients = "/api/v1/projects/" + scene.project().project + "/recipients";
        register(recipients);
        String removable = register(recipients);
        row("GET /api/v1/projects/{project}/recipients", readers, "", person -> get(recipients));
        row(
                "POST /api/v1/projects/{project}/recipients",
                "client",
                "",
                person -> post(recipients, "{\"recipient\": \"" + fresh() + "\"}"));
        row(
                "POST /api/v1/projects/{project}/recipients/{id}/remove",
                "client",
                "",
                person -> post(recipients + "/" + removable + "/remove", ""));
        // Last, because from then on the scene's exports are sealed.
        row("POST /api/v1/exports/{id}/reseal", "client", "", person -> {
            scene.visor.post(
                    scene.person("client", "own"),
                    "/api/v1/projects/" + scene.job.project + "/recipients",
                    "{\"recipient\": \"" + RECIPIENT + "\"}");
            return post("/api/v1/exports/" + scene.export + "/reseal", "");
        });
    }

    private String register(String recipients) {
        return scene.visor
                .post(scene.person("client", "own"), recipients, "{\"recipient\": \"" + fresh() + "\"}")
                .ok()
                .json()
                .path("id")
                .asString();
    }

    private static String fresh() {
        try {
            return new X25519KeyPairGenerator().generateKeyPair().getPublic().toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A manifest alone, sealed. */
    private static byte[] archive(String recipient) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            byte[] manifest = "file,box,subject,consent,reference\n".getBytes(StandardCharsets.US_ASCII);
            TarArchiveEntry entry = new TarArchiveEntry("manifest.csv");
            entry.setSize(manifest.length);
            tar.putArchiveEntry(entry);
            tar.write(manifest);
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return AgeTool.seal(bytes.toByteArray(), false, recipient);
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

    private void approvals() {
        String wanted = "{\"act\": \"root-rotate\", \"object\": \"domain:" + UUID.randomUUID()
                + "\", \"reason\": \"The yearly turn\"}";
        String glass =
                "{\"act\": \"break-glass\", \"object\": \"asset:" + scene.picture + "\", \"reason\": \"A court asks\"";
        String readers = "administrator compliance-officer";
        String path = "/api/v1/approvals/";
        row(
                "POST /api/v1/approvals",
                "administrator",
                "administrator",
                person -> post(
                        "/api/v1/approvals",
                        person == null || person.tenant() == null
                                ? wanted
                                : glass.replace(scene.picture, UUID.randomUUID().toString()) + "}"));
        row("GET /api/v1/approvals", readers, readers, person -> get("/api/v1/approvals"));
        row("GET /api/v1/approvals/waiting", readers, readers, person -> get(path + "waiting"));
        String asked = asked(Person.ADA, wanted);
        row("POST /api/v1/approvals/{id}/grant", "administrator", "", person -> post(path + asked + "/grant", ""));
        String idle = asked(Person.ADA, wanted);
        row("POST /api/v1/approvals/{id}/end", "administrator", "", person -> post(path + idle + "/end", ""));
        String handle = scene.tenant("own");
        String broken = asked(scene.person("administrator", "own"), glass + ", \"tenant\": \"" + handle + "\"}");
        scene.visor
                .post(scene.person("compliance-officer", "own"), path + broken + "/grant", "")
                .ok();
        row(
                "GET /api/v1/approvals/{id}/original",
                "administrator",
                "",
                person -> get(path + broken + "/original?tenant=" + handle));
    }

    /** Around the first face of the photograph; the first row stands on the manifest's second line. */
    private static final String OUTLINE =
            "{\"row\": 2, \"imagePoints\": [{\"x\": 400, \"y\": 350}, {\"x\": 600, \"y\": 350}, {\"x\": 500, \"y\": 610}]}";

    private static final String RECIPIENT = fresh();
}
