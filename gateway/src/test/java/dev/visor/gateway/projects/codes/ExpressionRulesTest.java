package dev.visor.gateway.projects.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.policies.DeclaredUse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table from action units to expressions, and who may ask for it. */
class ExpressionRulesTest {

    private static final String WHOLE = new String(StrictJson.shipped("expressions-1.json"), StandardCharsets.UTF_8);

    @Test
    void hasPatternsForEachExpressionThatHasSome() {
        ExpressionRules table = ExpressionRules.named("prototypes-1").orElseThrow();
        assertThat(table).isEqualTo(ExpressionRules.newest());
        for (Expression expression : Expression.values()) {
            assertThat(table.patterns(expression).isEmpty())
                    .as(expression.label())
                    .isEqualTo(!expression.hasPatterns());
        }
        assertThat(table.patterns(Expression.HAPPINESS)).hasToString("[6+12]");
        assertThat(table.patterns(Expression.CONTEMPT)).hasToString("[U12+U14, U14]");
        assertThat(table.patterns(Expression.SURPRISE)).first().hasToString("1+2+5B+26");
    }

    @ParameterizedTest
    @CsvSource({
        "6+12, 6+3, no action unit 3",
        "6+12, 6+6, once",
        "6+12, 6 + 12, is like",
        "6+12, 6+12F, is like",
        "6+12, '', is like",
        "6+12, 19C, no intensity",
        "6+12, U26, no sides",
        "happiness, sadness, one rule",
        "happiness, neutral, has none",
        "happiness, joy, cannot be read"
    })
    void refusesATableThatIsWrong(String was, String is, String why) {
        String wrong = WHOLE.replace("\"" + was + "\"", "\"" + is + "\"");
        assertThat(wrong).isNotEqualTo(WHOLE);

        assertThatThrownBy(() -> ExpressionRules.read(wrong.getBytes(StandardCharsets.UTF_8)))
                .hasStackTraceContaining(why)
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(DeclaredUse.Use.class)
    void isForProjectsThatInferEmotionsAlone(DeclaredUse.Use use) {
        AskedCodes open = AskedCodes.of(List.of(6, 12), "prototypes-1", List.of(), DeclaredUse.Use.EMOTION_INFERENCE);
        if (use == DeclaredUse.Use.EMOTION_INFERENCE) {
            assertThat(open.allowedFor(use).rules()).isPresent();
        } else {
            assertThatThrownBy(() -> AskedCodes.of(List.of(6, 12), "prototypes-1", List.of(), use))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("emotion-inference");
            assertThat(open.allowedFor(use).rules()).isEmpty();
            assertThat(open.allowedFor(use).units()).hasSize(2);
        }
    }

    /** A word that this version of the program does not know opens nothing. */
    @Test
    void isForNoUseThatIsNotKnown() {
        AskedCodes open = AskedCodes.of(List.of(6, 12), "prototypes-1", List.of(), DeclaredUse.Use.EMOTION_INFERENCE);

        assertThat(open.allowedFor(null).rules()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | prototypes-1 | glasses | no action unit 3",
                "45 | prototypes-1 | glasses | no still shows",
                "6 6 | prototypes-1 | glasses | asked for once",
                "6 | prototypes-9 | glasses | tables of expressions are prototypes-1",
                "'' | prototypes-1 | glasses | ask for these, too",
                "6 | prototypes-1 | beauty | face attributes are",
                "6 | prototypes-1 | hand hand | asked for once"
            })
    void refusesWhatCannotBeAskedFor(String units, String rules, String attributes, String why) {
        List<Integer> numbers = units.isEmpty()
                ? List.of()
                : List.of(units.split(" ")).stream().map(Integer::valueOf).toList();

        assertThatThrownBy(() -> AskedCodes.of(
                        numbers, rules, List.of(attributes.split(" ")), DeclaredUse.Use.EMOTION_INFERENCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
