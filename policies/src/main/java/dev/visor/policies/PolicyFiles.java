package dev.visor.policies;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.ValidationRequest;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import com.cedarpolicy.model.schema.Schema.JsonOrCedar;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules as they were written: read, named after their {@code @id}, and held against the schema.
 *
 * @param schema what the rules can speak about
 * @param policies the rules, each under its own name
 * @param scopes the acts that each rule speaks about, by its name
 * @param groups which acts the schema puts into which groups
 * @param rules what each rule says, by its name
 * @param parts what was read: the schema's name and text, then each rule file's, by name
 */
record PolicyFiles(
        Schema schema,
        PolicySet policies,
        Map<String, ActionScope> scopes,
        ActionGroups groups,
        Map<String, Rule> rules,
        List<String> parts) {

    private static final String SCHEMA = "schema.cedarschema";

    /** A fixed list: a rule file that somebody drops into the class path does not become law. */
    private static final Set<String> RULES = Set.of(
            "approvals.cedar",
            "auditors.cedar",
            "batches.cedar",
            "conditions.cedar",
            "exports.cedar",
            "organisations.cedar",
            "policies.cedar",
            "projects.cedar",
            "trail.cedar",
            "uses.cedar",
            "views.cedar");

    PolicyFiles {
        parts = List.copyOf(parts);
    }

    /** Reads the rules that this version of Visor ships with. */
    static PolicyFiles shipped() {
        Map<String, String> texts = new TreeMap<>();
        for (String name : RULES) {
            texts.put(name, resource(name));
        }
        return of(resource(SCHEMA), texts);
    }

    /**
     * Parses and checks.
     *
     * @param rules the rule files' texts by their names
     * @throws PolicyException if a rule cannot be read, has no name or no sentence, shares its name, or does not fit the
     *     schema
     */
    static PolicyFiles of(String schemaText, Map<String, String> rules) {
        try {
            Schema schema = Schema.parse(JsonOrCedar.Cedar, schemaText);
            Set<Policy> named = new HashSet<>();
            Map<String, Rule> found = new LinkedHashMap<>();
            Map<String, ActionScope> scopes = new HashMap<>();
            for (Map.Entry<String, String> file : new TreeMap<>(rules).entrySet()) {
                for (Policy policy : PolicySet.parsePolicies(file.getValue()).policies) {
                    String id = annotation(policy, "id", file.getKey());
                    Rule rule = new Rule(
                            id,
                            file.getKey(),
                            annotation(policy, "explain", file.getKey()),
                            policy.getSource(),
                            policy.getAnnotation("fixed") != null);
                    if (found.put(id, rule) != null) {
                        throw new PolicyException(
                                "Two rules are called " + id + "; every rule needs its own name", null);
                    }
                    named.add(new Policy(policy.getSource(), id));
                    scopes.put(id, ActionScope.of(policy));
                }
            }
            PolicySet policies = new PolicySet(named);
            validate(schema, policies);
            return new PolicyFiles(
                    schema,
                    policies,
                    Map.copyOf(scopes),
                    new ActionGroups(schema.toJsonFormat()),
                    Map.copyOf(found),
                    parts(schemaText, rules));
        } catch (AuthException | JsonProcessingException e) {
            throw new PolicyException("The rules cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads what somebody proposes, under the schema that this version of Visor ships with.
     *
     * @param rules each rule file's text by the name of a shipped one; what is not named has no rules
     * @throws PolicyException if it cannot be read, or lacks or alters a rule that something promised rests on
     */
    static PolicyFiles proposed(Map<String, String> rules) {
        for (String name : rules.keySet()) {
            if (!RULES.contains(name)) {
                throw new PolicyException("There is no rule file called " + name, null);
            }
        }
        PolicyFiles proposed = of(resource(SCHEMA), rules);
        for (Rule rule : shipped().rules.values()) {
            Rule same = proposed.rules.get(rule.id());
            if (rule.fixed() && (same == null || !same.text().equals(rule.text()))) {
                throw new PolicyException(
                        "The rule " + rule.id() + " is fixed: something that Visor promises rests on it", null);
            }
        }
        return proposed;
    }

    /** The rule files' texts by their names, without the schema. */
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        for (int part = 2; part < parts.size(); part += 2) {
            texts.put(parts.get(part), parts.get(part + 1));
        }
        return texts;
    }

    /** What each rule says, by its name. */
    Map<String, String> sentences() {
        Map<String, String> sentences = new TreeMap<>();
        rules.forEach((id, rule) -> sentences.put(id, rule.sentence()));
        return sentences;
    }

    private static String annotation(Policy policy, String name, String file) throws AuthException {
        @Nullable String value = policy.getAnnotation(name);
        if (value == null || value.isBlank()) {
            throw new PolicyException(
                    "A rule in " + file + " has no @" + name + "; every rule needs @id and @explain", null);
        }
        return value;
    }

    private static void validate(Schema schema, PolicySet policies) throws AuthException {
        var answer = new BasicAuthorizationEngine().validate(new ValidationRequest(schema, policies));
        if (!answer.validationPassed()) {
            throw new PolicyException("The rules do not fit the schema: " + answer, null);
        }
    }

    private static List<String> parts(String schema, Map<String, String> rules) {
        List<String> parts = new ArrayList<>(List.of(SCHEMA, schema));
        new TreeMap<>(rules).forEach((name, text) -> {
            parts.add(name);
            parts.add(text);
        });
        return parts;
    }

    /**
     * The bytes that are hashed: each part behind its length in four bytes, so that no text can be moved from one file to the
     * next under the same hash.
     */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String part : parts) {
            byte[] text = part.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(ByteBuffer.allocate(4).putInt(text.length).array());
            bytes.writeBytes(text);
        }
        return bytes.toByteArray();
    }

    /** SHA-256 over schema and rules, lower-case hex. */
    String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    static String resource(String name) {
        try (InputStream in = PolicyFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new PolicyException("The rules are incomplete: " + name + " is missing", null);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
