package dev.visor.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.visor.redaction.geometry.ImagePoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PtsFileTest {

    private static final ExportedFace FACE =
            Sample.content().pictures().getFirst().faces().getFirst();

    @Test
    void readsWhatItWrites() {
        List<ImagePoint> read = PtsFile.read(PtsFile.write(FACE));
        assertThat(read)
                .isEqualTo(FACE.points().stream().map(ExportedPoint::place).toList());
    }

    @Test
    void writesVersionOneAsItAlwaysDid() throws Exception {
        assertThat(new String(PtsFile.write(FACE), StandardCharsets.US_ASCII)).isEqualTo(Golden.text("face-v1.pts"));
    }

    @Test
    void readsTheSpacingOfThe300wSets() {
        String file = "version: 1\r\nn_points:  2\r\n{\r\n1 1\r\n357.417253 308.455774\r\n}\r\n";
        assertThat(PtsFile.read(file.getBytes(StandardCharsets.US_ASCII)))
                .containsExactly(new ImagePoint(0.5, 0.5), new ImagePoint(356.917253, 307.955774));
    }

    @ParameterizedTest
    @ValueSource(strings = {"einstein.pts", "takeo.pts"})
    void readsPublishedFilesAndWritesTheirNumbersAgain(String name) throws Exception {
        String samples = System.getenv("VISOR_SAMPLES");
        assumeTrue(samples != null, "VISOR_SAMPLES names no folder with published .pts files");
        byte[] file = Files.readAllBytes(Path.of(samples, "pts", name));
        List<ImagePoint> points = PtsFile.read(file);
        assertThat(points).hasSize(68);
        ExportedFace face = new ExportedFace(
                FACE.face(),
                1,
                1,
                1,
                "none",
                FACE.box(),
                FACE.schema(),
                points.stream()
                        .map(point -> new ExportedPoint(point, "visible"))
                        .toList(),
                null,
                null);
        assertThat(numbers(PtsFile.write(face))).isEqualTo(numbers(file));
    }

    @Test
    void refusesToWriteAPointWithoutAPlace() {
        ExportedFace mixed = Sample.content().pictures().getFirst().faces().get(1);
        assertThatIllegalArgumentException().isThrownBy(() -> PtsFile.write(mixed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "version: 2\nn_points: 1\n{\n1 1\n}\n",
                "version: 1\nn_points: 2\n{\n1 1\n}\n",
                "version: 1\nn_points: 1\n{\n1 1\n2 2\n}\n",
                "version: 1\nn_points: 1\n{\n1\n}\n",
                "version: 1\nn_points: 1\n{\n1 NaN\n}\n",
                "version: 1\nn_points: 1\n{\n1 one\n}\n",
                "version: 1\nn_points: 99999\n{\n}\n",
                "version: 1\nn_points: 1\n{\n1 1\n"
            })
    void refusesWhatIsNotAWholeFileOfVersionOne(String file) {
        assertThatThrownBy(() -> PtsFile.read(file.getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(ExportFormatException.class);
    }

    private static List<Double> numbers(byte[] file) {
        String text = new String(file, StandardCharsets.US_ASCII);
        return java.util.Arrays.stream(text.substring(text.indexOf('{') + 1, text.indexOf('}'))
                        .strip()
                        .split("\\s+", -1))
                .map(Double::valueOf)
                .toList();
    }
}
