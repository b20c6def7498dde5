package dev.visor.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What may be proposed in place of the shipped rules, and what a change of them alters. */
class ProposedRulesTest {

    private static final Policies SHIPPED = Policies.load();
    private static final String LEADS = """
            @id("leads-see-people")
            @explain("A team lead may see who can sign in.")
            permit (principal, action == Action::"people.read", resource)
            when { principal.role == "team-lead" };
            """;

    private static Rule rule(String id) {
        return Objects.requireNonNull(SHIPPED.rules().get(id));
    }

    private static String file(String name) {
        return Objects.requireNonNull(SHIPPED.ruleFiles().get(name));
    }

    private static Map<String, String> with(String file, String text) {
        Map<String, String> rules = new TreeMap<>(SHIPPED.ruleFiles());
        rules.put(file, text);
        return rules;
    }

    private static Map<String, String> adding(String rule) {
        return with("projects.cedar", file("projects.cedar") + "\n" + rule);
    }

    private static Map<String, String> without(String rule) {
        Rule gone = rule(rule);
        String file = file(gone.file());
        assertThat(file).contains(gone.text());
        return with(gone.file(), file.replace(gone.text(), ""));
    }

    @Test
    void theShippedRulesMayBeProposed() {
        Policies same = Policies.proposed(SHIPPED.ruleFiles());
        assertThat(same.policySet()).isEqualTo(SHIPPED.policySet());
        assertThat(RuleChange.between(SHIPPED, same)).isEmpty();
    }

    @Test
    void anotherRuleDecides() {
        Policies more = Policies.proposed(adding(LEADS));
        AccessRequest lead = new AccessRequest(
                Scene.somebody(Role.TEAM_LEAD), Act.PEOPLE_READ, Resource.Directory.ALL, Scene.CONTEXT);
        assertThat(SHIPPED.decide(lead)).isInstanceOf(Decision.Denied.class);
        assertThat(more.decide(lead)).isInstanceOf(Decision.Allowed.class);
        assertThat(more.policySet()).isNotEqualTo(SHIPPED.policySet());
        assertThat(RuleChange.between(SHIPPED, more)).singleElement().satisfies(change -> {
            assertThat(change.id()).isEqualTo("leads-see-people");
            assertThat(change.before()).isNull();
            assertThat(change.after()).isNotNull();
        });
    }

    /** The list stands here once more: a rule that loses its mark would otherwise lose its protection in silence. */
    @Test
    void whatPromisesRestOnIsFixed() {
        assertThat(SHIPPED.rules().values().stream().filter(Rule::fixed).map(Rule::id))
                .containsExactlyInAnyOrder(
                        "purpose-and-basis",
                        "step-up",
                        "team-access",
                        "workplace-known",
                        "workplace-allowed",
                        "task-held",
                        "named-purpose",
                        "batch-released",
                        "consent-in-force",
                        "pictures-of-one-person",
                        "not-recused",
                        "declared-use",
                        "ai-act-5-1-f",
                        "ai-act-5-1-f-agreed",
                        "screening-needs-a-law",
                        "ai-act-50-3",
                        "nobody-grants-their-own",
                        "administrator-of-a-side",
                        "the-client-agrees",
                        "two-persons-agreed",
                        "two-persons-invite",
                        "auditor-invited",
                        "auditor-scope-trail",
                        "auditor-scope-rules",
                        "the-checked-do-not-check");
    }

    @TestFactory
    Stream<DynamicTest> aFixedRuleCannotGoNorChange() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Rule rule : SHIPPED.rules().values()) {
            if (rule.fixed()) {
                tests.add(DynamicTest.dynamicTest("without " + rule.id(), () -> refused(without(rule.id()), rule)));
                tests.add(DynamicTest.dynamicTest("weaker " + rule.id(), () -> refused(weaker(rule), rule)));
            }
        }
        return tests.stream();
    }

    private static void refused(Map<String, String> rules, Rule rule) {
        assertThatThrownBy(() -> Policies.proposed(rules))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining(rule.id())
                .hasMessageContaining("fixed");
    }

    /** The same name and sentence over a condition that never holds. */
    private static Map<String, String> weaker(Rule rule) {
        String file = file(rule.file());
        String text = rule.text().substring(0, rule.text().length() - 1) + "\nwhen { false };";
        return with(rule.file(), file.replace(rule.text(), text));
    }

    @Test
    void aSetThatNobodyCouldChangeAgainIsRefused() {
        for (String rule : List.of(
                "administrator-reads-rules",
                "administrator-changes-rules",
                "administrator-asks",
                "another-administrator-grants")) {
            assertThatThrownBy(() -> Policies.proposed(without(rule)))
                    .as(rule)
                    .isInstanceOf(PolicyException.class)
                    .hasMessageContaining("nobody could change them again");
        }
        String never = """
                @id("never-again")
                @explain("The rules stay as they are.")
                forbid (principal, action == Action::"policies.activate", resource);
                """;
        assertThatThrownBy(() -> Policies.proposed(adding(never)))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("nobody could change them again");
    }

    @Test
    void anUnknownFileAndARuleThatDoesNotFitAreRefused() {
        assertThatThrownBy(() -> Policies.proposed(with("mine.cedar", LEADS)))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("mine.cedar");
        assertThatThrownBy(() -> Policies.proposed(adding(LEADS.replace("people.read", "people.edit"))))
                .isInstanceOf(PolicyException.class);
        assertThatThrownBy(() -> Policies.proposed(adding(LEADS.replace("principal.role", "principal.tenant"))))
                .isInstanceOf(PolicyException.class);
    }

    @Test
    void aChangedRuleIsShownBeforeAndAfter() {
        String projects = file("projects.cedar");
        Rule old = rule("client-creates-projects");
        Policies other = Policies.proposed(
                with("projects.cedar", projects.replace(old.sentence(), "A client may make projects.")));
        assertThat(RuleChange.between(SHIPPED, other))
                .containsExactly(new RuleChange(
                        "client-creates-projects", old, other.rules().get("client-creates-projects")));
    }
}
