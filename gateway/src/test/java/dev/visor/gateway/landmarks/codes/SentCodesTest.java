package dev.visor.gateway.landmarks.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.projects.codes.AskedCodes;
import dev.visor.gateway.projects.codes.Extent;
import dev.visor.gateway.projects.codes.Intensity;
import dev.visor.gateway.projects.codes.Side;
import dev.visor.policies.DeclaredUse;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken of what a program says of a face, and each way to be turned down. */
class SentCodesTest {

    private static final AskedCodes SOME =
            AskedCodes.of(List.of(4, 12, 19, 26, 30), null, List.of("glasses", "hand"), DeclaredUse.Use.MEASUREMENT);

    @Nested
    class Units {

        @Test
        void areTakenAsTheyWereSentInTheOrderOfTheirNumbers() {
            FaceCodes codes = taken(SOME, CodesTexts.units("26C R12A 19 L12E -4"), null, false);

            assertThat(codes.units())
                    .containsExactly(
                            new ActionUnitCode(4, Side.BILATERAL, new Coding.Absent()),
                            new ActionUnitCode(12, Side.LEFT, new Coding.Present(Intensity.E)),
                            new ActionUnitCode(12, Side.RIGHT, new Coding.Present(Intensity.A)),
                            new ActionUnitCode(19, null, new Coding.Present(null)),
                            new ActionUnitCode(26, null, new Coding.Present(Intensity.C)));
            assertThat(codes.toString() + codes.units()).doesNotContain("12", "LEFT");
        }

        /** What is absent or not codable without a side is so on both. */
        @Test
        void withoutASideAreOnBothWhereTheyAreNotThere() {
            FaceCodes codes = taken(
                    SOME,
                    List.of(
                            new SentUnit(4, null, "absent", null, null, null),
                            new SentUnit(12, null, "not-codable", null, "other", "A sticker")),
                    null,
                    false);

            assertThat(codes.units()).extracting(ActionUnitCode::side).containsOnly(Side.BILATERAL);
            assertThat(codes.units().getLast().coding())
                    .isEqualTo(new Coding.NotCodable(Coding.Reason.OTHER, "A sticker"));
        }

        @ParameterizedTest
        @CsvSource(
                nullValues = "-",
                value = {
                    "unknown-unit,       3,  left, present,     B, -, -",
                    "unknown-unit,       0,  left, present,     B, -, -",
                    "unknown-unit,       -12, left, present,    B, -, -",
                    "missing-unit,       -,  left, present,     B, -, -",
                    "unit-not-asked,     6,  left, present,     B, -, -",
                    "missing-side,       12, -,    present,     B, -, -",
                    "unknown-side,       12, both, present,     B, -, -",
                    "unwanted-side,      26, left, present,     B, -, -",
                    "unwanted-side,      26, left, absent,      -, -, -",
                    "one-sided,          30, bilateral, present, -, -, -",
                    "missing-intensity,  12, left, present,     -, -, -",
                    "unknown-intensity,  12, left, present,     F, -, -",
                    "unknown-intensity,  12, left, present,     c, -, -",
                    "unknown-intensity,  12, left, present,     '', -, -",
                    "unwanted-intensity, 19, -,    present,     B, -, -",
                    "unwanted-intensity, 12, left, absent,      B, -, -",
                    "unwanted-intensity, 12, left, not-codable, B, hand, -",
                    "unknown-unit-state, 12, left, -,           B, -, -",
                    "unknown-unit-state, 12, left, maybe,       -, -, -",
                    "unknown-reason,     12, left, not-codable, -, -, -",
                    "unknown-reason,     12, left, not-codable, -, tired, -",
                    "unwanted-reason,    12, left, present,     B, hand, -",
                    "unwanted-reason,    12, left, absent,      -, hand, -",
                    "unwanted-reason,    12, left, present,     B, -, text",
                    "bad-text,           12, left, not-codable, -, other, -",
                    "bad-text,           12, left, not-codable, -, other, ' '",
                    "bad-text,           12, left, not-codable, -, hand, text"
                })
        void areRefusedWithAReason(
                String why,
                @Nullable Integer unit,
                @Nullable String side,
                @Nullable String state,
                @Nullable String intensity,
                @Nullable String reason,
                @Nullable String text) {
            refused(why, SOME, List.of(new SentUnit(unit, side, state, intensity, reason, text)), null, false);
        }

        @Test
        void haveTextsOfTwoHundredCharactersAtMost() {
            taken(SOME, List.of(other("x".repeat(200))), null, false);
            refused("bad-text", SOME, List.of(other("x".repeat(201))), null, false);
        }

        @ParameterizedTest
        @CsvSource({
            "unit-twice, L12B L12C",
            "unit-twice, 12B 12B",
            "unit-twice, 26B 26B",
            "side-twice, 12B L12C",
            "side-twice, R12B -12",
            "one-sided, L30 R30",
            "too-many-units, L12B R12B L4B R4B 19 26B L30 R-30 L12B R12B L12A"
        })
        void areSaidOnce(String why, String units) {
            refused(why, SOME, CodesTexts.units(units), null, false);
        }

