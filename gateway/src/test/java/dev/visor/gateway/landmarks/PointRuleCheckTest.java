package dev.visor.gateway.landmarks;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.gateway.projects.LandmarkSchemas;
import dev.visor.gateway.projects.PointRules;
import dev.visor.gateway.projects.PointRules.Occluded;
import dev.visor.redaction.geometry.ViewPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointRuleCheckTest {

    private static final LandmarkSchema SCHEMA = LandmarkSchemas.named("box4");

    /** One corner is in this state, all others are seen: by rule, what becomes of it. */
    @ParameterizedTest
    @CsvSource({
        "AS_FOUND, VISIBLE, true, , ",
        "AS_FOUND, OCCLUDED, true, , ",
        "AS_FOUND, NOT_LABELLED, false, , ",
        "VISIBLE_ONLY, VISIBLE, true, , ",
        "VISIBLE_ONLY, NOT_LABELLED, false, , ",
        "VISIBLE_ONLY, OUTSIDE, false, , ",
        "VISIBLE_ONLY, OUTSIDE, true, , point-not-visible",
        "VISIBLE_ONLY, OCCLUDED, true, , point-not-visible",
        "VISIBLE_ONLY, SELF_OCCLUDED, true, , point-not-visible",
        "VISIBLE_ONLY, AMBIGUOUS, true, Two, point-not-visible",
        "ESTIMATE, OCCLUDED, true, , ",
        "ESTIMATE, SELF_OCCLUDED, true, , ",
        "ESTIMATE, AMBIGUOUS, true, Two, ",
        "ESTIMATE, OUTSIDE, false, , ",
        "ESTIMATE, NOT_LABELLED, false, , point-not-estimated",
        "ESTIMATE, NOT_LABELLED, false, A bandage, ",
    })
    void keepsWhatBecomesOfPointsThatAreNotSeen(
            Occluded rule, PointState state, boolean placed, @Nullable String why, @Nullable String refused) {
        assertChecked(new PointRules(rule, List.of()), point(state, placed, why), refused);
    }

    @ParameterizedTest
    @CsvSource({
        "VISIBLE, true, , ",
        "OCCLUDED, true, , ",
        "OUTSIDE, false, , ",
        "NOT_LABELLED, false, A bandage, ",
        "NOT_LABELLED, false, , point-required",
    })
    void keepsThatRequiredPointsAreNotForgotten(
            PointState state, boolean placed, @Nullable String why, @Nullable String refused) {
        PointRules rules =
                new PointRules(Occluded.AS_FOUND, List.of(SCHEMA.points().get(1)));
        assertChecked(rules, point(state, placed, why), refused);
    }

    @Test
    void asksForNoOtherPoint() {
        PointRules rules =
                new PointRules(Occluded.AS_FOUND, List.of(SCHEMA.points().get(2)));
        assertChecked(rules, point(PointState.NOT_LABELLED, false, null), null);
    }

    private static void assertChecked(PointRules rules, Landmark second, @Nullable String refused) {
        List<Landmark> points = new ArrayList<>(Collections.nCopies(4, point(PointState.VISIBLE, true, null)));
        points.set(1, second);
        if (refused == null) {
            assertThatCode(() -> PointRuleCheck.check(rules, SCHEMA, points)).doesNotThrowAnyException();
            return;
        }
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> PointRuleCheck.check(rules, SCHEMA, points))
                .withMessageEndingWith(": " + SCHEMA.points().get(1) + ".")
                .extracting(Refused::reason)
                .isEqualTo(refused);
    }

    private static Landmark point(PointState state, boolean placed, @Nullable String why) {
        return new Landmark(placed ? new ViewPoint(1, 1) : null, state, placed ? Provenance.PLACED : null, why);
    }
}
