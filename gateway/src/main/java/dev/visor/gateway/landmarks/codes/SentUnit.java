package dev.visor.gateway.landmarks.codes;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.projects.codes.ActionUnit;
import dev.visor.gateway.projects.codes.Intensity;
import dev.visor.gateway.projects.codes.Side;
import dev.visor.gateway.projects.codes.Sides;
import org.jspecify.annotations.Nullable;

/**
 * One action unit as a program sends it, and gets it back: anything may be missing or wrong.
 *
 * @param unit its number
 * @param side {@code left}, {@code right} or {@code bilateral}, the subject's; none for a unit without sides. Of a unit that is absent
 *     or not codable no side means both
 * @param state {@code present}, {@code absent} or {@code not-codable}
 * @param intensity {@code A} to {@code E}, of what is present and has one
 * @param reason of what is not codable
 * @param text what it is, for the reason {@code other}: at most 200 characters
 */
public record SentUnit(
        @Nullable Integer unit,
        @Nullable String side,
        @Nullable String state,
        @Nullable String intensity,
        @Nullable String reason,
        @Nullable String text) {

    private static final int LONGEST = 200;

    /**
     * Checks it for itself, knowing which unit it is.
     *
     * @throws Refused (422) saying what was wanted
     */
    ActionUnitCode checked(ActionUnit known) {
        Coding coding = coding(known);
        return new ActionUnitCode(known.number(), side(known, coding), coding);
    }

    private @Nullable Side side(ActionUnit known, Coding coding) {
        if (known.sides() == Sides.NONE) {
            if (side != null) {
                throw refuse(known, "unwanted-side", "has no sides");
            }
            return null;
        }
        if (side == null) {
            if (coding instanceof Coding.Present) {
                throw refuse(known, "missing-side", "is on the left, on the right or bilateral: say which");
            }
            return Side.BILATERAL;
        }
        Side said = Side.named(side)
                .orElseThrow(() -> refuse(known, "unknown-side", "has the sides left, right and bilateral"));
        if (known.sides() == Sides.ONE && said == Side.BILATERAL && coding instanceof Coding.Present) {
            throw refuse(known, "one-sided", "is on one side alone");
        }
        return said;
    }

    private Coding coding(ActionUnit known) {
        Coding coding = switch (state) {
            case Coding.Present.STATE -> present(known);
            case Coding.Absent.STATE -> new Coding.Absent();
            case Coding.NotCodable.STATE -> notCodable(known);
            case null, default ->
                throw refuse(known, "unknown-unit-state", "is present, absent or not-codable: say which");
        };
        if (!(coding instanceof Coding.Present) && intensity != null) {
            throw refuse(known, "unwanted-intensity", "has an intensity only where it is present");
        }
        if (!(coding instanceof Coding.NotCodable) && (reason != null || text != null)) {
            throw refuse(known, "unwanted-reason", "has a reason only where it is not codable");
        }
        return coding;
    }

    private Coding present(ActionUnit known) {
        if (!known.intensity()) {
            if (intensity != null) {
                throw refuse(known, "unwanted-intensity", "is there or not, and has no intensity");
            }
            return new Coding.Present(null);
        }
        if (intensity == null) {
            throw refuse(known, "missing-intensity", "has an intensity from A to E");
        }
        return new Coding.Present(Intensity.named(intensity)
                .orElseThrow(() -> refuse(known, "unknown-intensity", "has an intensity from A to E")));
    }

    private Coding notCodable(ActionUnit known) {
        Coding.Reason why = Coding.Reason.named(reason)
                .orElseThrow(() -> refuse(
                        known,
                        "unknown-reason",
                        "is not codable because it is occluded, out-of-view, blurred, or under facial-hair, glasses or a"
                                + " hand, or for a reason of its own (other)"));
        boolean said = text != null && !text.isBlank();
        if (said != (why == Coding.Reason.OTHER) || (text != null && text.length() > LONGEST)) {
            throw refuse(
                    known,
                    "bad-text",
                    "has a text of at most " + LONGEST + " characters where the reason is other, and nowhere else");
        }
        return new Coding.NotCodable(why, said ? text : null);
    }

    /** A code in the form in which it is sent. */
    public static SentUnit of(ActionUnitCode code) {
        Side side = code.side();
        String of = side == null ? null : side.label();
        return switch (code.coding()) {
            case Coding.Present present -> {
                Intensity intensity = present.intensity();
                yield new SentUnit(
                        code.unit(), of, Coding.Present.STATE, intensity == null ? null : intensity.name(), null, null);
            }
            case Coding.Absent absent -> new SentUnit(code.unit(), of, absent.state(), null, null, null);
            case Coding.NotCodable not ->
                new SentUnit(code.unit(), of, not.state(), null, not.reason().label(), not.text());
        };
    }

    private static Refused refuse(ActionUnit unit, String reason, String what) {
        return Refusals.of(reason, "Action unit " + unit.number() + " " + what + ".");
    }

    @Override
    public String toString() {
        return "SentUnit[]";
    }
}
