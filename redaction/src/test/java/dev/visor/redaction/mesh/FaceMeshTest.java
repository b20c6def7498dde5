package dev.visor.redaction.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Photographs;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.detect.Detection;
import dev.visor.redaction.detect.FaceFinder;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.PictureDecoder;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FaceMeshTest {

    /** The points of 300-W from right to left: point i of a mirrored face is point OPPOSITE[i]. */
    private static final int[] OPPOSITE = {
        16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 27, 28, 29,
        30, 35, 34, 33, 32, 31, 45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40, 54, 53, 52, 51, 50, 49, 48, 59, 58, 57,
        56, 55, 64, 63, 62, 61, 60, 67, 66, 65
    };

    @Test
    void seesAMirroredFaceMirrored() throws Exception {
        byte[] file = Pictures.withSegment(Photographs.sample(3), 0xe1, Pictures.exif(2, ""));
        try (FaceFinder finder = FaceFinder.from(Installed.once().models());
                FaceMesh network = FaceMesh.from(Installed.once().models());
                DecodedPicture plain = PictureDecoder.decode(Photographs.sample(3), 128);
                DecodedPicture mirrored = PictureDecoder.decode(file, 128)) {
            Detection face = finder.find(plain).getFirst();
            // The same stored pixels, looked at in a mirror: the person's right eye is now the left one.
            Detection inMirror = new Detection(
                    face.box(), face.score(), /* rightEye= */ face.leftEye(), /* leftEye= */ face.rightEye());
            List<ImagePoint> straight = Ibug68.of(Objects.requireNonNull(network.fit(plain, face)));
            List<ImagePoint> reflected = Ibug68.of(Objects.requireNonNull(network.fit(mirrored, inMirror)));
            double eyes = distance(straight.get(36), straight.get(45));
            double sum = 0;
            for (int i = 0; i < Ibug68.POINTS; i++) {
                sum += distance(straight.get(i), reflected.get(OPPOSITE[i])) / eyes;
            }
            assertThat(sum / Ibug68.POINTS).isLessThan(0.06);
        }
    }

    @Test
    void placesTheFeaturesAsAFaceHasThem() throws Exception {
        try (FaceFinder finder = FaceFinder.from(Installed.once().models());
                FaceMesh network = FaceMesh.from(Installed.once().models());
                DecodedPicture picture = PictureDecoder.decode(Photographs.sample(6), 128)) {
            for (Detection face : finder.find(picture)) {
                Mesh mesh = Objects.requireNonNull(network.fit(picture, face));
                List<ImagePoint> points = Ibug68.of(mesh);
                Outline oval = new Outline(mesh.contour().points());
                assertThat(mesh.presence()).isGreaterThan(0.5);
                assertThat(points.subList(27, 68)).filteredOn(oval::contains).hasSizeGreaterThan(38);
                assertThat(distance(points.get(36), face.rightEye()))
                        .isLessThan(distance(points.get(36), face.leftEye()));
                assertThat(points.get(8).y()).isGreaterThan(points.get(57).y());
                assertThat(points.get(57).y()).isGreaterThan(points.get(33).y());
                assertThat(points.get(33).y()).isGreaterThan(points.get(27).y());
            }
        }
    }

    private static double distance(ImagePoint a, ImagePoint b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }
}
