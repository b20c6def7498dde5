package dev.visor.policies;

import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rules cut to what one act needs, and kept parsed. A rule whose scope leaves an act out says nothing about it, and the engine's
 * time grows with the rules it looks at and with the actions that it knows; so each act has its own few of both. They are cut when an
 * act is first decided on: most sets of rules that are loaded, somebody only reads.
 */
final class Slices {

    private static final System.Logger log = System.getLogger(Slices.class.getName());

    /**
     * How many sets the engine keeps, for all that this process has loaded: its own 1,024 would be the acts of seventeen. It
     * refuses more until others were collected; meanwhile rules are parsed for each decision, which is slow and right.
     */
    private static final int ROOM = 8_192;

    static {
        PolicySet.setCacheMaxPolicySets(ROOM);
    }

    /** Few schemas and many sets: one of each text and act serves all that are loaded. */
    private static final Map<SchemaOf, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private final PolicyFiles files;
    private final ActionGroups groups;
    private final Map<Act, Slice> cut = new ConcurrentHashMap<>();

    Slices(PolicyFiles files) {
        this.files = files;
        this.groups = files.groups();
    }

    /** The slice of an act. */
    Slice of(Act act) {
        Slice known = cut.get(act);
        if (known != null) {
            return known;
        }
        Slice slice = cut(act);
        if (slice.policies().cacheKey().isPresent()) {
            cut.put(act, slice);
        }
        return slice;
    }

    private Slice cut(Act act) {
        Set<String> names = groups.withAncestors(act);
        Set<Policy> rules = new HashSet<>();
        for (Policy policy : files.policies().policies) {
            if (Objects.requireNonNull(files.scopes().get(policy.getID())).holds(names)) {
                rules.add(policy);
            }
        }
        PolicySet policies = new PolicySet(rules);
        try {
            policies.cache();
        } catch (CacheException e) {
            log.log(System.Logger.Level.WARNING, "No room to keep the rules for {0} parsed", act.id());
        }
        String text = files.parts().get(1);
        return new Slice(SCHEMAS.computeIfAbsent(new SchemaOf(text, act), wanted -> schema(names)), policies);
    }

    private Schema schema(Set<String> names) {
        JsonNode whole = groups.schema().deepCopy();
        for (JsonNode namespace : whole) {
            ((ObjectNode) namespace.path("actions")).retain(names);
        }
        Schema schema = new Schema(whole);
        try {
            schema.cache();
        } catch (CacheException e) {
            throw new PolicyException("The schema cannot be kept ready: " + e.getMessage(), e);
        }
        return schema;
    }

    private record SchemaOf(String text, Act act) {}
}
