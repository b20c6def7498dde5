package dev.visor.redaction.worker;

import static dev.visor.redaction.worker.FourPeople.FILL;
import static dev.visor.redaction.worker.FourPeople.RULES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Photographs;
import dev.visor.redaction.detect.FaceFinder;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.ViewPoint;
import dev.visor.redaction.mesh.FaceMesh;
import dev.visor.redaction.mesh.HeadPose;
import dev.visor.redaction.picture.ViewFile;
import dev.visor.redaction.render.Outlines;
import dev.visor.redaction.render.ViewInspection;
import dev.visor.redaction.render.ViewShape;
import dev.visor.redaction.silhouette.Silhouette;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Faces beside, before and without each other, put together from a photograph and looked at by the real models. */
class RedactorTest {

    /** A woman beside the man, and her face alone. */
    private static final Rect WOMAN = new Rect(622, 289, 275, 400);

    private static final Rect WOMANS_FACE = new Rect(642, 299, 235, 370);

    private static FourPeople people;

    @BeforeAll
    static void look() throws Exception {
        people = FourPeople.look();
    }

    @AfterAll
    static void close() {
        people.close();
    }

    @Test
    void cutsOutEveryOtherFaceThatReachesIntoAView() throws Exception {
        Redacted redacted = people.redact(withWoman(WOMAN, 0.8, 320, 200), new Claim(1, FourPeople.FACE_OF_MAN));
        FoundFace.Target man = redacted.targets().getFirst();
        List<Outline> others = redacted.faces().stream()
                .filter(FoundFace.Bystander.class::isInstance)
                .map(face -> Outlines.ellipse(face.box().scaled(1.25)))
                .toList();
        assertThat(others).isNotEmpty();
        int[] hidden = new int[1];
        int[] shown = new int[1];
        ViewFile.of(man.view()).rows((y, rgb) -> {
            for (int x = 0; x < man.frame().view().width(); x++) {
                ImagePoint under = man.frame().toImage(new ViewPoint(x + 0.5, y + 0.5));
                ImagePoint centre = new ImagePoint(Math.floor(under.x()) + 0.5, Math.floor(under.y()) + 0.5);
                boolean filled =
                        rgb[3 * x] == (byte) FILL && rgb[3 * x + 1] == (byte) FILL && rgb[3 * x + 2] == (byte) FILL;
                if (others.stream().anyMatch(other -> other.contains(centre))) {
                    assertThat(filled)
                            .as("pixel %d, %d of another's face", x, y)
                            .isTrue();
                    hidden[0] += man.outline().contains(centre) ? 1 : 0;
                }
                shown[0] += filled ? 0 : 1;
            }
        });
        assertThat(hidden[0]).as("pixels that the outline alone would show").isGreaterThan(500);
        assertThat(shown[0]).isGreaterThan(20 * 500);
    }

    /** A view that is twice as large has deviations twice as large; the head's pose does not depend on the view. */
    @Test
    void saysHowSureItIsOfEachPointInPixelsOfTheView() throws Exception {
        Claim man = new Claim(1, FourPeople.FACE);
        FoundFace.Target large = only(people.redact(RULES, man));
        FoundFace.Target small =
                only(people.redact(new ViewRules(ViewShape.FACE_OVAL, 0.15, 128, 24, FILL, false), man));
        double scale = large.frame().scale() / small.frame().scale();
        assertThat(scale).isGreaterThan(2);
        assertThat(large.suggestion().deviations()).hasSize(68);
        for (int i = 0; i < 68; i++) {
            double deviation = large.suggestion().deviations().get(i);
            assertThat(deviation / small.suggestion().deviations().get(i)).isEqualTo(scale, within(1e-6));
            assertThat(deviation / large.frame().scale()).isBetween(0.5, 40.0);
        }
        HeadPose pose = Objects.requireNonNull(large.suggestion().pose());
        assertThat(pose).isEqualTo(small.suggestion().pose());
        assertThat(Math.abs(pose.yaw())).isLessThan(35);
    }

    @Test
    void turnsAViewUntilItsFaceStandsUpright() throws Exception {
        Claim man = new Claim(1, FourPeople.FACE);
        ViewRules aligned = new ViewRules(ViewShape.FACE_OVAL, 0.15, 512, 24, FILL, true);
        FoundFace.Target leaning = only(people.redact(RULES, man));
        FoundFace.Target upright = only(people.redact(aligned, man));
        assertThat(Math.abs(slope(leaning))).isGreaterThan(2);
        assertThat(Math.abs(slope(upright))).isLessThan(1.5);
        assertThat(upright.outline()).isEqualTo(leaning.outline());
        for (int i = 0; i < 68; i++) {
            ImagePoint one = leaning.frame().toImage(leaning.suggested().get(i));
            ImagePoint other = upright.frame().toImage(upright.suggested().get(i));
            assertThat(Math.hypot(one.x() - other.x(), one.y() - other.y())).isLessThan(1e-6);
        }
    }

    private static FoundFace.Target only(Redacted redacted) {
        assertThat(redacted.unmatched()).isEmpty();
        return redacted.targets().getFirst();
    }

    /** By how many degrees the line between the outer corners of the eyes sinks. */
    private static double slope(FoundFace.Target target) {
        ViewPoint right = target.suggested().get(36);
        ViewPoint left = target.suggested().get(45);
        return Math.toDegrees(Math.atan2(left.y() - right.y(), left.x() - right.x()));
    }

