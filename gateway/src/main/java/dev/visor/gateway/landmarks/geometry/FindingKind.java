package dev.visor.gateway.landmarks.geometry;

import com.fasterxml.jackson.annotation.JsonValue;

/** What can be wrong with where points lie. */
public enum FindingKind {
    /** Left and right were taken for each other. */
    SIDES_SWAPPED(
            "sides-swapped",
            Severity.ERROR,
            "These points seem to carry each other's names: left is the left of the person, not of the picture."
                    + " Exchange them."),
    /** The points of a contour stand in the wrong order. */
    CONTOUR_ORDER(
            "contour-order",
            Severity.ERROR,
            "These points seem to stand in the wrong order along their contour. Bring them into the order of the names."),
    /** A contour crosses itself. */
    CONTOUR_CROSSES(
            "contour-crosses",
            Severity.ERROR,
            "The contour through these points crosses itself. Look which of them lies on the wrong side."),
    /** Two points lie at one place. */
    POINTS_COINCIDE(
            "points-coincide",
            Severity.ERROR,
            "These points lie at the same place, but on a face they are apart. Move the one that was left behind."),
    /** A point is farther from its neighbours than on any head. */
    IMPOSSIBLE_DISTANCE(
            "impossible-distance",
            Severity.ERROR,
            "This point is farther from its neighbours than on any head. Move it to where it belongs."),
    /** A point is where the others do not let it be. */
    POINT_MISPLACED(
            "point-misplaced",
            Severity.ERROR,
            "This point does not lie where a face has it whose other points lie as here. Look at it again."),
    /** So many points are wrong that the rest says nothing. */
    NO_FACE(
            "no-face",
            Severity.ERROR,
            "These points together do not make a face. Look whether they are on this face and under their own names."),
    /** The head is turned otherwise than the picture shows. */
    OTHER_POSE(
            "other-pose",
            Severity.ERROR,
            "These points make a head that is turned otherwise than the one in the picture. Look whether they are on this"
                    + " face and under their own names."),
    /** What is said to be hidden by the head faces the viewer, and the other way round. */
    VISIBILITY_REVERSED(
            "visibility-reversed",
            Severity.ERROR,
            "The points that are said to be hidden by the head are on the side that faces the viewer. Look at their"
                    + " states again."),
    /** A point is said to be visible on the side that is turned away. */
    VISIBLE_BEHIND(
            "visible-behind",
            Severity.WARNING,
            "These points are said to be visible, but lie on the side of the head that is turned away. Look whether they"
                    + " are hidden by the head."),
    /** A point is said to be hidden by the head on the side that faces the viewer. */
    HIDDEN_IN_FRONT(
            "hidden-in-front",
            Severity.WARNING,
            "These points are said to be hidden by the head, but lie on the side that faces the viewer. Look at their"
                    + " states again."),
    /** A point is said to be visible where nothing is shown. */
    OFF_OUTLINE(
            "off-outline",
            Severity.WARNING,
            "These points are said to be visible, but lie where nothing of the picture is shown. Move them, or say that"
                    + " they are occluded.");

    private final String code;
    private final Severity severity;
    private final String sentence;

    FindingKind(String code, Severity severity, String sentence) {
        this.code = code;
        this.severity = severity;
        this.sentence = sentence;
    }

    /** The name in answers and payloads; it never changes. */
    @JsonValue
    public String code() {
        return code;
    }

    /** How bad it is. */
    public Severity severity() {
        return severity;
    }

    /** What is wrong and what to do, for annotators; it names no place. */
    public String sentence() {
        return sentence;
    }

    /**
     * Finds a kind by its code.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static FindingKind coded(String code) {
        for (FindingKind kind : values()) {
            if (kind.code.equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("There is no finding of the kind " + code);
    }

    /** How bad a finding is. */
    public enum Severity {
        /** Whoever hands it in must say that it is meant so. */
        ERROR,
        /** Worth a look. */
        WARNING;

        /** The name in answers. */
        @JsonValue
        public String label() {
            return this == ERROR ? "error" : "warning";
        }
    }
}
