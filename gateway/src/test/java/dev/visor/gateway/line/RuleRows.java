package dev.visor.gateway.line;

import java.util.UUID;

/** Who may read the rules, and who may change them. The last rows of all: they change the rules, and go back. */
final class RuleRows extends AccessRows {

    private static final String SETS = "/api/v1/policy-sets";

    RuleRows(Scene scene) {
        super(scene);
        String readers = "administrator compliance-officer external-auditor";
        String others = "compliance-officer external-auditor";
        Rules rules = new Rules(scene.visor, Person.ADA);
        String set = rules.proposed("matrix-" + UUID.randomUUID());
        String approval = rules.agreed(scene.person("administrator", "own"), set);
        String rehearsal = "{\"decisions\": 10}";
        row("GET /api/v1/policy-sets", readers, others, person -> get(SETS));
        row("GET /api/v1/policy-sets/{id}", readers, others, person -> get(SETS + "/" + set));
        row(
                "POST /api/v1/policy-sets",
                "administrator",
                "",
                person -> post(SETS, rules.wanted("matrix-" + UUID.randomUUID())));
        row(
                "POST /api/v1/policy-sets/{id}/rehearsals",
                "administrator",
                "",
                person -> post(SETS + "/" + set + "/rehearsals", rehearsal));
        row(
                "POST /api/v1/policy-sets/{id}/activate",
                "administrator",
                "",
                person -> post(SETS + "/" + set + "/activate", "{\"approval\": \"" + approval + "\"}"));
        row("POST /api/v1/policy-sets/roll-back", "administrator", "", person -> post(SETS + "/roll-back", ""));
    }
}
