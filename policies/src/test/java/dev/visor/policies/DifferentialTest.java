package dev.visor.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.cedarpolicy.model.policy.Policy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private static final long SEED = System.nanoTime();
    private static final PolicyFiles SHIPPED = PolicyFiles.shipped();
    private static final Policies POLICIES = Policies.kept(SHIPPED);
    private static final List<Asked> ASKED = Stream.generate(new RandomRequests(SEED)::next)
            .limit(25_000)
            .map(request -> new Asked(request, POLICIES.decide(request)))
            .toList();

    private record Asked(AccessRequest request, Decision decision) {}

    @Test
    void cedarAnswersLikeTheReference() {
        Set<Act> allowed = EnumSet.noneOf(Act.class);
        for (Asked asked : ASKED) {
            boolean expected = Reference.allows(asked.request());
            assertThat(allows(asked.decision()))
                    .as("seed %s: %s", SEED, asked.request())
                    .isEqualTo(expected);
            if (expected) {
                allowed.add(asked.request().act());
            }
        }
        assertThat(allowed).as("acts that were allowed at all, seed %s", SEED).containsOnly(Act.values());
    }

    /** Cutting the rules to an act may save time and must change nothing, not even which rules are named. */
    @Test
    void theRulesOfAnActDecideAsAllOfThem() {
        Policies whole = Policies.whole(SHIPPED);
        RandomRequests requests = new RandomRequests(SEED);
        for (int number = 0; number < 400; number++) {
            AccessRequest request = requests.next();
            assertThat(POLICIES.decide(request))
                    .as("seed %s: %s", SEED, request)
                    .isEqualTo(whole.decide(request));
        }
    }

    @TestFactory
    Stream<DynamicTest> noRuleCanGoMissingUnnoticed() {
        return POLICIES.sentences().keySet().stream()
                .sorted()
                .map(rule -> DynamicTest.dynamicTest("without " + rule, () -> {
                    Policies fewer = without(rule);
                    assertThat(Stream.concat(ASKED.stream(), more()).anyMatch(asked -> tells(asked, rule, fewer)))
                            .as("seed %s", SEED)
                            .isTrue();
                }));
    }

    /** A rule that is gone can change only decisions that it had a part in. */
    private static boolean tells(Asked asked, String rule, Policies fewer) {
        return asked.decision().policies().contains(rule)
                && allows(fewer.decide(asked.request())) != Reference.allows(asked.request());
    }

    /** Further questions, for a rule that decides so seldom alone that the first ones may miss it. */
    private static Stream<Asked> more() {
        RandomRequests requests = new RandomRequests(SEED + 1);
        return Stream.generate(requests::next)
                .limit(20L * ASKED.size())
                .map(request -> new Asked(request, POLICIES.decide(request)));
    }

    @Test
    void threadsDoNotDisturbEachOther() throws Exception {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            List<Asked> some = ASKED.subList(t * 300, t * 300 + 300);
            tasks.add(() -> some.stream()
                    .allMatch(asked -> POLICIES.decide(asked.request()).equals(asked.decision())));
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> task : pool.invokeAll(tasks)) {
                assertThat(task.get()).isTrue();
            }
        }
    }

    private static boolean allows(Decision decision) {
        return decision instanceof Decision.Allowed;
    }

    private static Policies without(String rule) {
        Map<String, String> rest = new HashMap<>();
        for (Policy policy : SHIPPED.policies().policies) {
            if (!policy.getID().equals(rule)) {
                rest.put(policy.getID(), policy.getSource());
            }
        }
        return Policies.kept(PolicyFiles.of(PolicyFiles.resource("schema.cedarschema"), rest));
    }
}
