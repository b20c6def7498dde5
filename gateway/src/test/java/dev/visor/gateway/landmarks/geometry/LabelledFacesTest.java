package dev.visor.gateway.landmarks.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.landmarks.Landmark;
import dev.visor.gateway.landmarks.PointState;
import dev.visor.gateway.landmarks.Provenance;
import dev.visor.gateway.landmarks.geometry.FindingKind.Severity;
import dev.visor.gateway.projects.LandmarkSchemas;
import dev.visor.redaction.geometry.ViewPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * What the checks say of the faces on photographs that come with 68 points ({@code VISOR_FACES}, dlib's XML), which no threshold
 * was chosen by. Their points were placed by another model, on whole pixels, and say nothing of what is hidden.
 */
@EnabledIfEnvironmentVariable(named = "VISOR_FACES", matches = ".+")
class LabelledFacesTest {

    private static final Pattern POINT =
            Pattern.compile("<part name=['\"](\\d+)['\"] x=['\"](-?\\d+)['\"] y=['\"](-?\\d+)['\"]/>");

    private final GeometryChecks checks = GeometryChecks.of(LandmarkSchemas.named("ibug68"));

    @Test
    void findsNoErrorOnAnyOfThemAndTheirWholeSwapOnEach() throws IOException {
        List<List<Landmark>> faces = faces();
        assertThat(faces).isNotEmpty();
        List<List<GeometryFinding>> errors = faces.stream().map(this::errors).toList();
        long named = errors.stream().filter(found -> !found.isEmpty()).count();
        assertThat(named).as("%d faces: %s", faces.size(), errors).isZero();
        List<Integer> flip = LandmarkSchemas.named("ibug68").flip();
        for (List<Landmark> face : faces) {
            assertThat(errors(flip.stream().map(face::get).toList()))
                    .extracting(GeometryFinding::kind)
                    .contains(FindingKind.SIDES_SWAPPED);
        }
    }

    private List<GeometryFinding> errors(List<Landmark> face) {
        return checks.findings(face, new Sight(at -> true, null)).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
    }

    private static List<List<Landmark>> faces() throws IOException {
        Path file = Path.of(System.getenv("VISOR_FACES"), "training_with_face_landmarks.xml");
        List<List<Landmark>> faces = new ArrayList<>();
        for (String box : Files.readString(file).split("<box ", -1)) {
            List<Landmark> points = new ArrayList<>();
            Matcher found = POINT.matcher(box);
            while (found.find()) {
                // Pixels are counted from their centres there.
                ViewPoint at =
                        new ViewPoint(Integer.parseInt(found.group(2)) + 0.5, Integer.parseInt(found.group(3)) + 0.5);
                points.add(new Landmark(at, PointState.VISIBLE, Provenance.PLACED, null));
            }
            if (points.size() == 68) {
                faces.add(points);
            }
        }
        return faces;
    }
}
