package dev.visor.gateway.line;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A tenant and a team, with the people who take one job through. */
final class Cast {

    /** The tenants that all tests of a class share, by where it runs and by its name. */
    private static final Map<Shared, String> TENANTS = new ConcurrentHashMap<>();

    /** The tenant's. */
    final String handle;

    /** The team's, and its workforce's: of this cast alone. */
    final String team;

    final Person client;
    final Person officer;
    final Person compliance;
    final Person annotator;

    private final Line line;

    /** A tenant of its own, and a team of the same name. */
    Cast(Installation visor) {
        this(visor, tenant(visor), null);
    }

    private Cast(Installation visor, String handle, @Nullable String team) {
        this.handle = handle;
        this.team = team == null ? handle : team;
        client = person("client", handle);
        officer = person("redaction-officer", handle);
        compliance = person("compliance-officer", handle);
        annotator = person("annotator", null);
        line = new Line(visor);
        visor.post(
                        Person.ADA,
                        "/api/v1/teams",
                        "{\"workforce\": \"" + this.team + "\", \"team\": \"" + this.team + "\", \"country\": \"DE\"}")
                .ok();
    }

    /**
     * New people and a new team in the tenant that this class's tests have together: a worker sees the pictures of one tenant
     * only, and the first one costs it four times as much as any other. For tests that ask nothing of the tenant as a whole and
     * name other persons each.
     */
    static Cast sharing(Class<?> tests, Installation visor) {
        return new Cast(visor, TENANTS.computeIfAbsent(new Shared(visor, tests), _ -> tenant(visor)), named());
    }

    private static String named() {
        return "cast-" + Long.toString(System.nanoTime(), 36);
    }

    private static String tenant(Installation visor) {
        String handle = named();
        visor.post(Person.ADA, "/api/v1/tenants", "{\"handle\": \"" + handle + "\"}")
                .ok();
        return handle;
    }

    Line.Job project() {
        return line.project(client, team, Instant.now().plus(Duration.ofDays(1)));
    }

    Line.Job project(String profile) {
        return line.project(client, team, Instant.now().plus(Duration.ofDays(1)), profile);
    }

    /** A project that asks for more than points, or says otherwise what it is for. */
    Line.Job project(Consumer<ObjectNode> more) {
        return line.project(client, team, more);
    }

    private Person person(String role, @Nullable String tenant) {
        return new Person(
                UUID.randomUUID(), role, Set.of(role), tenant, tenant == null ? List.of(team) : List.of(), 2, null);
    }

    /** Which tests share a tenant, and where. */
    private record Shared(Installation visor, Class<?> tests) {}
}
