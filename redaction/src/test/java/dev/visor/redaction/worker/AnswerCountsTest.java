package dev.visor.redaction.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visor.redaction.Pictures;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.Outline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** How many of anything an answer may hold: what is read before a number is refused is all that it costs. */
class AnswerCountsTest {

    private final HonestAnswer honest = HonestAnswer.make();

    @Test
    void ofFacesAreBounded() {
        assertThat(honest.readAfter(honest.start(), out -> out.writeInt(Wire.MOST_FACES + 1)))
                .isZero();
        assertThat(honest.readAfter(honest.start(), out -> out.writeInt(-1))).isZero();
    }

    @Test
    void ofKindsAreTwo() {
        assertThat(honest.readAfter(honest.start(), out -> {
                    out.writeInt(1);
                    out.writeByte(2);
                }))
                .isZero();
    }

    @Test
    void ofCornersAreBounded() {
        assertThat(honest.readAfter(honest.startOfTarget(), out -> out.writeInt(Outline.MOST_CORNERS + 1)))
                .isZero();
        assertThat(honest.readAfter(honest.startOfTarget(), out -> out.writeInt(2)))
                .isEqualTo(32);
    }

    @Test
    void ofExclusionsAreBounded() {
        assertThat(honest.readAfter(honest.startOfTarget(), out -> {
                    Wire.outline(out, honest.target().outline());
                    out.writeInt(Wire.MOST_EXCLUSIONS + 1);
                }))
                .isZero();
    }

    @Test
    void ofAllCornersTogetherAreBounded() throws Exception {
        Outline large = new Outline(Collections.nCopies(Outline.MOST_CORNERS, new ImagePoint(5, 5)));
        int fitting = (int) (Wire.MOST_CORNERS / Outline.MOST_CORNERS);
        // The face's own outline took of the sum, so the last of these is one too many.
        assertThat(honest.readAfter(honest.startOfTarget(), out -> {
                    Wire.outline(out, honest.target().outline());
                    Wire.outlines(out, Collections.nCopies(fitting, large));
                }))
                .isEqualTo(-16 * Outline.MOST_CORNERS);
        int used = honest.target().outline().corners().size()
                + honest.target().exclusions().getFirst().corners().size();
        assertThat(honest.read(used, Wire.MOST_VIEW_BYTES).targets()).hasSize(1);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> honest.read(used - 1, Wire.MOST_VIEW_BYTES));
    }

    @Test
    void ofSuggestedPointsAreSixtyEight() throws Exception {
        byte[] bytes = honest.bytes();
        int count = honest.placeOfView(bytes) + honest.target().view().length;
        for (int wrong : new int[] {0, 67, 69, -1}) {
            ByteBuffer.wrap(bytes).putInt(count, wrong);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> honest.read(bytes));
        }
        // One point and its deviation less, so that all else is read as it was written.
        byte[] fewer = Pictures.concat(
                Arrays.copyOf(honest.bytes(), count + 4 + 67 * 16),
                ByteBuffer.allocate(4).putInt(67).array(),
                Arrays.copyOfRange(honest.bytes(), count + 4 + 68 * 16 + 4 + 8, bytes.length));
        ByteBuffer.wrap(fewer).putInt(count, 67);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> honest.read(fewer));
    }

    @Test
    void ofDeviationsAreThoseOfThePointsOrNone() throws Exception {
        byte[] bytes = honest.bytes();
        int deviations = honest.placeOfView(bytes) + honest.target().view().length + 4 + 68 * 16;
        assertThat(ByteBuffer.wrap(bytes).getInt(deviations)).isEqualTo(68);
        for (int wrong : new int[] {67, 69, -1}) {
            byte[] changed = bytes.clone();
            ByteBuffer.wrap(changed).putInt(deviations, wrong);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> honest.read(changed));
        }
        byte[] fewer = Pictures.concat(
                Arrays.copyOf(bytes, deviations + 4 + 67 * 8),
                Arrays.copyOfRange(bytes, deviations + 4 + 68 * 8, bytes.length));
        ByteBuffer.wrap(fewer).putInt(deviations, 67);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> honest.read(fewer));
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            byte[] changed = bytes.clone();
            ByteBuffer.wrap(changed).putDouble(deviations + 4, wrong);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> honest.read(changed));
        }
        byte[] beside = bytes.clone();
        ByteBuffer.wrap(beside).putDouble(deviations + 4 + 68 * 8 + 1, 90.5);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> honest.read(beside));
    }

    @Test
    void ofUnmatchedRowsAreBounded() {
        assertThat(honest.readAfter(honest.start(), out -> {
                    out.writeInt(0);
                    out.writeInt(RedactionOrder.MOST_CLAIMS + 1);
                }))
                .isZero();
    }
}
