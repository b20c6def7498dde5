package dev.visor.policies;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.value.Value;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The rules in force, and the decisions made from them. One object for the whole process; safe for any number of threads.
 *
 * <p>A person with several roles acts under the first of them, in {@link Role}'s order, that allows the act.
 */
public final class Policies {

    private static final String NO_RULE = "No rule allows this.";
    private static final String NOT_DECIDED = "This could not be decided, so it is not allowed.";

    private final PolicyFiles files;
    private final Function<Act, Slice> slices;
    private final String hash;
    private final Set<Act> stepUpActs;
    private final Map<String, String> sentences;
    private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();

    private Policies(PolicyFiles files, Function<Act, Slice> slices) {
        this.files = files;
        this.slices = slices;
        this.hash = files.hash();
        this.stepUpActs = files.groups().members("stepped-up");
        this.sentences = files.sentences();
    }

    /**
     * Loads the shipped rules, checks them against their schema, and readies them for fast decisions.
     *
     * @throws PolicyException if they do not fit, or the engine's native library cannot be loaded
     */
    public static Policies load() {
        return kept(PolicyFiles::shipped);
    }

    /**
     * Loads other rules than the shipped ones. Under them, too, two administrators of the operator can change the rules: a set that
     * leaves nobody who can is refused.
     *
     * @param rules each rule file's text by the name of a shipped one; a file that is not named has no rules
     * @throws PolicyException if they cannot be read, do not fit the schema, lack or alter a fixed rule, or lock everybody out; the
     *     message says which, for whoever wrote them
     */
    public static Policies proposed(Map<String, String> rules) {
        Policies policies = kept(() -> PolicyFiles.proposed(rules));
        policies.requireChangeable();
        return policies;
    }

    private void requireChangeable() {
        UUID one = new UUID(0, 1);
        UUID other = new UUID(0, 2);
        UUID set = new UUID(0, 3);
        requireAllowed(one, Act.POLICIES_READ, Resource.Rules.ALL);
        requireAllowed(one, Act.POLICIES_PROPOSE, Resource.Rules.ALL);
        requireAllowed(one, Act.POLICIES_ACTIVATE, Resource.Rules.ALL);
        requireAllowed(one, Act.APPROVAL_ASK, new Resource.Approval(set, one, null, TwoPersonAct.POLICIES_ACTIVATE));
        requireAllowed(
                other, Act.APPROVAL_GRANT, new Resource.Approval(set, one, null, TwoPersonAct.POLICIES_ACTIVATE));
    }

    private void requireAllowed(UUID person, Act act, Resource resource) {
        Instant now = Instant.now();
        Principal administrator = Principal.ofOperator(person, Set.of(Role.ADMINISTRATOR));
        Decision decision = decide(
                new AccessRequest(administrator, act, resource, Context.at(now).steppedUp(now)));
        if (!(decision instanceof Decision.Allowed)) {
            throw new PolicyException(
                    "Under these rules nobody could change them again: administrators of the operator need " + act.id(),
                    null);
        }
    }

    private static Policies kept(Supplier<PolicyFiles> files) {
        try {
            return kept(files.get());
        } catch (LinkageError e) {
            throw new PolicyException(
                    "Cedar's native library cannot be loaded: give the environment variable CEDAR_JAVA_FFI_LIB the path of"
                            + " libcedar_java_ffi.so, or -Djne.extract.dir a folder that can be written and executed from",
                    e);
        }
    }

    /** Rules that are cut to what each act needs, and kept parsed. */
    static Policies kept(PolicyFiles files) {
        return new Policies(files, new Slices(files)::of);
    }

    /** The same rules whole, and parsed for every decision: what the others are held against. */
    static Policies whole(PolicyFiles files) {
        Slice whole = new Slice(files.schema(), files.policies());
        return new Policies(files, act -> whole);
    }

    /** SHA-256 over the schema and all rules in force, 64 lower-case hex digits. */
    public String policySet() {
        return hash;
    }

    /**
     * Schema and rules as they were read: name and text of each file, the schema first, each behind its length in four bytes,
     * the highest first. {@link #policySet} is the SHA-256 of these bytes.
     */
    public byte[] text() {
        return files.bytes();
    }

    /** What each rule says, by its name. */
    public Map<String, String> sentences() {
        return sentences;
    }

    /** The rules, by their names. */
    public Map<String, Rule> rules() {
        return files.rules();
    }

    /** The rule files' texts by their names, without the schema: what {@link #proposed} takes. */
    public Map<String, String> ruleFiles() {
        return files.texts();
    }

    /** The acts that need a second factor, proved just now. */
    public Set<Act> stepUpActs() {
        return stepUpActs;
    }

    /** Decides. Never throws for a request that does not fit: that is denied. */
    public Decision decide(AccessRequest request) {
        Decision decision = decideOnce(request);
        if (decision instanceof Decision.Denied denied && denied.policies().contains("step-up")) {
            Context fresh = request.context().steppedUp(request.context().now());
            Decision again =
                    decideOnce(new AccessRequest(request.principal(), request.act(), request.resource(), fresh));
            return new Decision.Denied(
                    denied.policies(), denied.policySet(), denied.sentence(), again instanceof Decision.Allowed);
        }
        return decision;
    }

    private Decision decideOnce(AccessRequest request) {
        Entity resource = CedarRequest.resource(request.resource());
        Map<String, Value> context = CedarRequest.context(request.context());
        Set<String> against = new TreeSet<>();
        boolean undecided = false;
        for (Role role : new TreeSet<>(request.principal().roles())) {
            Optional<AuthorizationSuccessResponse> answer =
                    ask(CedarRequest.person(request.principal(), role), request.act(), resource, context);
            if (answer.isEmpty()) {
                undecided = true;
            } else if (answer.get().isAllowed()) {
                return new Decision.Allowed(role, answer.get().getReason(), hash);
            } else {
                against.addAll(answer.get().getReason());
            }
        }
        return new Decision.Denied(against, hash, sentence(against, undecided), false);
    }

    /** Empty where the request did not fit or a rule failed: the engine skips a failing rule, and it may be a forbidding one. */
    private Optional<AuthorizationSuccessResponse> ask(
            Entity person, Act act, Entity resource, Map<String, Value> context) {
        try {
            Slice slice = slices.apply(act);
            return engine.isAuthorized(
                            new AuthorizationRequest(
                                    person.getEUID(),
                                    CedarRequest.action(act),
                                    resource.getEUID(),
                                    Optional.of(context),
                                    Optional.of(slice.schema()),
                                    true),
                            slice.policies(),
                            Set.of(person, resource))
                    .success
                    .filter(answer -> answer.getErrors().isEmpty());
        } catch (AuthException e) {
            return Optional.empty();
        }
    }

    private String sentence(Set<String> against, boolean undecided) {
        if (!against.isEmpty()) {
            return against.stream().map(sentences::get).collect(Collectors.joining(" "));
        }
        return undecided ? NOT_DECIDED : NO_RULE;
    }
}
