package dev.visor.policies;

import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.Policy;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * The acts that a rule speaks about, as its scope has them: {@code action}, {@code action == ...} or {@code action in ...}.
 *
 * @param all whether the scope leaves no act out
 * @param names of the acts and groups in it, if not
 */
record ActionScope(boolean all, Set<String> names) {

    private static final ActionScope EVERYTHING = new ActionScope(true, Set.of());
    private static final JsonMapper MAPPER = new JsonMapper();

    ActionScope {
        names = Set.copyOf(names);
    }

    /**
     * Reads it from the engine's own reading of the rule. A form that is not known here leaves nothing out.
     *
     * @throws InternalException if the engine cannot read the rule
     */
    static ActionScope of(Policy policy) throws InternalException {
        try {
            JsonNode action = MAPPER.readTree(policy.toJson()).path("action");
            Set<String> names = new HashSet<>();
            if (action.has("entity")) {
                names.add(action.path("entity").path("id").asText());
            }
            action.path("entities")
                    .forEach(entity -> names.add(entity.path("id").asText()));
            return Set.of("==", "in").contains(action.path("op").asText()) ? new ActionScope(false, names) : EVERYTHING;
        } catch (IOException e) {
            throw new PolicyException("The engine's own form of a rule cannot be read", e);
        }
    }

    /** Whether an act that goes by these names, its own and its groups', is in the scope. */
    boolean holds(Set<String> act) {
        return all || names.stream().anyMatch(act::contains);
    }
}
