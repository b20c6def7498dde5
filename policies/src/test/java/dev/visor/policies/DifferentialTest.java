package dev.visor.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.cedarpolicy.model.policy.Policy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Cedar and the plain Java of {@link Reference} answer alike, and would not if a rule were missing. */
class DifferentialTest {

    private static final int REQUESTS = 8_000;
    private static final Policies POLICIES = Policies.load();

    @Test
    void cedarAnswersLikeTheReference() {
        long seed = System.nanoTime();
        RandomRequests requests = new RandomRequests(seed);
        Map<Act, Integer> allowed = new EnumMap<>(Act.class);
        for (int i = 0; i < REQUESTS; i++) {
            AccessRequest request = requests.next();
            boolean expected = Reference.allows(request);
            assertThat(POLICIES.decide(request) instanceof Decision.Allowed)
                    .as("seed %s, request %s: %s", seed, i, request)
                    .isEqualTo(expected);
            if (expected) {
                allowed.merge(request.act(), 1, Integer::sum);
            }
        }
        assertThat(allowed).as("acts that were allowed at all, seed %s", seed).containsKeys(Act.values());
    }

    @TestFactory
    Stream<DynamicTest> noRuleCanGoMissingUnnoticed() {
        return POLICIES.sentences().keySet().stream()
                .sorted()
                .map(rule -> DynamicTest.dynamicTest("without " + rule, () -> {
                    Policies fewer = without(rule);
                    assertThat(differsSomewhere(fewer)).isTrue();
                }));
    }

    @Test
    void threadsDoNotDisturbEachOther() throws Exception {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            RandomRequests requests = new RandomRequests(t);
            tasks.add(() -> {
                for (int i = 0; i < 500; i++) {
                    AccessRequest request = requests.next();
                    if (POLICIES.decide(request) instanceof Decision.Allowed != Reference.allows(request)) {
                        return false;
                    }
                }
                return true;
            });
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> task : pool.invokeAll(tasks)) {
                assertThat(task.get()).isTrue();
            }
        }
    }

    private static boolean differsSomewhere(Policies fewer) {
        RandomRequests requests = new RandomRequests(42);
        for (int i = 0; i < REQUESTS; i++) {
            AccessRequest request = requests.next();
            if (fewer.decide(request) instanceof Decision.Allowed != Reference.allows(request)) {
                return true;
            }
        }
        return false;
    }

    private static Policies without(String rule) {
        Map<String, String> rest = new HashMap<>();
        for (Policy policy : PolicyFiles.shipped().policies().policies) {
            if (!policy.getID().equals(rule)) {
                rest.put(policy.getID(), policy.getSource());
            }
        }
        return new Policies(
                PolicyFiles.of(PolicyFiles.resource("schema.cedarschema"), rest).kept());
    }
}
