package dev.visor.redaction.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Photographs;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.geometry.ViewPoint;
import dev.visor.redaction.mesh.Ibug68;
import dev.visor.redaction.picture.PictureHeader;
import dev.visor.redaction.picture.PictureRefusedException;
import dev.visor.redaction.render.Framing;
import dev.visor.redaction.render.Outlines;
import dev.visor.redaction.render.ViewInspection;
import dev.visor.redaction.render.ViewShape;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Views of faces that a person drew an outline around, from real workers. */
class DrawnOutlineTest {

    private static final UUID TENANT = new UUID(3, 3);
    private static final int FILL = 128;

    /** The man's face of the sample, with a little around it. */
    private static final Box MAN = new Box(235, 470, 240, 310);

    private static WorkerPool pool;

    @BeforeAll
    static void start() throws Exception {
        pool = WorkerPool.start(Installed.once().settings().withSandboxRequired(false));
    }

    @AfterAll
    static void end() {
        pool.close();
    }

    @Test
    void showsWhatWasDrawnAroundAndNothingElse() throws Exception {
        byte[] picture = Photographs.sample(6);
        RenderOrder order = order(picture, Outlines.ellipse(MAN));
        DrawnView drawn = pool.draw(TENANT, picture, new DrawOrder(order, Ibug68.places()));
        ViewInspection.inspect(drawn.view(), order.outline(), List.of(), order.frame(), FILL);
        assertThat(drawn.view()).isEqualTo(pool.render(TENANT, picture, order));
    }

    @Test
    void refusesAnotherPictureThanTheOneThatWasDrawnOn() throws Exception {
        RenderOrder order = order(Photographs.sample(6), Outlines.ellipse(MAN));
        assertThatExceptionOfType(PictureRefusedException.class)
                .isThrownBy(() -> pool.draw(TENANT, Photographs.sample(1), new DrawOrder(order, List.of())))
                .extracting(PictureRefusedException::reason)
                .isEqualTo("wrong-picture");
    }

    @Test
    void suggestsThePointsThatTheDetectorsWayWouldSuggest() throws Exception {
        byte[] picture = Photographs.sample(6);
        RedactionOrder found = new RedactionOrder(
                TENANT,
                1,
                List.of(new Claim(1, new Box(247, 481, 219, 285))),
                new ViewRules(ViewShape.FACE_OVAL, 0.15, 512, 24, FILL, false),
                Ibug68.places());
        FoundFace.Target target = pool.redact(TENANT, picture, found).targets().getFirst();
        RenderOrder order = order(picture, Outlines.ellipse(MAN));
        List<ViewPoint> suggested = pool.draw(TENANT, picture, new DrawOrder(order, Ibug68.places()))
                .suggested();
        for (int i = 0; i < 68; i++) {
            ImagePoint theirs = target.frame().toImage(target.suggested().get(i));
            ImagePoint ours = order.frame().toImage(suggested.get(i));
            assertThat(Math.hypot(theirs.x() - ours.x(), theirs.y() - ours.y())).isLessThan(1e-6);
        }
    }

    /** A face that nobody sees, on pictures that are stored in every way: the points of a mean face stand upright. */
    @ParameterizedTest
    @EnumSource(Orientation.class)
    void suggestsAMeanFaceWhereNoneCanBeRead(Orientation orientation) throws Exception {
        ImageSize size = new ImageSize(400, 300);
        byte[] picture = Pictures.withOrientation(Pictures.png(size, Pictures.noise(size, 5)), orientation.exif());
        Outline outline = Outlines.ellipse(new Box(100, 80, 120, 90));
        RenderOrder order = order(picture, outline);
        SuggestedPoints suggestion = pool.draw(TENANT, picture, new DrawOrder(order, Ibug68.places()))
                .suggestion();
        assertThat(suggestion.deviations()).isEmpty();
        assertThat(suggestion.pose()).isNull();
        List<ViewPoint> suggested = suggestion.points();
        ViewPoint chin = suggested.get(8);
        ViewPoint rightEye = suggested.get(36);
        ViewPoint leftEye = suggested.get(45);
        assertThat(rightEye.x()).isLessThan(leftEye.x());
        assertThat(rightEye.y()).isEqualTo(leftEye.y(), within(1e-6));
        assertThat(chin.y()).isGreaterThan(rightEye.y());
        assertThat(suggested)
                .allMatch(point ->
                        outline.bounds().scaled(1.001).contains(order.frame().toImage(point)));
    }

    private static RenderOrder order(byte[] picture, Outline outline) throws Exception {
        PictureHeader header = PictureHeader.read(picture);
        ViewFrame frame =
                Objects.requireNonNull(Framing.snapped(TENANT, 1, header.stored(), header.orientation(), outline, 512));
        return new RenderOrder(outline, List.of(), frame, FILL);
    }
}
