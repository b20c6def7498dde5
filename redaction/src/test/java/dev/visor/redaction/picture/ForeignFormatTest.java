package dev.visor.redaction.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignFormatTest {

    @ParameterizedTest
    @CsvSource({
        "0, GIF89a, unsupported-gif",
        "4, ftypheic\0\0\0\0mif1heic, unsupported-heic",
        "4, ftypmif1\0\0\0\0mif1heic, unsupported-heic",
        "4, ftypavif\0\0\0\0mif1miaf, unsupported-avif",
        "4, ftypmif1\0\0\0\0mif1avif, unsupported-avif",
        "4, ftypisom\0\0\u0002\0isomavc1, unsupported-video",
        "4, ftypqt  \0\0\0\0qt  , unsupported-video",
        "0, RIFF\0\0\0\0AVI LIST, unsupported-video",
        "0, %PDF-1.7, unsupported-pdf",
        "128, DICM, unsupported-dicom",
        "257, ustar, unsupported-archive",
        "0, 8BPS, unsupported-photoshop",
        "0, <svg xmlns, unsupported-svg",
    })
    void saysWhatItIs(int at, String letters, String reason) {
        assertThat(refusal(file(at, letters)).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "1a45dfa3, unsupported-video",
        "000001ba, unsupported-video",
        "504b0304, unsupported-archive",
        "1f8b0800, unsupported-archive",
        "28b52ffd, unsupported-archive",
        "ff0a0000, unsupported-jpeg-xl",
        "ff4fff51, unsupported-jpeg-2000",
    })
    void saysWhatItIsWithoutLetters(String hex, String reason) {
        byte[] start = HexFormat.of().parseHex(hex);
        assertThat(refusal(Arrays.copyOf(start, 600)).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "RIFF....WAVE", "B", "II+", "hello, world"})
    void saysOfTheRestThatItIsNoPicture(String start) {
        PictureRefusedException refusal = refusal(start.getBytes(ISO_8859_1));
        assertThat(refusal.reason()).isEqualTo("not-a-picture");
        assertThat(refusal).hasMessageContaining("export it as");
    }

    @Test
    void givesEachKindAReasonOfItsOwnAndAdvice() {
        assertThat(Arrays.stream(ForeignFormat.values())
                        .map(format -> refusal(format).reason()))
                .doesNotHaveDuplicates()
                .isSubsetOf(PictureRefusedException.REASONS);
        assertThat(ForeignFormat.values())
                .allSatisfy(
                        format -> assertThat(refusal(format)).hasMessageMatching("[^.]+: (export|send|unpack) .+[^.]"));
    }

    @Test
    void explainsEveryReasonOfAnUploadInTheClientsHandbook() throws Exception {
        String handbook = Files.readString(Path.of("..", "deploy", "handbook", "client.md"));
        Set<String> ofViews = Set.of("wrong-picture", "not-a-view", "view-leaks", "not-blanked", "blanked-too-large");
        assertThat(PictureRefusedException.REASONS)
                .allMatch(reason -> ofViews.contains(reason) || handbook.contains("`" + reason + "`"));
    }

    @Test
    void knowsNoOtherReasons() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PictureRefusedException("because", "It is so"));
    }

    private static PictureRefusedException refusal(ForeignFormat format) {
        return format.refused();
    }

    private static PictureRefusedException refusal(byte[] file) {
        return assertThatExceptionOfType(PictureRefusedException.class)
                .isThrownBy(() -> PictureHeader.read(file))
                .actual();
    }

    private static byte[] file(int at, String letters) {
        byte[] start = letters.getBytes(ISO_8859_1);
        byte[] file = new byte[Math.max(600, at + start.length)];
        System.arraycopy(start, 0, file, at, start.length);
        return file;
    }
}
