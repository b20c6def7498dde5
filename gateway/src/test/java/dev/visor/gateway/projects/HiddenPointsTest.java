package dev.visor.gateway.projects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.policies.ViewProfile;
import dev.visor.policies.ViewProfiles;
import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.mesh.MeanFace;
import dev.visor.redaction.render.ViewShape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HiddenPointsTest {

    /** Hairline to chin 187 mm, 140 mm from cheekbone to cheekbone: an average adult, a pixel for each millimetre. */
    private static final Box FACE = new Box(-70, -187, 140, 187);

    /** Where parts of a body that stands before the camera lie from the chin, in millimetres to its left and down. */
    private static final Map<String, ImagePoint> BODY = Map.of(
            "ear-left", new ImagePoint(82, -94),
            "ear-left-lobe", new ImagePoint(75, -62),
            "shoulder-left", new ImagePoint(200, 90),
            "elbow-left", new ImagePoint(240, 420),
            "hand-left-root", new ImagePoint(120, 330),
            "knee-left", new ImagePoint(100, 1020),
            "ankle-left", new ImagePoint(100, 1420),
            "nose-tip", new ImagePoint(0, -75),
            "chin", new ImagePoint(0, -1));

    /** Without its margin, which is there for what the mesh gets wrong, a shape holds the parts that count as shown. */
    @Test
    void areThoseThatTheShapeOfTheProfileLeavesOut() {
        for (String name : ViewProfiles.names()) {
            ViewProfile profile = ViewProfiles.named(name);
            Outline shape = ViewShape.labelled(profile.shape())
                    .around(MeanFace.in(FACE).contour(), Affine.identity(), profile.aligned(), 0);
            BODY.forEach((point, place) -> assertThat(hidden(profile, point))
                    .as("%s under %s", point, name)
                    .isNotEqualTo(shape.contains(place)));
        }
    }

    @Test
    void ofASchemaAreNamedInItsOrder() {
        assertThat(HiddenPoints.of(LandmarkSchemas.named("aflw21"), ViewProfiles.named("face-oval")))
                .containsExactly("ear-right-lobe", "ear-left-lobe");
        assertThat(HiddenPoints.of(LandmarkSchemas.named("coco17"), ViewProfiles.named("upper-body")))
                .containsExactly("knee-left", "knee-right", "ankle-left", "ankle-right");
        assertThat(HiddenPoints.of(LandmarkSchemas.named("wholebody133"), ViewProfiles.named("upper-body")))
                .containsExactly(
                        "knee-left",
                        "knee-right",
                        "ankle-left",
                        "ankle-right",
                        "big-toe-left",
                        "small-toe-left",
                        "heel-left",
                        "big-toe-right",
                        "small-toe-right",
                        "heel-right");
        for (String face : List.of("ibug68", "wflw98", "lapa106", "mediapipe478", "micro67", "cofw29", "box4")) {
            for (String name : ViewProfiles.names()) {
                assertThat(HiddenPoints.of(LandmarkSchemas.named(face), ViewProfiles.named(name)))
                        .isEmpty();
            }
        }
    }

    private static boolean hidden(ViewProfile profile, String point) {
        LandmarkSchema plain = LandmarkSchemas.named("box4");
        String opposite = point.replace("left", "right");
        List<String> names = point.equals(opposite) ? List.of(point) : List.of(point, opposite);
        int size = names.size();
        LandmarkSchema schema = new LandmarkSchema(
                "one",
                plain.origin(),
                names,
                List.of(new LandmarkSchema.Group("all", size == 1 ? List.of(0) : List.of(0, 1))),
                List.of(),
                List.of(),
                new Normaliser.Box(),
                plain.deviations().subList(0, size),
                plain.mean().subList(0, size));
        return HiddenPoints.of(schema, profile).contains(point);
    }
}
