package dev.visor.gateway.landmarks.codes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.findings.Severity;
import dev.visor.gateway.projects.codes.AskedCodes;
import dev.visor.gateway.projects.codes.Expression;
import dev.visor.policies.DeclaredUse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the table reads from action units, and when it has something against the coder's word. */
class ExpressionCheckTest {

    /** The rest being absent. */
    @ParameterizedTest
    @CsvSource({
        "happiness, 6B 12C",
        "sadness, 1B 4B 15B",
        "surprise, 1C 2C 5B 26C",
        "fear, 1C 2C 4C 5D 7B 20B 26B",
        "anger, 4C 5C 7C 23C",
        "disgust, 9C 15B 16C",
        "contempt, R12A R14A",
        "contempt, L14B",
        // Each on another side is still both: the pattern does not ask for one side.
        "happiness, L6C R12C 1A",
        "neutral, ''",
        "other, 28C"
    })
    void agreesWithTheWordThatBelongsToThem(String said, String units) {
        assertThat(disagreements(said, units)).isEmpty();
    }

    @Test
    void findsHappinessWhereTheCoderSaysSadness() {
        Disagreement found = disagreements("sadness", "6B L12C R12D").getFirst();

        assertThat(found)
                .isEqualTo(new Disagreement(
                        Severity.WARNING,
                        Disagreement.ANOTHER,
                        "The coder says sadness; the table reads happiness from action units 6+12.",
                        List.of(6, 12),
                        List.of(Expression.HAPPINESS)));
        assertThat(found.toString()).doesNotContain("sadness");
    }

    @ParameterizedTest
    @CsvSource({
        "neutral, 6A 12A, happiness",
        "other, 9B, disgust",
        // Fear's brows hold those of surprise: the larger pattern counts.
        "surprise, 1C 2C 4C 5B 7B 20B 26B, fear",
        // On both sides it is no contempt, and the mouth of somebody who smiles.
        "contempt, 6B 12B 14B, happiness",
        "anger, 6B 12B 9C, happiness disgust"
    })
    void findsWhatTheTableReads(String said, String units, String expected) {
        Disagreement found = disagreements(said, units).getFirst();

        assertThat(found.reason()).isEqualTo(Disagreement.ANOTHER);
        assertThat(found.expected().stream().map(Expression::label).toList()).containsExactly(expected.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({"happiness, 12C", "surprise, 1C 2C 5D", "contempt, L14C R14A", "contempt, L12B", "sadness, 17B"})
    void findsThatNoPatternOfTheWordIsComplete(String said, String units) {
        Disagreement found = disagreements(said, units).getFirst();
        assertThat(found.severity()).isEqualTo(Severity.INFO);
        assertThat(found.reason()).isEqualTo(Disagreement.NO_PATTERN);
        assertThat(found.expected()).isEmpty();
    }

    /** What nobody could see, or was not asked for, is no word against the coder. */
    @Test
    void saysNothingWhereSomethingCouldNotBeCoded() {
        assertThat(disagreements("happiness", "12C ?6")).isEmpty();
        assertThat(disagreements("happiness", "12C -6")).isNotEmpty();
        assertThat(disagreements("happiness", "12C L?6 R-6"))
                .as("the left may be there")
                .isEmpty();
        assertThat(disagreements("contempt", "L14C R?14"))
                .as("it may be on both sides")
                .isEmpty();
        AskedCodes without = AskedCodes.of(List.of(12), "prototypes-1", List.of(), DeclaredUse.Use.EMOTION_INFERENCE);
        SentCodes sent = new SentCodes(CodesTexts.units("12C"), true, "happiness", null);
        assertThat(Objects.requireNonNull(sent.checked(without, true)).disagreements())
                .as("6 was not asked for")
                .isEmpty();
    }

    /** In a draft nothing is absent before somebody says so. */
    @Test
    void takesNothingForAbsentThatNobodyCalledSo() {
        SentCodes draft = new SentCodes(CodesTexts.units("12C"), null, "happiness", null);
        assertThat(Objects.requireNonNull(draft.checked(CodesTexts.ALL, false)).disagreements())
                .isEmpty();
    }

    @Test
    void waitsForTheCodersWord() {
        SentCodes draft = new SentCodes(CodesTexts.units("6B 12C"), true, null, null);
        assertThat(Objects.requireNonNull(draft.checked(CodesTexts.ALL, false)).disagreements())
                .isEmpty();
    }

    private static List<Disagreement> disagreements(String said, String units) {
        SentCodes sent = new SentCodes(CodesTexts.units(units), true, said, null);
        return Objects.requireNonNull(sent.checked(CodesTexts.ALL, true)).disagreements();
    }
}
