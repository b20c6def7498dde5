package dev.visor.redaction.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.mesh.MeshPlace.Corner;
import dev.visor.redaction.mesh.MeshPlace.Mean;
import dev.visor.redaction.mesh.MeshPlace.Part;
import dev.visor.redaction.mesh.MeshPlace.Trust;
import dev.visor.redaction.mesh.MeshPlaces.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeshPlacesTest {

    private static final Box FACE = new Box(100, 200, 160, 200);

    /** What was measured on photographs is what is used. */
    @Test
    void keepsThe68PointsThatWereMeasured() {
        List<String> names = Ibug68.names();
        assertThat(names).hasSize(Ibug68.POINTS);
        for (int i = 0; i < Ibug68.POINTS; i++) {
            Mean mean = (Mean) MeshPlaces.named(names.get(i)).orElseThrow();
            List<Integer> vertices = Ibug68.vertices().get(i);
            assertThat(mean.parts())
                    .as(names.get(i))
                    .isEqualTo(vertices.stream()
                            .map(vertex -> new Part(vertex, 1.0 / vertices.size()))
                            .toList());
            assertThat(mean.trust()).as(names.get(i)).isEqualTo(i < Ibug68.JAW ? Trust.BORDER : Trust.FEATURE);
        }
    }

    /** On a face that is the same on both sides each place is the mirror image of the one with the opposite name. */
    @Test
    void mirrorsEachPlaceAsItsNameSays() {
        Mesh face = MeanFace.in(FACE);
        double middle = FACE.centre().x();
        for (String name : MeshPlaces.names()) {
            ImagePoint here = at(name, face);
            ImagePoint there = at(mirrored(name), face);
            assertThat(here.x() - middle).as(name).isEqualTo(middle - there.x(), within(0.05));
            assertThat(here.y()).as(name).isEqualTo(there.y(), within(0.05));
            assertThat(trust(name)).as(name).isEqualTo(trust(mirrored(name)));
            if (name.equals(mirrored(name))) {
                assertThat(here.x()).as(name).isEqualTo(middle, within(0.05));
            } else if (List.of(name.split("-", -1)).contains("right")) {
                assertThat(here.x()).as(name).isLessThan(middle);
            }
        }
    }

    @Test
    void saysWhatEachPointIs() {
        for (String name : MeshPlaces.names()) {
            String definition = MeshPlaces.definition(name).orElseThrow();
            assertThat(definition).as(name).matches("[A-Z][^.{}|]{9,}");
            List<String> words = List.of(name.split("-", -1));
            for (String side : List.of("left", "right")) {
                if (words.contains(side)) {
                    assertThat(definition.toLowerCase(Locale.ROOT)).as(name).contains(side);
                }
            }
        }
        assertThat(MeshPlaces.definition("knee-left")).isEmpty();
        assertThat(MeshPlaces.named("knee-left")).isEmpty();
    }

    /** The ends of the head's axes lie where the geometry of an average head says, not where the mesh has a point. */
    @Test
    void reckonsTheAxesOfTheHeadFromItsFirmPoints() {
        List<ImagePoint> front = new ArrayList<>(Collections.nCopies(Mesh.POINTS, new ImagePoint(0, 0)));
        List<ImagePoint> side = new ArrayList<>(front);
        for (AverageFace.Place place : AverageFace.PLACES) {
            front.set(place.point(), new ImagePoint(place.x(), -place.y()));
            side.set(place.point(), new ImagePoint(place.z(), -place.y()));
        }
        double length = AverageFace.LEFT_EYE.distance(AverageFace.RIGHT_EYE);
        Mesh fromFront = new Mesh(front, 1);
        Mesh fromSide = new Mesh(side, 1);
        assertAway("axis-right-end", fromFront, -length, 0);
        assertAway("axis-left-end", fromFront, length, 0);
        assertAway("axis-up-end", fromFront, 0, -length);
        assertAway("axis-forward-end", fromFront, 0, 0);
        assertAway("axis-right-end", fromSide, 0, 0);
        assertAway("axis-up-end", fromSide, 0, -length);
        assertAway("axis-forward-end", fromSide, length, 0);
    }

    private static void assertAway(String end, Mesh mesh, double x, double y) {
        ImagePoint origin = at("head-origin", mesh);
        ImagePoint point = at(end, mesh);
        assertThat(point.x() - origin.x()).as(end).isEqualTo(x, within(0.01));
        assertThat(point.y() - origin.y()).as(end).isEqualTo(y, within(0.01));
    }

    /** However a picture is stored, the box stands upright in it as people see it. */
    @ParameterizedTest
    @EnumSource(Orientation.class)
    void laysTheBoxUprightAroundTheOval(Orientation orientation) {
        ImageSize stored = new ImageSize(600, 500);
        Affine upright = orientation.fromStored(stored);
        Mesh standing = MeanFace.in(FACE);
        Mesh lying = new Mesh(
                standing.points().stream()
                        .map(point -> new ImagePoint(
                                upright.inverseX(point.x(), point.y()), upright.inverseY(point.x(), point.y())))
                        .toList(),
                1);
        ImagePoint corner = new Corner(false, true).in(lying, upright);
        assertThat(upright.x(corner.x(), corner.y())).isEqualTo(FACE.x(), within(1e-6));
        assertThat(upright.y(corner.x(), corner.y())).isEqualTo(FACE.bottom(), within(1e-6));
        ImagePoint opposite =
                MeshPlaces.named("corner-left-upper").orElseThrow().in(lying, upright);
        assertThat(upright.x(opposite.x(), opposite.y())).isEqualTo(FACE.right(), within(1e-6));
        assertThat(upright.y(opposite.x(), opposite.y())).isEqualTo(FACE.y(), within(1e-6));
    }

    @Test
    void sharesWhatIsLeftOfTheWeight() {
        Row row = MeshPlaces.read("a | skin | 1 2*0.5 3 | About\n# said\n\n").get("a");
        assertThat(row)
                .isEqualTo(new Row(
                        new Mean(List.of(new Part(1, 0.25), new Part(2, 0.5), new Part(3, 0.25)), Trust.SKIN),
                        "About"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a | skin | 1",
                "a | skin | 1 | ",
                "a | bone | 1 | About",
                "a | skin | 468 | About",
                "a | skin | -1 | About",
                "a | skin | 1 1 | About",
                "a | skin | 1*0.5 | About",
                "a | skin | 1*5 2*-4 | About",
                "a | skin | 1*NaN | About",
                "a | skin | 1*1*1 | About",
                "a | skin | one | About",
                "a | skin |  | About",
                "a | border | corner left | About",
                "a | border | corner lower left | About",
                "a | border | corner left lower front | About",
                "a | skin | corner left lower | About",
                "a | skin | 1 | About\na | skin | 2 | About",
            })
    void refusesWhatIsNoPlace(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> MeshPlaces.read(text));
    }

    private static ImagePoint at(String name, Mesh mesh) {
        return MeshPlaces.named(name).orElseThrow().in(mesh, Affine.identity());
    }

    private static Trust trust(String name) {
        return MeshPlaces.named(name).orElseThrow().trust();
    }

    private static String mirrored(String name) {
        return Arrays.stream(name.split("-", -1))
                .map(word -> word.equals("left") ? "right" : word.equals("right") ? "left" : word)
                .collect(Collectors.joining("-"));
    }
}
