package dev.visor.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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
}