        @Test
        void areAllCodedOnBothSidesOrTheRestIsSaidToBeAbsent() {
            String whole = "-4 L12B R-12 -19 26A L30 R-30";
            taken(SOME, CodesTexts.units(whole), null, true);
            refused("unit-not-coded", SOME, CodesTexts.units("-4 L12B -19 26A L30 R-30"), null, true);
            refused("unit-not-coded", SOME, CodesTexts.units("-4 L12B -19 26A L30 R-30"), false, true);
            refused("unit-not-coded", SOME, List.of(), null, true);
            refused("unit-not-coded", SOME, null, null, true);
            taken(SOME, CodesTexts.units("L12B"), null, false);
            assertThat(taken(SOME, CodesTexts.units("L12B"), true, true).restAbsent())
                    .isTrue();
            assertThat(taken(SOME, null, true, true).units()).isEmpty();
        }

        @Test
        void areMissingWhereNothingStands() {
            refused("missing-unit", SOME, Collections.singletonList(null), null, false);
        }

        private static SentUnit other(String text) {
            return new SentUnit(12, "left", "not-codable", null, "other", text);
        }
    }

    @Nested
    class Attributes {

        @Test
        void areTaken() {
            List<AttributeCode> told = attributes(
                    new SentAttribute("hand", "none", null), new SentAttribute("glasses", "partial", "sunglasses"));

            assertThat(told)
                    .containsExactly(
                            new AttributeCode("glasses", Extent.PARTIAL, "sunglasses"),
                            new AttributeCode("hand", Extent.NONE, null));
        }

        @ParameterizedTest
        @CsvSource(
                nullValues = "-",
                value = {
                    "unknown-attribute, -, none, -",
                    "unknown-attribute, nose, none, -",
                    "attribute-not-asked, mask, none, -",
                    "unknown-extent, hand, -, -",
                    "unknown-extent, hand, half, -",
                    "unwanted-kind, hand, full, left",
                    "unwanted-kind, glasses, none, clear",
                    "unwanted-kind, glasses, unknown, clear",
                    "unknown-kind, glasses, full, -",
                    "unknown-kind, glasses, full, opera"
                })
        void areRefusedWithAReason(
                String why, @Nullable String attribute, @Nullable String extent, @Nullable String kind) {
            assertThatThrownBy(() -> attributes(new SentAttribute(attribute, extent, kind)))
                    .isInstanceOf(Refused.class)
                    .hasFieldOrPropertyWithValue("reason", why);
        }

        @Test
        void areToldOnceAndAllOfThem() {
            SentAttribute hand = new SentAttribute("hand", "none", null);
            assertThatThrownBy(() -> attributes(hand, hand)).hasFieldOrPropertyWithValue("reason", "attribute-twice");
            assertThatThrownBy(() -> new SentCodes(null, true, null, List.of(hand)).checked(SOME, true))
                    .hasFieldOrPropertyWithValue("reason", "attribute-missing");
        }

        private static List<AttributeCode> attributes(SentAttribute... sent) {
            return Objects.requireNonNull(new SentCodes(null, null, null, List.of(sent)).checked(SOME, false))
                    .attributes();
        }
    }

    @Nested
    class WhatIsNotAsked {

        @Test
        void isRefused() {
            AskedCodes none = AskedCodes.none();
            assertThat(new SentCodes(null, null, null, null).checked(none, true))
                    .isNull();
            refused("units-not-asked", none, List.of(), null, true);
            refused("units-not-asked", none, null, true, true);
            refused("expression-not-asked", new SentCodes(null, null, "neutral", null), none, false);
            refused("attributes-not-asked", new SentCodes(null, null, null, List.of()), none, false);
            refused("expression-not-asked", new SentCodes(null, true, "neutral", null), SOME, false);
        }
    }

    @Nested
    class Expressions {

        @Test
        void areOfAClosedSetAndNeededForHandingIn() {
            refused("unknown-expression", new SentCodes(null, true, "joy", null), CodesTexts.ALL, false);
            refused("missing-expression", new SentCodes(null, true, null, null), CodesTexts.ALL, true);
            FaceCodes draft =
                    Objects.requireNonNull(new SentCodes(null, true, null, null).checked(CodesTexts.ALL, false));
            assertThat(draft.expression()).isNull();
            assertThat(draft.rules()).isEqualTo("prototypes-1");
        }

        @Test
        void areNotNeededInADraftThatSaysNothing() {
            assertThat(new SentCodes(null, null, null, null).checked(CodesTexts.ALL, false))
                    .isNull();
        }
    }

    private static FaceCodes taken(
            AskedCodes asked, @Nullable List<@Nullable SentUnit> units, @Nullable Boolean rest, boolean whole) {
        List<@Nullable SentAttribute> all =
                List.of(new SentAttribute("glasses", "none", null), new SentAttribute("hand", "unknown", null));
        return Objects.requireNonNull(new SentCodes(units, rest, null, all).checked(asked, whole));
    }

    private static void refused(
            String why,
            AskedCodes asked,
            @Nullable List<@Nullable SentUnit> units,
            @Nullable Boolean rest,
            boolean whole) {
        refused(why, new SentCodes(units, rest, null, null), asked, whole);
    }

    private static void refused(String why, SentCodes sent, AskedCodes asked, boolean whole) {
        assertThatThrownBy(() -> sent.checked(asked, whole))
                .isInstanceOf(Refused.class)
                .hasFieldOrPropertyWithValue("reason", why);
    }
}
