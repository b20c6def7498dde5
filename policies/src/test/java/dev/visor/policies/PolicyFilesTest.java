package dev.visor.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyFilesTest {

    private static final String SCHEMA = PolicyFiles.resource("schema.cedarschema");
    private static final String RULE = """
            @id("one")
            @explain("A sentence.")
            permit (principal, action == Action::"project.create", resource)
            when { principal.role == "client" };
            """;

    @Test
    void theShippedRulesFitTheirSchema() {
        PolicyFiles shipped = PolicyFiles.shipped();
        assertThat(shipped.sentences()).hasSizeGreaterThan(20);
        assertThat(shipped.sentences().values())
                .allSatisfy(sentence -> assertThat(sentence).endsWith("."));
        assertThat(shipped.hash()).matches("[0-9a-f]{64}");
    }

    @Test
    void theSchemaNamesEveryActAndNoOther() {
        for (Act act : Act.values()) {
            assertThat(SCHEMA).contains("\"" + act.id() + "\"");
        }
        assertThat(SCHEMA.lines().filter(line -> line.startsWith("action")).flatMap(line -> quoted(line).stream()))
                .filteredOn(name -> name.contains("."))
                .containsExactlyInAnyOrderElementsOf(
                        java.util.Arrays.stream(Act.values()).map(Act::id).toList());
    }

    @Test
    void refusesARuleThatLooksAtAFactWithoutAskingWhetherItIsKnown() {
        String careless = RULE.replace("principal.role == \"client\"", "principal.tenant == resource");
        assertThatThrownBy(() -> PolicyFiles.of(SCHEMA, Map.of("a", careless)))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("schema");
    }

    @Test
    void refusesARuleAboutAnActThatDoesNotExist() {
        String unknown = RULE.replace("project.create", "original.download");
        assertThatThrownBy(() -> PolicyFiles.of(SCHEMA, Map.of("a", unknown))).isInstanceOf(PolicyException.class);
    }

    @Test
    void refusesARuleWithoutNameOrSentence() {
        for (String line : new String[] {"@id(\"one\")\n", "@explain(\"A sentence.\")\n"}) {
            assertThatThrownBy(() -> PolicyFiles.of(SCHEMA, Map.of("a", RULE.replace(line, ""))))
                    .isInstanceOf(PolicyException.class)
                    .hasMessageContaining("every rule needs @id and @explain");
        }
    }

    @Test
    void refusesTwoRulesOfOneName() {
        assertThatThrownBy(() -> PolicyFiles.of(SCHEMA, Map.of("a", RULE, "b", RULE)))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("called one");
    }

    @Test
    void refusesWhatCedarCannotRead() {
        assertThatThrownBy(() -> PolicyFiles.of(SCHEMA, Map.of("a", "permit everything")))
                .isInstanceOf(PolicyException.class);
        assertThatThrownBy(() -> PolicyFiles.of("entity", Map.of("a", RULE))).isInstanceOf(PolicyException.class);
    }

    @Test
    void theHashChangesWithEveryLetter() {
        String hash = PolicyFiles.of(SCHEMA, Map.of("a", RULE)).hash();
        assertThat(PolicyFiles.of(SCHEMA, Map.of("a", RULE)).hash()).isEqualTo(hash);
        assertThat(PolicyFiles.of(SCHEMA, Map.of("b", RULE)).hash()).isNotEqualTo(hash);
        assertThat(PolicyFiles.of(SCHEMA, Map.of("a", RULE.replace("A sent", "B sent")))
                        .hash())
                .isNotEqualTo(hash);
        assertThat(PolicyFiles.of(SCHEMA + " ", Map.of("a", RULE)).hash()).isNotEqualTo(hash);
    }

    private static java.util.List<String> quoted(String line) {
        return java.util.regex.Pattern.compile("\"([^\"]+)\"")
                .matcher(line)
                .results()
                .map(r -> r.group(1))
                .toList();
    }
}
