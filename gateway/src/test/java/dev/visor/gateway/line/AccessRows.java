package dev.visor.gateway.line;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of the access table, and how they are written down. */
abstract class AccessRows {

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

    static final String ALL = String.join(" ", ROLES) + " anonymous";

    final Scene scene;
    private final List<Row> rows = new ArrayList<>();

    AccessRows(Scene scene) {
        this.scene = scene;
    }

    final List<Row> rows() {
        return rows;
    }

    final void addAll(AccessRows others) {
        rows.addAll(others.rows());
    }

    final void row(String endpoint, String own, String other, Function<@Nullable Person, Call> call) {
        rows.add(new Row(endpoint, Set.of(own.split(" ")), Set.of(other.split(" ")), call));
    }

    final Call get(String path) {
        return new Call("GET", path, new byte[0], "Visor-Purpose", scene.job.purpose);
    }

    final Call post(String path, String json) {
        return send("POST", path, json);
    }

    final Call send(String method, String path, String json) {
        return new Call(
                method,
                path,
                json.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json",
                "Visor-Purpose",
                scene.job.purpose);
    }

    /** What somebody asked a second person for. */
    final String asked(Person person, String wanted) {
        return scene.visor
                .post(person, "/api/v1/approvals", wanted)
                .ok()
                .json()
                .path("id")
                .asString();
    }

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

        /** Whether the address is the credential: then 401 is for a bad one, whoever comes with it. */
        boolean isItsOwnCredential() {
            return endpoint.startsWith("GET /api/v1/links/");
        }
    }
}
