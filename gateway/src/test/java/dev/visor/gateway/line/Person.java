package dev.visor.gateway.line;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who signs in.
 *
 * @param assurance 2 with a second factor
 * @param authenticated when the person last proved who they are; null for just now
 */
record Person(
        UUID id,
        String name,
        Set<String> roles,
        @Nullable String tenant,
        List<String> teams,
        int assurance,
        @Nullable Instant authenticated) {

    static final Person CLARA = of("clara", "acme", "client");
    static final Person ROSA = of("rosa", "acme", "redaction-officer");
    static final Person OTTO = of("otto", "acme", "compliance-officer");
    static final Person EVA = of("eva", "acme", "external-auditor");
    static final Person GINA = of("gina", "globex", "client");
    static final Person GUSTAV = of("gustav", "globex", "redaction-officer");
    static final Person GRETA = of("greta", "globex", "compliance-officer");
    static final Person ANNA = worker("anna", "north-1", "annotator");
    static final Person BEN = worker("ben", "north-1", "annotator");
    static final Person SVEN = worker("sven", "north-1", "senior-reviewer");
    static final Person LEA = worker("lea", "north-1", "team-lead");
    static final Person STRANGER = worker("sonja", "south-1", "annotator");
    static final Person ADA = new Person(id("ada"), "ada", Set.of("administrator"), null, List.of(), 2, null);

    static final Person ALAN = new Person(id("alan"), "alan", Set.of("administrator"), null, List.of(), 2, null);

    private static Person of(String name, String tenant, String role) {
        return new Person(id(name), name, Set.of(role), tenant, List.of(), 2, null);
    }

    private static Person worker(String name, String team, String role) {
        return new Person(id(name), name, Set.of(role), null, List.of(team), 1, null);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(("person " + name).getBytes(StandardCharsets.UTF_8));
    }

    /** The same person with a password only. */
    Person withoutSecondFactor() {
        return new Person(id, name, roles, tenant, teams, 1, authenticated);
    }

    /** The same person, whose second factor was proved at another time. */
    Person authenticated(Instant at) {
        return new Person(id, name, roles, tenant, teams, assurance, at);
    }
}
