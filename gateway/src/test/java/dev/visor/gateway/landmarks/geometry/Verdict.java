package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.landmarks.Landmark;
import dev.visor.gateway.landmarks.geometry.Simulation.Annotated;
import java.util.Collection;
import java.util.List;

/**
 * What an error finding is worth, by where its points really lie: how far from their true places, in the schema's own deviations
 * (what annotators differ by, not what faces do).
 *
 * <p>A point that lies five of them off is a gross error by the demand's own words, whoever put it there: nobody planted it, but by
 * Laplace's law one in ten annotations of 68 points has one, and it is found because it is there. To call the finding false
 * would ask the checks to tell errors by who made them. A point within three lies where careful people place it, and a finding there
 * is false whatever else is wrong beside it. In between a point is neither sound nor gross, and so the finding neither right nor
 * false. The limits are the demand's, not chosen to fit; what a finding needs to be right, at least half of its points, is what
 * an error needs to be found.
 */
enum Verdict {
    /** At least half of its points lie grossly wrong. */
    RIGHT,
    /** No more than that at least half of them lie farther off than careful people's. */
    BETWEEN,
    /** More than half of them lie where careful people place them. */
    FALSE;

    /** So many deviations off a point still lies where careful people place it. */
    static final double CAREFUL = 3;

    /**
     * Of points that a check named.
     *
     * @param points the annotation as the check saw it
     * @param truth where its points should be
     */
    static Verdict of(Collection<Integer> named, List<Landmark> points, Simulation simulation, Annotated truth) {
        if (half(named, points, simulation, truth, PlantedError.GROSS)) {
            return RIGHT;
        }
        return half(named, points, simulation, truth, CAREFUL) ? BETWEEN : FALSE;
    }

    private static boolean half(
            Collection<Integer> named, List<Landmark> points, Simulation simulation, Annotated truth, double limit) {
        long off = named.stream()
                .filter(point -> simulation.off(point, points.get(point), truth) >= limit)
                .count();
        return 2 * off >= named.size();
    }
}
