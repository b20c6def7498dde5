package dev.visor.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
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

    /** Read from the schema's text, held against what the engine decides without a second factor. */
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
