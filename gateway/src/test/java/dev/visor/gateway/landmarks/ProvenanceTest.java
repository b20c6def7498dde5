package dev.visor.gateway.landmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProvenanceTest {

    @Test
    void countsOnlyWhatAPersonDidToTheVeryPointAsLookedAt() {
        assertThat(Arrays.stream(Provenance.values()).filter(Provenance::looked))
                .containsExactly(Provenance.CONFIRMED, Provenance.MOVED, Provenance.PLACED);
    }

    @Test
    void isFoundByItsNameAndByNoOther() {
        for (Provenance provenance : Provenance.values()) {
            assertThat(Provenance.labelled(provenance.label())).isEqualTo(provenance);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Provenance.labelled("FITTED"));
    }
}
