package dev.visor.redaction.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.redaction.CmykJpegs;
import dev.visor.redaction.Installed;
import dev.visor.redaction.geometry.ImageSize;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stated conversion of four inks, computed here from what the JDK's own decoder reads. */
class CmykTest {

    private static final ImageSize SIZE = new ImageSize(64, 48);

    @BeforeAll
    static void load() {
        Installed.once();
    }

    @Test
    void turnsInksIntoColours() throws Exception {
        byte[] file = CmykJpegs.declared(SIZE, 0);
        int[] inks = CmykJpegs.components(file);
        assertConverted(Decoded.rgb(file, 0), inks);
    }

    @Test
    void turnsLumaAndChromaIntoInksFirst() throws Exception {
        byte[] file = CmykJpegs.declared(SIZE, 2);
        int[] inks = CmykJpegs.components(file);
        for (int i = 0; i < inks.length; i += 4) {
            double luma = inks[i];
            double blue = inks[i + 1] - 128;
            double red = inks[i + 2] - 128;
            inks[i] = 255 - clamped(luma + 1.402 * red);
            inks[i + 1] = 255 - clamped(luma - 0.344136 * blue - 0.714136 * red);
            inks[i + 2] = 255 - clamped(luma + 1.772 * blue);
        }
        assertConverted(Decoded.rgb(file, 0), inks);
    }

    @Test
    void refusesInksWhoseSenseNobodyDeclared() {
        assertThat(Decoded.reason(CmykJpegs.undeclared(SIZE))).isEqualTo("unsupported-jpeg");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 255})
    void refusesTransformsThatFourComponentsCannotHave(int transform) {
        assertThat(Decoded.reason(CmykJpegs.declared(SIZE, transform))).isEqualTo("unsupported-jpeg");
    }

    private static int clamped(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }

    /** Two decoders and two roundings may differ by one; a wrong rule differs by tens. */
    private static void assertConverted(byte[] rgb, int[] inks) {
        int most = 0;
        int distinct = 0;
        for (int i = 0; i < inks.length / 4; i++) {
            int black = inks[4 * i + 3];
            for (int c = 0; c < 3; c++) {
                int expected = black - (((255 - inks[4 * i + c]) * black) >> 8);
                most = Math.max(most, Math.abs(expected - (rgb[3 * i + c] & 0xff)));
                distinct += expected == (rgb[3 * i + c] & 0xff) ? 0 : 1;
            }
        }
        System.out.println("CmykTest: " + distinct + " of " + rgb.length + " samples differ, by at most " + most);
        assertThat(most).isLessThanOrEqualTo(2);
    }
}