    /** The faces of four people who stand side by side: a wide view must show its own and none of the others. */
    @ParameterizedTest
    @EnumSource(ViewShape.class)
    void showsEachFaceAloneInEveryShape(ViewShape shape) throws Exception {
        Redacted looked = people.redact(RULES);
        List<Claim> claims = new ArrayList<>();
        for (FoundFace face : looked.faces()) {
            if (face.score() >= 0.7) {
                claims.add(new Claim(claims.size(), face.box()));
            }
        }
        ViewRules rules = new ViewRules(shape, 0.15, 512, 24, FILL, false);
        Redacted redacted = people.redact(rules, claims.toArray(Claim[]::new));
        assertThat(redacted.unmatched()).as("of %d", claims.size()).isEmpty();
        for (FoundFace.Target target : redacted.targets()) {
            ViewInspection.inspect(target.view(), target.outline(), target.exclusions(), target.frame(), FILL);
            for (FoundFace other : redacted.faces()) {
                if (!other.equals(target)) {
                    assertThat(shows(target, other.box().centre())).isFalse();
                }
            }
            assertThat(shows(target, target.box().centre())).isTrue();
        }
    }

    private static boolean shows(FoundFace.Target target, ImagePoint place) {
        return target.outline().contains(place)
                && target.exclusions().stream().noneMatch(other -> other.contains(place));
    }

    @Test
    void tellsAChildFromTheAdultBehindIt() throws Exception {
        Mat picture = childBeforeMan();
        List<FoundFace> sure = sureFaces(picture);
        assertThat(sure).hasSize(2);
        FoundFace child = sure.getFirst();
        FoundFace man = sure.getLast();
        assertThat(man.box().intersection(child.box()))
                .isGreaterThan(0.75 * child.box().area());
        assertThat(people.redact(picture, new Claim(1, null)).unmatched())
                .containsExactly(Map.entry(1, "not-exactly-one-face"));
    }

    @Test
    void leavesAFaceThatAnotherHidesToAPerson() throws Exception {
        Mat picture = childBeforeMan();
        Box man = sureFaces(picture).getLast().box();
        Redacted redacted = people.redact(picture, new Claim(4, man));
        assertThat(redacted.targets()).isEmpty();
        assertThat(redacted.unmatched()).containsExactly(Map.entry(4, "faces-overlap"));
    }

    @Test
    void leavesAFaceThatTheMeshDoubtsToAPerson() throws Exception {
        // One detector is sure of a face pressed flat, the other of one without a mouth; the mesh is not.
        Mat flat = new Mat();
        Imgproc.resize(people.man(), flat, new Size(), 1, 0.4, Imgproc.INTER_AREA);
        Mat mouthless = people.man();
        mouthless.submat(new Rect(100, 300, 320, 180)).setTo(new Scalar(200, 190, 180));
        List<String> reasons = new ArrayList<>();
        for (Mat picture : List.of(flat, mouthless)) {
            for (FoundFace face : sureFaces(picture)) {
                Redacted redacted = people.redact(picture, new Claim(1, face.box()));
                assertThat(redacted.targets()).isEmpty();
                reasons.addAll(redacted.unmatched().values());
            }
        }
        assertThat(reasons).isNotEmpty().containsOnly("face-unreadable");
    }

    @Test
    void leavesAViewInWhichNobodyElseSeesOneFaceToAPerson() throws Exception {
        assertThat(unmatchedIfAnotherSees(0)).isEqualTo("view-unconfirmed");
        assertThat(unmatchedIfAnotherSees(2)).isEqualTo("view-shows-several");
    }

    private static @Nullable String unmatchedIfAnotherSees(int faces) throws Exception {
        Path models = Installed.once().models();
        try (Redactor doubted = new Redactor(
                FaceFinder.from(models), FaceMesh.from(models), Silhouette.from(models), (view, face) -> faces)) {
            Redacted redacted = doubted.redact(
                    Photographs.sample(6), FourPeople.order(RULES, new Claim(9, new Box(650, 330, 200, 270))));
            assertThat(redacted.targets()).isEmpty();
            return redacted.unmatched().get(9);
        }
    }

    private static Mat childBeforeMan() {
        return withWoman(WOMANS_FACE, 0.55, 193, 331);
    }

    /** The man's picture with a part of hers in it, so much smaller, and with its left upper corner there. */
    private static Mat withWoman(Rect part, double scale, int x, int y) {
        Mat picture = people.man();
        Mat small = new Mat();
        Imgproc.resize(people.photograph().submat(part), small, new Size(), scale, scale, Imgproc.INTER_AREA);
        if (x + small.cols() > picture.cols()) {
            Mat wide = new Mat();
            int more = x + small.cols() - picture.cols();
            Core.copyMakeBorder(picture, wide, 0, 0, 0, more, Core.BORDER_REPLICATE);
            picture = wide;
        }
        small.copyTo(picture.submat(new Rect(x, y, small.cols(), small.rows())));
        return picture;
    }

    /** The smallest first. */
    private static List<FoundFace> sureFaces(Mat picture) throws Exception {
        double sure = people.redactor().fallbackDetector() ? 0.6 : 0.7;
        return people.redact(picture).faces().stream()
                .filter(face -> face.score() >= sure)
                .sorted(Comparator.comparingDouble(face -> face.box().area()))
                .toList();
    }
}
