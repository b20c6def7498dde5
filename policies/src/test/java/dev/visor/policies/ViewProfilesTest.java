package dev.visor.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewProfilesTest {

    @Test
    void everyShippedProfileCanBeReadAndBearsItsName() {
        assertThat(ViewProfiles.names())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(ViewProfiles.named(name).name()).isEqualTo(name));
    }

    @Test
    void faceOvalIsWhatTheProjectsWerePromised() {
        assertThat(ViewProfiles.named("face-oval")).isEqualTo(new ViewProfile("face-oval", 0.15, 1024, 48, 128));
    }

    @Test
    void saysWhichProfilesThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ViewProfiles.named("whole-picture"))
                .withMessageContaining("face-oval");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"x\",\"margin\":0.15,\"longestSide\":1024,\"smallestFace\":48}",
                "{\"name\":\"x\",\"margin\":0.15,\"longestSide\":1024,\"smallestFace\":48,\"fill\":128,\"blur\":1}",
                "{\"name\":\"x\",\"margin\":0.15,\"longestSide\":1024,\"smallestFace\":48,\"fill\":null}",
                "{\"name\":\"x\",\"margin\":0.15,\"longestSide\":1024.5,\"smallestFace\":48,\"fill\":1}",
                "{\"name\":\"x\",\"margin\":0.51,\"longestSide\":1024,\"smallestFace\":48,\"fill\":128}",
                "{\"name\":\"x\",\"margin\":\"NaN\",\"longestSide\":1024,\"smallestFace\":48,\"fill\":128}",
                "{\"name\":\"../x\",\"margin\":0.1,\"longestSide\":1024,\"smallestFace\":48,\"fill\":128}",
                "{\"name\":\"x\",\"margin\":0.1,\"longestSide\":9999,\"smallestFace\":48,\"fill\":128}",
                "{\"name\":\"x\",\"margin\":0.1,\"longestSide\":1024,\"smallestFace\":8,\"fill\":128}",
                "{\"name\":\"x\",\"margin\":0.1,\"longestSide\":1024,\"smallestFace\":48,\"fill\":256}",
                "not json"
            })
    void refusesAProfileThatIsNotWholeOrOutOfRange(String json) {
        assertThatThrownBy(() -> ViewProfiles.parse(json)).isInstanceOf(PolicyException.class);
    }
}
