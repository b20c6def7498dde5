package dev.visor.audit.record;

import dev.visor.audit.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The closed list of actions, read from {@code actions.json} beside this class. What is not in it cannot be recorded. */
public final class Catalogue {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*(\\.[a-z][a-z0-9]*(-[a-z0-9]+)*)+");

    private static final Pattern FACT = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final Map<String, FactSpec> common;
    private final Map<String, ActionSpec> actions = new TreeMap<>();

    /** The same, faster: the verifier looks one up for each leaf. */
    private final Map<String, ActionSpec> byName;

    private Catalogue(Map<?, ?> file) {
        common = facts(member(file, "common"));
        member(file, "actions").forEach((name, action) -> actions.put((String) name, action((String) name, action)));
        for (ActionSpec action : actions.values()) {
            if (!actions.keySet().containsAll(action.intents())) {
                throw new IllegalArgumentException("The action " + action.name() + " ends one that does not exist");
            }
        }
        byName = Map.copyOf(actions);
    }

    /**
     * Reads the catalogue of this build.
     *
     * @throws IllegalArgumentException if the file is not well-formed
     */
    public static Catalogue load() {
        try (InputStream in = Catalogue.class.getResourceAsStream("actions.json")) {
            if (in == null) {
                throw new IllegalStateException("The catalogue of actions is missing from the jar");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Catalogue parse(String file) {
        return new Catalogue((Map<?, ?>) JsonText.parse(file));
    }

    /** Every action, by name. */
    public Collection<ActionSpec> actions() {
        return actions.values();
    }

    /** One action; empty if the catalogue of this build lacks it. */
    public Optional<ActionSpec> find(String action) {
        return Optional.ofNullable(byName.get(action));
    }

    /**
     * Makes an event of the shape that the catalogue gives its action.
     *
     * @throws IllegalArgumentException if the action is unknown, is an outcome, or a fact does not fit its schema
     */
    public AuditEvent event(Details details) {
        return switch (check(details).shape()) {
            case LIFECYCLE -> new AuditEvent.Lifecycle(details);
            case SESSION -> new AuditEvent.Session(details);
            case REFUSAL -> new AuditEvent.Refusal(details);
            case CHANGE -> new AuditEvent.Change(details);
            case DISCLOSURE -> new AuditEvent.Disclosure(details);
            case KEY_USE -> new AuditEvent.KeyUse(details);
            case PROCESSING -> new AuditEvent.Processing(details);
            case WORK -> new AuditEvent.Work(details);
            case QUERY -> new AuditEvent.Query(details);
            case APPROVAL -> new AuditEvent.Approval(details);
            case OUTCOME ->
                throw new IllegalArgumentException(
                        "The action " + details.action() + " is an outcome: name the intent that it ends");
        };
    }

    /**
     * Makes the event that ends an intent.
     *
     * @throws IllegalArgumentException if the action is unknown, is no outcome, or a fact does not fit its schema
     */
    public AuditEvent outcome(Details details, UUID intent) {
        Result result = check(details).result();
        if (result == null) {
            throw new IllegalArgumentException("The action " + details.action() + " is no outcome");
        }
        return new AuditEvent.Outcome(details, intent, result);
    }

    /**
     * Checks an event that was made without this catalogue.
     *
     * @throws IllegalArgumentException if it does not fit
     */
    public void require(AuditEvent event) {
        ActionSpec action = check(event.details());
        Result result = event instanceof AuditEvent.Outcome outcome ? outcome.result() : null;
        if (action.shape() != event.shape() || action.result() != result) {
            throw new IllegalArgumentException("The action " + action.name() + " has the shape "
                    + action.shape().label());
        }
    }

    private ActionSpec check(Details details) {
        ActionSpec action = actions.get(details.action());
        if (action == null) {
            throw new IllegalArgumentException("The catalogue has no action '" + details.action() + "'");
        }
        details.facts().forEach((name, value) -> {
            FactSpec fact = action.facts().getOrDefault(name, common.get(name));
            if (fact == null) {
                throw new IllegalArgumentException("The action " + action.name() + " has no fact '" + name + "'");
            }
            if (!fact.allows(value)) {
                throw new IllegalArgumentException("The fact " + name + " of " + action.name() + " is a "
                        + fact.kind().name().toLowerCase(java.util.Locale.ROOT) + ", unlike the one given");
            }
        });
        action.facts().forEach((name, fact) -> {
            if (fact.required() && !details.facts().containsKey(name)) {
                throw new IllegalArgumentException("The action " + action.name() + " lacks the fact " + name);
            }
        });
        return action;
    }

    private static ActionSpec action(String name, Object entry) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("An action is named thing.act, unlike '" + name + "'");
        }
        Map<?, ?> action = (Map<?, ?>) entry;
        @Nullable String result = (String) action.get("result");
        return new ActionSpec(
                name,
                Shape.of(String.valueOf(action.get("shape"))),
                facts(member(action, "facts")),
                result == null ? null : Result.of(result),
                action.get("ends") instanceof Collection<?> ends
                        ? ends.stream().map(String::valueOf).collect(Collectors.toSet())
                        : Set.of(),
                Boolean.TRUE.equals(action.get("outcome-wanted")),
                String.valueOf(action.get("sentence")));
    }

    private static Map<String, FactSpec> facts(Map<?, ?> facts) {
        Map<String, FactSpec> specs = new TreeMap<>();
        facts.forEach((name, kind) -> {
            if (!FACT.matcher((String) name).matches()) {
                throw new IllegalArgumentException("A fact is named in lower case with hyphens, unlike '" + name + "'");
            }
            specs.put((String) name, FactSpec.parse((String) kind));
        });
        return specs;
    }

    private static Map<?, ?> member(Map<?, ?> map, String name) {
        return map.get(name) instanceof Map<?, ?> member ? member : Map.of();
    }
}
