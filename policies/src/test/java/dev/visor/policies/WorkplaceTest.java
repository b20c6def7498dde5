package dev.visor.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkplaceTest {

    /** Article 52 of the Treaty on European Union names 27 states; the Agreement adds three. */
    @Test
    void theAreaHasThirtyStates() {
        List<String> area = Arrays.stream(Locale.getISOCountries())
                .filter(country -> new Workplace(country).regions().contains("EEA"))
                .toList();
        assertThat(area).hasSize(30).contains("DE", "IE", "IS", "LI", "NO").doesNotContain("CH", "GB", "TR");
    }

    @Test
    void belongsToItsCountry() {
        assertThat(new Workplace("CH").regions()).containsExactly("CH");
        assertThat(new Workplace("FR").regions()).containsExactlyInAnyOrder("FR", "EEA");
    }

    @Test
    void isACountryThatThereIs() {
        for (String none : List.of("", "de", "DEU", "XX", "EEA", "UK", "D E")) {
            assertThatThrownBy(() -> new Workplace(none)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void regionsAreCountriesAndTheArea() {
        assertThat(Workplace.regions(Set.of("EEA", "CH"))).containsExactlyInAnyOrder("EEA", "CH");
        for (String none : List.of("EU", "eea", "XX", "", "EEA,CH")) {
            assertThatThrownBy(() -> Workplace.regions(Set.of("CH", none)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
