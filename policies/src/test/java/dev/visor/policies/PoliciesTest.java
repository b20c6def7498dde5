package dev.visor.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PoliciesTest {

    @Test
    void loadsTheShippedRules() {
        Policies policies = Policies.load();
        UUID tenant = UUID.randomUUID();
        Decision decision = policies.decide(new AccessRequest(
                Principal.ofTenant(UUID.randomUUID(), Set.of(Role.CLIENT), tenant),
                Act.PROJECT_CREATE,
                new Resource.Tenant(tenant),
                Context.at(Instant.now())));
        assertThat(decision)
                .isEqualTo(new Decision.Allowed(Role.CLIENT, Set.of("client-creates-projects"), policies.policySet()));
    }

    /** A rehearsal and the page of rules load sets beside the one in force, and the engine has room for some only. */
    @Test
    void setsDecideAlikeHoweverManyAreLoaded() {
        Policies first = Policies.load();
        Map<Act, Decision> before = decisions(first);
        List<Policies> others = new ArrayList<>();
        for (int number = 0; number < 30; number++) {
            Policies other = Policies.load();
            assertThat(decisions(other)).isEqualTo(before);
            others.add(other);
        }
        assertThat(decisions(first)).isEqualTo(before);
        assertThat(before.values()).allMatch(Decision.Allowed.class::isInstance);
        assertThat(others).hasSize(30);
    }

    private static Map<Act, Decision> decisions(Policies policies) {
        Map<Act, Decision> decisions = new EnumMap<>(Act.class);
        for (Act act : Act.values()) {
            Principal who = Scene.somebody(Scene.usualRoles(act).getFirst());
            decisions.put(act, policies.decide(new AccessRequest(who, act, Scene.thingOf(act), Scene.CONTEXT)));
        }
        return decisions;
    }

    /** Read from the schema, held against what the engine decides without a second factor. */
    @Test
    void knowsTheActsThatNeedASecondFactor() {
        Policies policies = Policies.load();
        Context without = Scene.CONTEXT.steppedUp(null);
        Set<Act> refused = EnumSet.noneOf(Act.class);
        for (Act act : Act.values()) {
            Principal who = Scene.somebody(Scene.usualRoles(act).getFirst());
            if (policies.decide(new AccessRequest(who, act, Scene.thingOf(act), without))
                    instanceof Decision.Denied denied) {
                assertThat(denied.stepUpWouldDo()).as(act.id()).isTrue();
                refused.add(act);
            }
        }
        assertThat(refused).hasSizeGreaterThan(10);
        assertThat(policies.stepUpActs()).isEqualTo(refused);
    }
}
