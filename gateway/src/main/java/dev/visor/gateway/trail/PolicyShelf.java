package dev.visor.gateway.trail;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.log.PolicyText;
import dev.visor.audit.log.SequencerSettings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lays the text of each policy set beside every log whose records name it, durable before the first of them is written: a
 * record that says by which rules it was decided is worth little to whoever cannot read them.
 */
public final class PolicyShelf {

    private final SequencerSettings published;
    private final Map<String, PolicyText> texts = new ConcurrentHashMap<>();

    /** Logs and sets that lie there already. */
    private final Set<String> laid = ConcurrentHashMap.newKeySet();

    PolicyShelf(SequencerSettings published) {
        this.published = published;
    }

    /**
     * Takes the rules that decisions of this process are made by.
     *
     * @param text as {@code Policies.text} gives it
     */
    public void inForce(byte[] text) {
        PolicyText policies = PolicyText.parse(text);
        texts.put(policies.hash(), policies);
    }

    /**
     * The facts of a record, with the word that the policy set which they name is kept; without such a name, as they are.
     *
     * @throws IllegalArgumentException if nobody said what the set is
     * @throws TrailUnavailableException if it cannot be kept
     */
    Map<String, String> named(Map<String, String> facts, String log) {
        String hash = facts.get(PolicyText.SET);
        if (hash == null) {
            return facts;
        }
        if (!laid.contains(log + hash)) {
            lay(log, hash);
            laid.add(log + hash);
        }
        Map<String, String> named = new LinkedHashMap<>(facts);
        named.put(PolicyText.KEPT, PolicyText.YES);
        return named;
    }

    private void lay(String log, String hash) {
        PolicyText policies = texts.get(hash);
        if (policies == null) {
            throw new IllegalArgumentException("A record names its policy set only where the text is known");
        }
        try {
            published.log(log).writePolicies(policies);
        } catch (IOException e) {
            throw new TrailUnavailableException("The policies cannot be kept beside the log", e);
        }
    }
}
