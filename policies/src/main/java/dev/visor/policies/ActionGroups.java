package dev.visor.policies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which acts and groups of acts the schema puts into which groups. */
final class ActionGroups {

    private final JsonNode schema;
    private final Map<String, Set<String>> parents = new HashMap<>();

    /** Reads them from a schema in Cedar's JSON form. */
    ActionGroups(JsonNode schema) {
        this.schema = schema;
        for (JsonNode namespace : schema) {
            namespace.path("actions").properties().forEach(action -> {
                Set<String> groups = new HashSet<>();
                action.getValue()
                        .path("memberOf")
                        .forEach(group -> groups.add(group.path("id").asText()));
                parents.put(action.getKey(), groups);
            });
        }
    }

    JsonNode schema() {
        return schema;
    }

    /** The acts that are put into a group, directly. */
    Set<Act> members(String group) {
        Set<Act> members = EnumSet.noneOf(Act.class);
        for (Act act : Act.values()) {
            if (parents.getOrDefault(act.id(), Set.of()).contains(group)) {
                members.add(act);
            }
        }
        return Set.copyOf(members);
    }

    /** The act itself and every group that it is in, directly or through another. */
    Set<String> withAncestors(Act act) {
        Set<String> names = new HashSet<>();
        add(names, act.id());
        return names;
    }

    private void add(Set<String> names, String name) {
        if (names.add(name)) {
            parents.getOrDefault(name, Set.of()).forEach(group -> add(names, group));
        }
    }
}
