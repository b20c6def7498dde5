package dev.visor.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewProfilesTest {

    @Test
    void everyShippedProfileCanBeReadAndBearsItsName() {
        assertThat(ViewProfiles.names())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(ViewProfiles.named(name).name()).isEqualTo(name));
    }

    @Test
    void faceOvalIsWhatTheProjectsWerePromised() {
        assertThat(ViewProfiles.named("face-oval"))
                .isEqualTo(new ViewProfile(
                        "face-oval",
                        "The face from hairline to chin, nothing else.",
                        "face-oval",
                        0.15,
                        1024,
                        48,
                        128,
                        false,
                        true));
    }

    @Test
    void saysWhichProfilesThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ViewProfiles.named("whole-picture"))
                .withMessageContaining("face-oval");
    }

    @Test
    void readsAProfileThatIsWhole() {
        assertThat(ViewProfiles.parse(json("", "")).shape()).isEqualTo("head");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"fill\":128,|",
                "\"summary\":\"All.\",|",
                "\"shape\":\"head\",|",
                ",\"aligned\":false|",
                "\"hiddenPointsAsked\":true,|",
                "\"fill\":128,|\"fill\":128,\"blur\":1,",
                "\"fill\":128,|\"fill\":null,",
                "\"fill\":128,|\"fill\":256,",
                "1024|1024.5",
                "1024|9999",
                "0.15|0.51",
                "0.15|\"NaN\"",
                "0.15|-0.1",
                "\"name\":\"x\"|\"name\":\"../x\"",
                "48|8",
                "\"head\"|\"whole-picture\"",
                "\"head\"|\"HEAD\"",
                "\"All.\"|\" \"",
                "false|\"no\"",
                "false|null",
            })
    void refusesAProfileThatIsNotWholeOrOutOfRange(String part, @Nullable String instead) {
        String changed = json(part, instead == null ? "" : instead);
        assertThat(changed).isNotEqualTo(json("", ""));
        assertThatThrownBy(() -> ViewProfiles.parse(changed)).isInstanceOf(PolicyException.class);
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatThrownBy(() -> ViewProfiles.parse("not json")).isInstanceOf(PolicyException.class);
    }

    private static String json(String part, String instead) {
        return "{\"name\":\"x\",\"summary\":\"All.\",\"shape\":\"head\",\"margin\":0.15,\"longestSide\":1024,\"smallestFace\":48,\"fill\":128,\"hiddenPointsAsked\":true,\"aligned\":false}"
                .replace(part, instead);
    }
}
