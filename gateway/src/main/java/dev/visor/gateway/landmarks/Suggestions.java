package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.views.ViewGeometry;
import dev.visor.policies.ViewProfile;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.ViewPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The points that were offered on a view, as its sealed geometry holds them. What a sheet claims to be a suggestion is held
 * against them: whoever asks decides nothing about what was offered.
 *
 * <p>Places are compared exactly. Java, JavaScript and the JSON between them write the shortest decimal that reads back as
 * the same double, so that an untouched point returns bit for bit.
 *
 * @param places one for each point of the schema, in its order; none for a point that is not asked for or not suggested
 * @param deviations for each of these the standard deviation along each axis, in view pixels; none where nobody can tell
 * @param view size of the view
 */
record Suggestions(List<@Nullable ViewPoint> places, List<@Nullable Double> deviations, ImageSize view) {

    Suggestions {
        places = Collections.unmodifiableList(new ArrayList<>(places));
        deviations = Collections.unmodifiableList(new ArrayList<>(deviations));
    }

    /**
     * What a view's geometry suggests, under the profile that the view was made under.
     *
     * @param numbers for each point of the schema the number that the geometry has for it; null where it is not the same point
     */
    static Suggestions on(ViewGeometry geometry, ViewProfile profile, List<@Nullable Integer> numbers) {
        List<@Nullable ViewPoint> places = new ArrayList<>();
        List<@Nullable Double> deviations = new ArrayList<>();
        for (Integer point : numbers) {
            ViewPoint place = point == null ? null : geometry.suggested(point);
            boolean asked = point != null && place != null && (profile.hiddenPointsAsked() || geometry.shows(place));
            places.add(asked ? place : null);
            deviations.add(point != null && asked ? geometry.deviation(point) : null);
        }
        return new Suggestions(places, deviations, geometry.frame().view());
    }

    /** The points that an annotator begins with. */
    List<Landmark> points() {
        return places.stream()
                .map(place -> place == null
                        ? new Landmark(null, PointState.NOT_LABELLED, null, null)
                        : new Landmark(place, PointState.at(place, view), Provenance.SUGGESTED_UNTOUCHED, null))
                .toList();
    }

    /**
     * Stops a point that somebody moved from passing as what the model said.
     *
     * @throws Refused (422) naming the first point that is not what was suggested
     */
    void check(List<Landmark> points) {
        for (int i = 0; i < points.size(); i++) {
            Landmark point = points.get(i);
            @Nullable Provenance how = point.provenance();
            if (how == Provenance.SUGGESTED_UNTOUCHED || how == Provenance.CONFIRMED) {
                check(i, point, how);
            }
        }
    }

    private void check(int index, Landmark point, Provenance how) {
        @Nullable ViewPoint offered = index < places.size() ? places.get(index) : null;
        if (offered == null || !offered.equals(point.place())) {
            throw refuse("Point " + index + " does not lie where it was suggested; it was moved or placed.");
        }
        // Whoever gave it another state has looked at it.
        if (how == Provenance.SUGGESTED_UNTOUCHED && point.state() != PointState.at(offered, view)) {
            throw refuse("Point " + index + " has another state than was suggested; somebody touched it.");
        }
    }

    private static Refused refuse(String sentence) {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "not-as-suggested", sentence);
    }

    @Override
    public String toString() {
        return "Suggestions[]";
    }
}
