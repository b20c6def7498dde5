package dev.visor.gateway.projects;

import dev.visor.gateway.projects.LandmarkSchema.Contour;
import java.util.ArrayList;
import java.util.List;

/**
 * The 68 points of the 300-W challenge, in its order (Sagonas et al., "300 Faces In-The-Wild Challenge", ICCV Workshops
 * 2013, figure 1). Its figures count from 1, this list from 0.
 */
public final class Ibug68 {

    /** The schema. */
    public static final LandmarkSchema SCHEMA = new LandmarkSchema("ibug68", points(), contours());

    private Ibug68() {}

    private static List<String> points() {
        List<String> points = new ArrayList<>();
        // From the subject's right ear down to the chin and up to the left ear.
        for (int i = 1; i <= 8; i++) {
            points.add("jaw-right-" + i);
        }
        points.add("chin");
        for (int i = 8; i >= 1; i--) {
            points.add("jaw-left-" + i);
        }
        points.addAll(List.of(
                "brow-right-outer",
                "brow-right-outer-middle",
                "brow-right-middle",
                "brow-right-inner-middle",
                "brow-right-inner",
                "brow-left-inner",
                "brow-left-inner-middle",
                "brow-left-middle",
                "brow-left-outer-middle",
                "brow-left-outer"));
        points.addAll(List.of("nose-bridge-1", "nose-bridge-2", "nose-bridge-3", "nose-tip"));
        points.addAll(List.of("nose-right-wing", "nose-right-base", "nose-base", "nose-left-base", "nose-left-wing"));
        points.addAll(List.of(
                "eye-right-outer-corner",
                "eye-right-upper-outer",
                "eye-right-upper-inner",
                "eye-right-inner-corner",
                "eye-right-lower-inner",
                "eye-right-lower-outer"));
        points.addAll(List.of(
                "eye-left-inner-corner",
                "eye-left-upper-inner",
                "eye-left-upper-outer",
                "eye-left-outer-corner",
                "eye-left-lower-outer",
                "eye-left-lower-inner"));
        points.addAll(List.of(
                "lip-outer-right-corner",
                "lip-outer-upper-right-outer",
                "lip-outer-upper-right-inner",
                "lip-outer-upper-middle",
                "lip-outer-upper-left-inner",
                "lip-outer-upper-left-outer",
                "lip-outer-left-corner",
                "lip-outer-lower-left-outer",
                "lip-outer-lower-left-inner",
                "lip-outer-lower-middle",
                "lip-outer-lower-right-inner",
                "lip-outer-lower-right-outer"));
        points.addAll(List.of(
                "lip-inner-right-corner",
                "lip-inner-upper-right",
                "lip-inner-upper-middle",
                "lip-inner-upper-left",
                "lip-inner-left-corner",
                "lip-inner-lower-left",
                "lip-inner-lower-middle",
                "lip-inner-lower-right"));
        return points;
    }

    private static List<Contour> contours() {
        return List.of(
                Contour.through("jaw", 0, 16, false),
                Contour.through("brow-right", 17, 21, false),
                Contour.through("brow-left", 22, 26, false),
                Contour.through("nose-bridge", 27, 30, false),
                Contour.through("nose-base", 31, 35, false),
                Contour.through("eye-right", 36, 41, true),
                Contour.through("eye-left", 42, 47, true),
                Contour.through("lip-outer", 48, 59, true),
                Contour.through("lip-inner", 60, 67, true));
    }
}
