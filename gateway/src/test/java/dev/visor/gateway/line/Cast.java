package dev.visor.gateway.line;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A tenant and a team of their own, with the people who take one job through. */
final class Cast {

    final String handle = "cast-" + Long.toString(System.nanoTime(), 36);
    final Person client = person("client", handle);
    final Person officer = person("redaction-officer", handle);
    final Person compliance = person("compliance-officer", handle);
    final Person annotator = person("annotator", null);

    private final Line line;

    Cast(Installation visor) {
        line = new Line(visor);
        visor.post(Person.ADA, "/api/v1/tenants", "{\"handle\": \"" + handle + "\"}")
                .ok();
        visor.post(
                        Person.ADA,
                        "/api/v1/teams",
                        "{\"workforce\": \"" + handle + "\", \"team\": \"" + handle + "\", \"country\": \"DE\"}")
                .ok();
    }

    Line.Job project() {
        return line.project(client, handle, Instant.now().plus(Duration.ofDays(1)));
    }

    Line.Job project(String profile) {
        return line.project(client, handle, Instant.now().plus(Duration.ofDays(1)), profile);
    }

    /** A project that asks for more than points, or says otherwise what it is for. */
    Line.Job project(Consumer<ObjectNode> more) {
        return line.project(client, handle, more);
    }

    private Person person(String role, @Nullable String tenant) {
        return new Person(
                UUID.randomUUID(), role, Set.of(role), tenant, tenant == null ? List.of(handle) : List.of(), 2, null);
    }
}
