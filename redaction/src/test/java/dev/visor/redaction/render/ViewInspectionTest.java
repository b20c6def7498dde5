package dev.visor.redaction.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.Turn;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.geometry.ViewPoint;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.PictureDecoder;
import dev.visor.redaction.picture.PictureRefusedException;
import dev.visor.redaction.picture.ViewFile;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ViewInspectionTest {

    private static final int FILL = 128;
    private static final ImageSize SIZE = new ImageSize(150, 110);
    private static final Outline OVAL = Outlines.ellipse(new Box(35, 20, 80, 70));
    private static final List<Outline> EXCLUSIONS = List.of(Outlines.ellipse(new Box(90, 60, 40, 40)));

    @BeforeAll
    static void load() {
        Installed.once();
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void findsNothingInAnHonestView(Orientation orientation) throws Exception {
        for (int longest = 16; longest < 330; longest += 7) {
            ViewFrame frame = frame(orientation, longest, Turn.NONE);
            byte[] view = view(frame);
            assertThatCode(() -> ViewInspection.inspect(view, OVAL, EXCLUSIONS, frame, FILL))
                    .as("longest side %d", longest)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void findsNothingInAnHonestTurnedView(Orientation orientation) throws Exception {
        for (int longest = 16; longest < 330; longest += 7) {
            // Each size at another turn, from almost -180 degrees on.
            ViewFrame frame = frame(orientation, longest, new Turn(17 * longest - 2879));
            byte[] view = view(frame);
            assertThatCode(() -> ViewInspection.inspect(view, OVAL, EXCLUSIONS, frame, FILL))
                    .as("longest side %d, turned by %s", longest, Framing.turnOf(frame))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void findsEachSinglePixelThatLeaks(Orientation orientation) throws Exception {
        findsEachSinglePixelThatLeaks(frame(orientation, 40, Turn.NONE));
        findsEachSinglePixelThatLeaks(frame(orientation, 40, Turn.nearest(17)));
        findsEachSinglePixelThatLeaks(frame(orientation, 40, Turn.nearest(-133)));
    }

    private static void findsEachSinglePixelThatLeaks(ViewFrame frame) throws Exception {
        byte[] rgb = pixels(view(frame));
        Mask mask = Mask.of(OVAL, EXCLUSIONS, SIZE);
        int hidden = 0;
        for (int i = 0; i < frame.view().pixels(); i++) {
            int x = i % frame.view().width();
            int y = i / frame.view().width();
            ImagePoint under = frame.toImage(new ViewPoint(x + 0.5, y + 0.5));
            boolean shown = mask.shows((int) Math.floor(under.x()), (int) Math.floor(under.y()));
            byte[] leaking = rgb.clone();
            leaking[3 * i + i % 3]++;
            assertThat(refuses(Pictures.png(frame.view(), leaking), frame, FILL))
                    .as("%s, pixel %d, %d", frame, x, y)
                    .isEqualTo(!shown);
            hidden += shown ? 0 : 1;
        }
        assertThat(hidden).isGreaterThan(200);
    }

    @Test
    void findsAViewWithAnotherFill() throws Exception {
        ViewFrame frame = frame(Orientation.UPRIGHT, 40, Turn.NONE);
        assertThat(refuses(view(frame), frame, FILL + 1)).isTrue();
    }

    @Test
    void findsAViewOfAnotherSize() throws Exception {
        byte[] view = view(frame(Orientation.UPRIGHT, 40, Turn.NONE));
        assertThatExceptionOfType(PictureRefusedException.class)
                .isThrownBy(() ->
                        ViewInspection.inspect(view, OVAL, EXCLUSIONS, frame(Orientation.UPRIGHT, 41, Turn.NONE), FILL))
                .extracting(PictureRefusedException::reason)
                .isEqualTo("not-a-view");
    }

    private static boolean refuses(byte[] view, ViewFrame frame, int fill) {
        try {
            ViewInspection.inspect(view, OVAL, EXCLUSIONS, frame, fill);
            return false;
        } catch (PictureRefusedException e) {
            assertThat(e.reason()).isEqualTo("view-leaks");
            return true;
        }
    }

    private static ViewFrame frame(Orientation orientation, int longest, Turn turn) {
        return Objects.requireNonNull(Framing.aligned(new UUID(3, 4), 1, SIZE, orientation, OVAL, longest, turn));
    }

    private static byte[] view(ViewFrame frame) throws Exception {
        byte[] file = Pictures.withOrientation(
                Pictures.png(SIZE, Pictures.noise(SIZE, 11)),
                frame.orientation().exif());
        try (DecodedPicture picture = PictureDecoder.decode(file, 0)) {
            return ViewRenderer.render(picture, OVAL, EXCLUSIONS, frame, FILL);
        }
    }

    private static byte[] pixels(byte[] view) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ViewFile.of(view).rows((y, rgb) -> all.write(rgb, 0, rgb.length));
        return all.toByteArray();
    }
}
