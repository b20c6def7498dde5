package dev.visor.gateway.projects.codes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A catalogue of action units. It never changes under its id.
 *
 * @param id such as {@code facs-2002}
 * @param title for people
 * @param source where it comes from
 * @param sides how it counts left and right
 * @param intensity what the letters mean
 * @param leftOut which codes of the source it has not, and why
 * @param units in the order of their numbers
 */
public record ActionUnits(
        String id,
        String title,
        String source,
        String sides,
        String intensity,
        String leftOut,
        List<ActionUnit> units) {

    private static final ActionUnits FACS = read(StrictJson.shipped("facs.json"));

    private static final Map<Integer, ActionUnit> BY_NUMBER =
            FACS.units.stream().collect(Collectors.toMap(ActionUnit::number, Function.identity()));

    public ActionUnits {
        units = List.copyOf(units);
        if (units.isEmpty()) {
            throw new IllegalArgumentException("A catalogue has action units");
        }
        for (int i = 1; i < units.size(); i++) {
            if (units.get(i).number() <= units.get(i - 1).number()) {
                throw new IllegalArgumentException("Action units stand in the order of their numbers, each once: "
                        + units.get(i).number());
            }
        }
    }

    /**
     * Reads a catalogue.
     *
     * @throws IllegalArgumentException if a number is there twice, a point is unknown, or a field is missing
     */
    static ActionUnits read(byte[] json) {
        return StrictJson.read(json, ActionUnits.class);
    }

    /** The Facial Action Coding System. */
    public static ActionUnits facs() {
        return FACS;
    }

    /** The action unit of that number. */
    public static Optional<ActionUnit> numbered(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    /** Those that a still shows. */
    List<ActionUnit> onStills() {
        return units.stream().filter(unit -> !unit.motion()).toList();
    }
}
