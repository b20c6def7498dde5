package dev.visor.gateway.landmarks.codes;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.projects.codes.ActionUnit;
import dev.visor.gateway.projects.codes.ActionUnits;
import dev.visor.gateway.projects.codes.Side;
import dev.visor.gateway.projects.codes.Sides;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a list of action units says of each one that a project asks for something, once, and of no other. */
final class UnitChecks {

    private static final Comparator<ActionUnitCode> ORDER = Comparator.comparingInt(ActionUnitCode::unit)
            .thenComparing(ActionUnitCode::side, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final List<ActionUnit> asked;

    UnitChecks(List<ActionUnit> asked) {
        this.asked = asked;
    }

    /**
     * Checks a list.
     *
     * @param whole whether every unit has to be coded on all of its sides
     * @return in the order of their numbers, left before right
     * @throws Refused (422) naming the first unit that cannot be taken
     */
    List<ActionUnitCode> checked(@Nullable List<@Nullable SentUnit> sent, @Nullable Boolean restAbsent, boolean whole) {
        if (asked.isEmpty()) {
            if (sent != null || restAbsent != null) {
                throw Refusals.of("units-not-asked", "This project asks for no action units.");
            }
            return List.of();
        }
        List<ActionUnitCode> codes = each(sent == null ? List.of() : sent);
        if (whole && !Boolean.TRUE.equals(restAbsent)) {
            requireAll(codes);
        }
        return codes.stream().sorted(ORDER).toList();
    }

    private List<ActionUnitCode> each(List<@Nullable SentUnit> sent) {
        if (sent.size() > 2 * asked.size()) {
            throw Refusals.of("too-many-units", "More action units were sent than this project has sides of them.");
        }
        List<ActionUnitCode> codes = new ArrayList<>();
        for (SentUnit one : sent) {
            ActionUnitCode code = one(one);
            codes.forEach(other -> requireApart(code, other));
            codes.add(code);
        }
        return codes;
    }

    private ActionUnitCode one(@Nullable SentUnit sent) {
        Integer number = sent == null ? null : sent.unit();
        if (sent == null || number == null) {
            throw Refusals.of("missing-unit", "An action unit has no number.");
        }
        ActionUnit known = ActionUnits.numbered(number)
                .orElseThrow(() -> Refusals.of("unknown-unit", "FACS has no action unit of this number."));
        if (!asked.contains(known)) {
            throw Refusals.of("unit-not-asked", "This project does not ask for action unit " + number + ".");
        }
        return sent.checked(known);
    }

    private static void requireApart(ActionUnitCode one, ActionUnitCode other) {
        if (one.unit() != other.unit()) {
            return;
        }
        if (one.side() == other.side()) {
            throw Refusals.of("unit-twice", "Action unit " + one.unit() + " is there twice.");
        }
        if (one.side() == Side.BILATERAL || other.side() == Side.BILATERAL) {
            throw Refusals.of(
                    "side-twice",
                    "Action unit " + one.unit() + " is there for both sides at once and for one of them.");
        }
        boolean both = one.coding() instanceof Coding.Present && other.coding() instanceof Coding.Present;
        if (both && ActionUnits.numbered(one.unit()).orElseThrow().sides() == Sides.ONE) {
            throw Refusals.of("one-sided", "Action unit " + one.unit() + " is on one side alone.");
        }
    }

    private void requireAll(List<ActionUnitCode> codes) {
        for (ActionUnit unit : asked) {
            for (Side half : Side.BILATERAL.halves()) {
                if (codes.stream().noneMatch(code -> code.unit() == unit.number() && code.covers(half))) {
                    throw Refusals.of(
                            "unit-not-coded",
                            "Action unit " + unit.number()
                                    + " is not coded on all of its sides: say so, or that the rest is absent.");
                }
            }
        }
    }
}
