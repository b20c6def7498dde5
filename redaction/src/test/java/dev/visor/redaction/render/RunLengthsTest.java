package dev.visor.redaction.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.visor.redaction.geometry.Crop;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunLengthsTest {

    /** What pycocotools 2.0.11 made of the same raster. */
    record Sample(String counts, long area, String bbox, List<String> rows) {

        ImageSize size() {
            return new ImageSize(rows.getFirst().length(), rows.size());
        }

        RunLengths runs() {
            boolean[] shown = new boolean[(int) size().pixels()];
            for (int i = 0; i < shown.length; i++) {
                shown[i] = rows.get(i / size().width()).charAt(i % size().width()) == '#';
            }
            Mask whole = new Mask(0, 0, size().width(), size().height(), shown);
            return RunLengths.of(TurnedMask.of(whole, size(), Orientation.UPRIGHT));
        }
    }

    static List<Sample> samples() throws IOException {
        try (InputStream in = Objects.requireNonNull(RunLengthsTest.class.getResourceAsStream("rle-pycocotools.txt"))) {
            String all = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return Stream.of(all.strip().split("\n\n", -1))
                    .skip(1)
                    .map(block -> List.of(block.split("\n", -1)))
                    .map(lines -> new Sample(
                            lines.get(0), Long.parseLong(lines.get(1)), lines.get(2), lines.subList(3, lines.size())))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void areWhatPycocotoolsMakesOfTheSameRaster(Sample sample) {
        RunLengths runs = sample.runs();

        assertThat(runs.compressed()).isEqualTo(sample.counts);
        assertThat(runs.area()).isEqualTo(sample.area);
        Crop box = runs.bounds();
        String bbox = box == null ? "0 0 0 0" : box.left() + " " + box.top() + " " + box.width() + " " + box.height();
        assertThat(bbox).isEqualTo(sample.bbox);
    }

    @Test
    void goDownTheColumnsAndBeginWithWhatDoesNotBelong() {
        Sample sample = new Sample("", 0, "", List.of("#..", "#.#"));

        assertThat(sample.runs().counts()).containsExactly(0, 2, 3, 1);
    }

    @Test
    void refuseWhatIsNoRaster() {
        ImageSize size = new ImageSize(3, 2);
        for (List<Integer> counts :
                List.of(List.<Integer>of(), List.of(5), List.of(7), List.of(2, 0, 4), List.of(-1, 7))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new RunLengths(size, counts));
        }
    }
}
