package dev.visor.gateway.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FoldedNameTest {

    @Test
    void isOneForAllSpellingsOfAName() {
        for (List<String> same : List.of(
                List.of("Ann Otator", "ann otator", " ANN OTATOR\u00A0", "\tAnn Otator  "),
                List.of("José", "JOSE\u0301", "josé"),
                List.of("Strauß", "STRAUSS", "strauss"),
                List.of("ΟΔΥΣΣΕΥΣ", "Οδυσσευς"),
                List.of("張 偉", " 張 偉 "))) {
            assertThat(same.stream().map(FoldedName::of).distinct())
                    .as(same.toString())
                    .hasSize(1);
        }
    }

    @Test
    void keepsNamesApart() {
        assertThat(List.of("Jose", "José", "Jo se", "Josef").stream()
                        .map(FoldedName::of)
                        .distinct())
                .hasSize(4);
    }
}
