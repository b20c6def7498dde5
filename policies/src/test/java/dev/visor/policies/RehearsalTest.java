package dev.visor.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.policies.Rehearsal.Difference;
import dev.visor.policies.Rehearsal.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    private static final Policies SHIPPED = Policies.load();

    private static Policies adding(String rule) {
        Map<String, String> rules = new TreeMap<>(SHIPPED.ruleFiles());
        rules.merge("projects.cedar", rule, String::concat);
        return Policies.proposed(rules);
    }

    private static AccessRequest request(Role role, Act act) {
        return new AccessRequest(Scene.somebody(role), act, Scene.thingOf(act), Scene.CONTEXT);
    }

    @Test
    void theSameRulesDecideTheSame() {
        List<AccessRequest> requests =
                Stream.generate(new RandomRequests(7)::next).limit(500).toList();
        Rehearsal rehearsal = Rehearsal.of(SHIPPED, Policies.proposed(SHIPPED.ruleFiles()), requests);
        assertThat(rehearsal).isEqualTo(new Rehearsal(500, List.of()));
        assertThat(rehearsal.turned()).isZero();
    }

    @Test
    void showsWhatWouldBeForbiddenAndByWhichRule() {
        Policies strict = adding("""

                @id("no-exports")
                @explain("No exports for now.")
                forbid (principal, action == Action::"export.create", resource);
                """);
        Rehearsal rehearsal = Rehearsal.of(
                SHIPPED,
                strict,
                List.of(
                        request(Role.CLIENT, Act.EXPORT_CREATE),
                        request(Role.CLIENT, Act.PROJECT_READ),
                        request(Role.ANNOTATOR, Act.EXPORT_CREATE),
                        request(Role.CLIENT, Act.EXPORT_CREATE)));
        assertThat(rehearsal.decisions()).isEqualTo(4);
        assertThat(rehearsal.turned()).isEqualTo(2);
        assertThat(rehearsal.differences())
                .containsExactly(
                        new Difference(
                                Act.EXPORT_CREATE,
                                new Verdict(true, "client", Set.of("client-exports")),
                                new Verdict(false, "", Set.of("no-exports")),
                                2),
                        new Difference(
                                Act.EXPORT_CREATE,
                                new Verdict(false, "", Set.of()),
                                new Verdict(false, "", Set.of("no-exports")),
                                1));
    }

    @Test
    void showsWhatWouldBeAllowed() {
        Policies lax = adding("""

                @id("leads-see-people")
                @explain("A team lead may see who can sign in.")
                permit (principal, action == Action::"people.read", resource)
                when { principal.role == "team-lead" };
                """);
        Rehearsal rehearsal = Rehearsal.of(SHIPPED, lax, List.of(request(Role.TEAM_LEAD, Act.PEOPLE_READ)));
        assertThat(rehearsal.differences())
                .containsExactly(new Difference(
                        Act.PEOPLE_READ,
                        new Verdict(false, "", Set.of()),
                        new Verdict(true, "team-lead", Set.of("leads-see-people")),
                        1));
    }
}
