package dev.visor.redaction.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Photographs;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.detect.Detection;
import dev.visor.redaction.detect.FaceFinder;
import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Turn;
import dev.visor.redaction.mesh.AverageFace.Place;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.PictureDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HeadPoseTest {

    private static final ImageSize SIZE = new ImageSize(1600, 1200);

    @BeforeAll
    static void load() {
        Installed.once();
    }

    /** The average face itself, seen by the assumed camera. */
    @Nested
    class Projected {

        @Test
        void isFoundAgainToOneDegree() {
            for (int yaw = -75; yaw <= 75; yaw += 15) {
                for (int pitch = -60; pitch <= 60; pitch += 15) {
                    for (int roll = -165; roll <= 180; roll += 15) {
                        HeadPose pose = new HeadPose(yaw, pitch, roll);
                        is(pose(project(pose, new double[] {0, 0, 80}), Orientation.UPRIGHT), pose, 0.01);
                    }
                }
            }
        }

        @ParameterizedTest
        @EnumSource(Orientation.class)
        void isFoundInTheUprightPicture(Orientation orientation) {
            HeadPose pose = new HeadPose(25, -12, 33);
            Affine upright = orientation.fromStored(stored(orientation));
            List<ImagePoint> points = project(pose, new double[] {0, 0, 80}).stream()
                    .map(p -> new ImagePoint(upright.inverseX(p.x(), p.y()), upright.inverseY(p.x(), p.y())))
                    .toList();
            is(pose(points, orientation), pose, 0.01);
        }

        @ParameterizedTest
        @CsvSource({"20, 10, 80", "-30, 20, 70", "0, -25, 60", "15, 5, 1500"})
        void isToldAgainstTheLineOfSight(double right, double down, double away) {
            double[] place = {right, down, away};
            // Who looks at the camera from there has turned to it.
            HeadPose facing = new HeadPose(0, 0, 0);
            is(pose(project(facing, place), Orientation.UPRIGHT), facing, 0.01);
            HeadPose pose = new HeadPose(-40, 20, 10);
            is(pose(project(pose, place), Orientation.UPRIGHT), pose, 0.01);
        }

        @Test
        void isFoundAgainFromPointsThatAreSomewhatOff() {
            HeadPose pose = new HeadPose(30, -10, 20);
            List<ImagePoint> points = new ArrayList<>(project(pose, new double[] {5, 5, 60}));
            for (int i = 0; i < points.size(); i++) {
                ImagePoint p = points.get(i);
                points.set(i, new ImagePoint(p.x() + Math.sin(i) / 2, p.y() + Math.cos(7 * i) / 2));
            }
            is(pose(points, Orientation.UPRIGHT), pose, 1);
        }

        @Test
        void hasTheSignsThatAreWrittenDown() {
            double[] place = {0, 0, 80};
            List<ImagePoint> straight = project(new HeadPose(0, 0, 0), place);
            int tip = 4;
            assertThat(project(new HeadPose(20, 0, 0), place).get(tip).x())
                    .as("yaw: the nose to the viewer's right")
                    .isGreaterThan(straight.get(tip).x() + 20);
            assertThat(project(new HeadPose(0, 20, 0), place).get(tip).y())
                    .as("pitch: the nose up")
                    .isLessThan(straight.get(tip).y() - 20);
            assertThat(project(new HeadPose(0, 0, 20), place).get(10).x())
                    .as("roll: the forehead to the viewer's right")
                    .isGreaterThan(straight.get(10).x() + 20);
        }

        private static ImageSize stored(Orientation orientation) {
            return orientation.turnsSides() ? SIZE.turned() : SIZE;
        }

        private static HeadPose pose(List<ImagePoint> points, Orientation orientation) {
            return Objects.requireNonNull(HeadPose.of(new Mesh(points, 1), stored(orientation), orientation));
        }
    }

    @Test
    void isUnknownForPointsAtOnePlace() {
        Mesh mesh = new Mesh(Collections.nCopies(Mesh.POINTS, new ImagePoint(30, 40)), 1);
        assertThat(HeadPose.of(mesh, SIZE, Orientation.UPRIGHT)).isNull();
    }

    @Nested
    class Photographed {

        @Test
        void isPlausibleAndLeansWithTheEyes() throws Exception {
            for (int i = 1; i <= Photographs.COUNT; i++) {
                isPlausible(Photographs.sample(i));
            }
        }

        @Test
        @EnabledIfEnvironmentVariable(named = "VISOR_FACES", matches = ".+")
        void isPlausibleInSmallFaces() throws Exception {
            try (Stream<Path> files = Files.list(Path.of(System.getenv("VISOR_FACES")))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".jpg")).toList()) {
                    isPlausible(Files.readAllBytes(file));
                }
            }
        }

        @Test
        void isMirroredInAMirror() throws Exception {
            try (FaceMesh network = FaceMesh.from(Installed.once().models());
                    FaceFinder finder = FaceFinder.from(Installed.once().models());
                    DecodedPicture picture = PictureDecoder.decode(Photographs.sample(4), 128)) {
                for (Detection face : finder.find(picture)) {
                    Mesh mesh = Objects.requireNonNull(network.fit(picture, face));
                    HeadPose straight = pose(mesh, picture.size(), Orientation.UPRIGHT);
                    List<ImagePoint> swapped = new ArrayList<>(mesh.points());
                    for (Place place : AverageFace.PLACES) {
                        swapped.set(place.point(), mesh.points().get(opposite(place)));
                    }
                    HeadPose inMirror = pose(new Mesh(swapped, 1), picture.size(), Orientation.MIRRORED);
                    is(inMirror, new HeadPose(-straight.yaw(), straight.pitch(), -straight.roll()), 0.1);
                }
            }
        }

        @Test
        void isAboutMirroredByTheNetworkItself() throws Exception {
            byte[] file = Pictures.withSegment(Photographs.sample(4), 0xe1, Pictures.exif(2, ""));
            try (FaceMesh network = FaceMesh.from(Installed.once().models());
                    FaceFinder finder = FaceFinder.from(Installed.once().models());
                    DecodedPicture plain = PictureDecoder.decode(Photographs.sample(4), 128);
                    DecodedPicture mirrored = PictureDecoder.decode(file, 128)) {
                List<Detection> faces = sure(finder.find(plain));
                assertThat(faces).hasSizeGreaterThanOrEqualTo(3);
                for (Detection face : faces) {
                    Detection inMirror = new Detection(
                            face.box(), face.score(), /* rightEye= */ face.leftEye(), /* leftEye= */ face.rightEye());
                    HeadPose straight =
                            pose(Objects.requireNonNull(network.fit(plain, face)), plain.size(), plain.orientation());
                    HeadPose reflected = pose(
                            Objects.requireNonNull(network.fit(mirrored, inMirror)),
                            mirrored.size(),
                            mirrored.orientation());
                    is(reflected, new HeadPose(-straight.yaw(), straight.pitch(), -straight.roll()), 8);
                }
            }
        }

        /** Without what is hidden for safety's sake and may be no face: the fallback detector sees one upside down in a fold. */
        private static List<Detection> sure(List<Detection> found) {
            return found.stream().filter(face -> face.score() >= 0.7).toList();
        }

        private static int opposite(Place place) {
            return AverageFace.PLACES.stream()
                    .filter(other -> other.x() == -place.x() && other.y() == place.y() && other.z() == place.z())
                    .findFirst()
                    .orElseThrow()
                    .point();
        }

        private static void isPlausible(byte[] file) throws Exception {
            try (FaceMesh network = FaceMesh.from(Installed.once().models());
                    FaceFinder finder = FaceFinder.from(Installed.once().models());
                    DecodedPicture picture = PictureDecoder.decode(file, 128)) {
                for (Detection face : sure(finder.find(picture))) {
                    Mesh mesh = Objects.requireNonNull(network.fit(picture, face));
                    HeadPose pose = pose(mesh, picture.size(), picture.orientation());
                    Turn level = Turn.levelling(
                            picture.size(),
                            picture.orientation(),
                            mesh.points().get(33),
                            mesh.points().get(263));
                    assertThat(pose.yaw()).isBetween(-60.0, 60.0);
                    assertThat(pose.pitch()).isBetween(-45.0, 30.0);
                    // A nodding head that is shaken tilts the line of its eyes, too: not the same, but near.
                    assertThat(pose.roll()).isEqualTo(-level.degrees(), within(8.0));
                }
            }
        }

        private static HeadPose pose(Mesh mesh, ImageSize stored, Orientation orientation) {
            return Objects.requireNonNull(HeadPose.of(mesh, stored, orientation));
        }
    }

    private static void is(HeadPose actual, HeadPose expected, double degrees) {
        String as = actual + " for " + expected;
        assertThat(actual.yaw()).as(as).isEqualTo(expected.yaw(), within(degrees));
        assertThat(actual.pitch()).as(as).isEqualTo(expected.pitch(), within(degrees));
        assertThat(Math.IEEEremainder(actual.roll() - expected.roll(), 360))
                .as(as)
                .isEqualTo(0, within(degrees));
    }

    /**
     * The average face in a mesh, seen from the camera's corner: nodded, shaken, tilted, and then carried to a place with
     * its straight look still on the camera. Written without matrices, so as not to repeat the code under test.
     *
     * @param place centimetres to the right, down and away
     */
    private static List<ImagePoint> project(HeadPose pose, double[] place) {
        List<ImagePoint> points = new ArrayList<>(Collections.nCopies(Mesh.POINTS, new ImagePoint(0, 0)));
        double distance = Math.hypot(Math.hypot(place[0], place[1]), place[2]);
        double aside = Math.hypot(place[0], place[1]);
        for (Place p : AverageFace.PLACES) {
            // Towards the viewer and up become each other's share when the head nods upwards, and so on.
            double[] nodded = turned(p.y(), p.z(), -pose.pitch());
            double[] shaken = turned(nodded[1], p.x(), pose.yaw());
            double[] tilted = turned(shaken[1], nodded[0], -pose.roll());
            double right = tilted[0];
            double down = -tilted[1];
            double away = distance - shaken[0];
            if (aside > 0) {
                // Swung along the way from the axis to the place.
                double along = (right * place[0] + down * place[1]) / aside;
                double across = (down * place[0] - right * place[1]) / aside;
                double[] swung = turned(away, along, Math.toDegrees(Math.atan2(aside, place[2])));
                away = swung[0];
                right = (swung[1] * place[0] - across * place[1]) / aside;
                down = (swung[1] * place[1] + across * place[0]) / aside;
            }
            double focal = SIZE.longestSide();
            points.set(
                    p.point(),
                    new ImagePoint(
                            SIZE.width() / 2.0 + focal * right / away, SIZE.height() / 2.0 + focal * down / away));
        }
        return points;
    }

    /** From the first axis towards the second. */
    private static double[] turned(double first, double second, double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        return new double[] {first * cos - second * sin, first * sin + second * cos};
    }
}
