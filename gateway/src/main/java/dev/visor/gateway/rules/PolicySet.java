package dev.visor.gateway.rules;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.log.PolicyText;
import dev.visor.policies.Policies;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A set of rules as it was shipped or proposed.
 *
 * @param number its version, from 1
 * @param hash SHA-256 of the text, 64 lower-case hex digits
 * @param text the schema and the rules
 * @param title what it is for, in its author's words
 * @param shipped whether it came with a version of Visor
 */
record PolicySet(
        UUID id, long number, String hash, PolicyText text, String title, boolean shipped, Instant proposedAt) {

    /** In the trail, and what an approval names. */
    ObjectLabel label() {
        return label(id);
    }

    static ObjectLabel label(UUID id) {
        return ObjectLabel.of("policy-set", id);
    }

    /** The rule files, without the schema of the version of Visor that it was proposed to. */
    Map<String, String> rules() {
        Map<String, String> rules = new TreeMap<>(text.files());
        rules.keySet().removeIf(name -> !name.endsWith(".cedar"));
        return rules;
    }

    /**
     * The rules, ready to decide. What was shipped once stands for what is shipped now: whoever goes back to it wants no older
     * release's.
     *
     * @throws dev.visor.policies.PolicyException if they are none that this version of Visor can decide by
     */
    Policies load() {
        return shipped ? Policies.load() : Policies.proposed(rules());
    }

    @Override
    public String toString() {
        return "PolicySet[" + number + "]";
    }
}
