package dev.visor.gateway.projects.codes;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.visor.redaction.mesh.MeshPlaces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A movement or a visibility code of FACS.
 *
 * @param number FACS's own, such as 12
 * @param name FACS's own, such as {@code Lip corner puller}
 * @param muscle what moves it, as FACS says
 * @param intensity whether it is coded from A to E
 * @param motion whether only a moving picture shows it, so that no still is coded for it
 * @param shows what one sees, in one sentence without its end
 * @param points the names of the points that it moves; of a visibility code, those that it hides; {@code all} for every point. A
 *     {@code *} in a name stands for left and right
 */
public record ActionUnit(
        int number,
        String name,
        Kind kind,
        String muscle,
        Sides sides,
        boolean intensity,
        boolean motion,
        String shows,
        String points) {

    private static final String EVERY = "all";

    public ActionUnit {
        if (number < 1 || number > 99) {
            throw new IllegalArgumentException("An action unit has a number from 1 to 99, not " + number);
        }
        for (String text : List.of(name, muscle, shows, points)) {
            if (text.isBlank()) {
                throw new IllegalArgumentException("Action unit " + number + " leaves something unsaid");
            }
        }
        if (!points.equals(EVERY)) {
            requireKnown(number, expanded(points));
        }
    }

    private static void requireKnown(int number, List<String> points) {
        Set<String> seen = new HashSet<>();
        for (String point : points) {
            if (!MeshPlaces.names().contains(point)) {
                throw new IllegalArgumentException("Action unit " + number + " moves an unknown point: " + point);
            }
            if (!seen.add(point)) {
                throw new IllegalArgumentException("Action unit " + number + " moves a point twice: " + point);
            }
        }
    }

    private static List<String> expanded(String points) {
        List<String> names = new ArrayList<>();
        for (String point : points.split(" ", -1)) {
            if (point.contains("*")) {
                names.add(point.replace("*", Side.LEFT.label()));
                names.add(point.replace("*", Side.RIGHT.label()));
            } else {
                names.add(point);
            }
        }
        return names;
    }

    /** Whether it moves, or hides, the whole face with all of its points. */
    public boolean everyPoint() {
        return points.equals(EVERY);
    }

    /** The names of the points that it moves on this side; those on the middle line are on each. None where it moves all. */
    public List<String> pointsOn(Side side) {
        return everyPoint()
                ? List.of()
                : expanded(points).stream().filter(point -> lies(point, side)).toList();
    }

    /** Whether a point of this name lies on this side or on the middle line. */
    static boolean lies(String point, Side side) {
        List<String> words = Arrays.asList(point.split("-", -1));
        return switch (side) {
            case LEFT -> !words.contains(Side.RIGHT.label());
            case RIGHT -> !words.contains(Side.LEFT.label());
            case BILATERAL -> true;
        };
    }

    /** What kind of code it is. */
    public enum Kind {
        /** A movement of which FACS names the muscles. */
        @JsonProperty("action-unit")
        ACTION_UNIT,
        /** A movement that FACS describes and does not take apart. */
        @JsonProperty("descriptor")
        DESCRIPTOR,
        /** Where the head is turned. */
        @JsonProperty("head")
        HEAD,
        /** Where the eyes look. */
        @JsonProperty("eyes")
        EYES,
        /** What cannot be seen at all. */
        @JsonProperty("visibility")
        VISIBILITY
    }
}
