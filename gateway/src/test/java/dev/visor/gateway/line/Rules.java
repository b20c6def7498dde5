package dev.visor.gateway.line;

import dev.visor.policies.Policies;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Proposes sets of rules and has them agreed on, as administrators do. */
final class Rules {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SETS = "/api/v1/policy-sets";
    private static final String SHIPPED =
            Objects.requireNonNull(Policies.load().ruleFiles().get("projects.cedar"));

    private final Installation visor;
    private final Person administrator;

    Rules(Installation visor, Person administrator) {
        this.visor = visor;
        this.administrator = administrator;
    }

    /** The shipped rules with one more, under which nothing is decided otherwise. */
    String wanted(String name) {
        return wanted(name, """
                @id("%s")
                @explain("Nobody is kept from anything by this.")
                forbid (principal, action == Action::"project.create", resource) when { false };
                """.formatted(name));
    }

    /** The shipped rules with one more. */
    String wanted(String title, String rule) {
        return JSON.writeValueAsString(
                Map.of("title", title, "files", Map.of("projects.cedar", SHIPPED + "\n" + rule)));
    }

    /** Proposes, without a difference in any decision. */
    String proposed(String name) {
        return propose(wanted(name)).ok().json().path("set").path("id").asString();
    }

    String proposed(String title, String rule) {
        return propose(wanted(title, rule)).ok().json().path("set").path("id").asString();
    }

    Answer propose(String wanted) {
        return visor.post(administrator, SETS, wanted);
    }

    JsonNode rehearsed(String set, int decisions) {
        return rehearse(set, decisions).ok().json();
    }

    Answer rehearse(String set, int decisions) {
        return visor.post(administrator, SETS + "/" + set + "/rehearsals", "{\"decisions\": " + decisions + "}");
    }

    /** Asks, as the person who will do it. */
    String asked(Person who, String set) {
        return visor.post(
                        who,
                        "/api/v1/approvals",
                        "{\"act\": \"policies.activate\", \"object\": \"policy-set:" + set
                                + "\", \"reason\": \"As the board decided\"}")
                .ok()
                .json()
                .path("id")
                .asString();
    }

    /** Has a set rehearsed and agreed on by this administrator for another. */
    String agreed(Person who, String set) {
        rehearsed(set, 10);
        String asked = asked(who, set);
        visor.post(administrator, "/api/v1/approvals/" + asked + "/grant", "").ok();
        return asked;
    }

    Answer activate(Person who, String set, String approval) {
        return visor.post(who, SETS + "/" + set + "/activate", "{\"approval\": \"" + approval + "\"}");
    }

    Answer goBack(Person who) {
        return visor.post(who, SETS + "/roll-back", "");
    }

    JsonNode all(Person who) {
        return visor.get(who, SETS).ok().json();
    }

    JsonNode one(Person who, String set) {
        return visor.get(who, SETS + "/" + set).ok().json();
    }

    static Person administrator(String name) {
        return new Person(UUID.randomUUID(), name, Set.of("administrator"), null, List.of(), 2, null);
    }
}
