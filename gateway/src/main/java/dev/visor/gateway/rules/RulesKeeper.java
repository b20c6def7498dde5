package dev.visor.gateway.rules;

import dev.visor.audit.log.PolicyText;
import dev.visor.gateway.access.PolicySource;
import dev.visor.gateway.access.Rounds;
import dev.visor.gateway.rules.PolicySetTable.Signed;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.PolicyShelf;
import dev.visor.gateway.trail.Trails;
import dev.visor.policies.Policies;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Knows by which rules is decided, and looks every few seconds whether another process put others in force. What is not signed, or
 * does not fit, is never taken: the rules before go on, health says so, and a start ends.
 */
@Component("rulesHealthIndicator")
class RulesKeeper extends Rounds implements PolicySource, HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(RulesKeeper.class);
    private static final ActorRef ACTOR = ActorRef.system("keeper-of-rules");

    private final PolicySetTable table;
    private final PolicyKey key;
    private final Consumer<byte[]> shelf;
    private final Trails trails;
    private final boolean setAside;
    private final boolean restored;
    private volatile @Nullable Standing standing;
    private volatile boolean trouble;
    private boolean told;

    /**
     * What is decided by.
     *
     * @param set as it stands in the table; what was set aside where the installation was told to
     * @param newest by which activation; null as long as nobody changed the shipped rules
     */
    record Standing(
            Policies policies, PolicySet set, @Nullable Activation newest) {

        long number() {
            return newest == null ? 0 : newest.number();
        }
    }

    @Autowired
    RulesKeeper(
            PolicySetTable table,
            PolicyKey key,
            PolicyShelf shelf,
            Trails trails,
            @Value("${visor.policies.every:5s}") Duration every,
            @Value("${visor.policies.shipped:false}") boolean setAside,
            @Value("${visor.trail.restored:false}") boolean restored) {
        this(table, key, shelf::inForce, trails, every, setAside, restored);
    }

    /**
     * The same.
     *
     * @param shelf keeps the text of what is going to be decided by, before it is
     */
    RulesKeeper(
            PolicySetTable table,
            PolicyKey key,
            Consumer<byte[]> shelf,
            Trails trails,
            Duration every,
            boolean setAside,
            boolean restored) {
        super("rules", every);
        this.table = table;
        this.key = key;
        this.shelf = shelf;
        this.trails = trails;
        this.setAside = setAside;
        this.restored = restored;
    }

    @Override
    public Policies inForce() {
        return standing().policies();
    }

    /** How it stands as far as this process knows. */
    Standing standing() {
        Standing known = standing;
        return known == null ? refresh() : known;
    }

    @Override
    protected void round() {
        try {
            refresh();
            trouble = false;
        } catch (RuntimeException e) {
            if (standing == null) {
                throw e;
            }
            trouble = true;
            log.error(
                    "The rules in force could not be looked at again: {}",
                    e.getClass().getName());
        }
        tellIfSetAside();
    }

    /**
     * Looks now.
     *
     * @throws RulesAlteredException if what is found is not what was signed
     * @throws dev.visor.policies.PolicyException if this version of Visor cannot decide by it
     */
    synchronized Standing refresh() {
        Optional<Signed> newest = table.newest();
        long number = newest.map(signed -> signed.activation().number()).orElse(0L);
        Standing known = standing;
        if (known != null && known.number() == number) {
            return known;
        }
        requireNotOlder(number, known);
        Standing found = newest.isEmpty() ? shipped() : activated(newest.get());
        shelf.accept(found.policies().text());
        // Never back: another process that shares the folder may have seen a newer one meanwhile.
        if (number > key.newest() || (restored && known == null)) {
            key.seen(number);
        }
        standing = found;
        return found;
    }

    private void requireNotOlder(long number, @Nullable Standing known) {
        long seen = known == null ? key.newest() : known.number();
        if (number < seen && !(restored && known == null)) {
            throw new RulesAlteredException("The rules in force are older than those that were in force before: change "
                    + number + " after change " + seen);
        }
    }

    private Standing shipped() {
        Policies policies = Policies.load();
        return new Standing(policies, row(policies), null);
    }

    /** The shipped rules have a row of their own, so that they can be gone back to, and compared with. */
    private PolicySet row(Policies shipped) {
        return table.withHash(shipped.policySet())
                .or(() -> table.add(
                        UUID.randomUUID(), PolicyText.parse(shipped.text()), "The rules that Visor ships with", true))
                .or(() -> table.withHash(shipped.policySet()))
                .orElseThrow();
    }

    private Standing activated(Signed signed) {
        Activation activation = signed.activation();
        PolicySet set = table.find(activation.set()).orElseThrow();
        if (setAside) {
            return new Standing(Policies.load(), set, activation);
        }
        if (!key.signed(signed) || !set.text().hash().equals(activation.hash())) {
            throw new RulesAlteredException(
                    "The rules in force are not those that were signed: change " + activation.number());
        }
        return new Standing(set.load(), set, activation);
    }

    private synchronized void tellIfSetAside() {
        Standing now = standing;
        if (!setAside || told || now == null || now.newest() == null) {
            return;
        }
        told = true;
        log.warn(
                "The rules that two administrators put in force are set aside: decided is by those that Visor ships with");
        trails.append(Entry.of("policies.set-aside", ACTOR)
                .because(Ground.OPERATION)
                .on(now.set().label())
                .with("rules", now.policies().policySet())
                .with("replaces", now.set().hash()));
    }

    @Override
    public Health health() {
        Standing now = standing;
        Health.Builder health = trouble || now == null ? Health.down() : Health.up();
        if (now != null) {
            health.withDetail("version", now.set().number());
        }
        return health.withDetail(
                        "amber",
                        setAside && now != null && now.newest() != null
                                ? "the rules in force are set aside: visor.policies.shipped"
                                : "none")
                .build();
    }
}
