package dev.visor.redaction.picture;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What becomes of a file, for tests. */
final class Decoded {

    private Decoded() {}

    /** The stored raster's red, green, blue. */
    static byte[] rgb(byte[] file, int background) throws PictureRefusedException {
        try (DecodedPicture picture = PictureDecoder.decode(file, background)) {
            byte[] colours = new byte[3 * (int) picture.size().pixels()];
            picture.pixels().get(0, 0, colours);
            for (int i = 0; i < colours.length; i += 3) {
                byte blue = colours[i];
                colours[i] = colours[i + 2];
                colours[i + 2] = blue;
            }
            return colours;
        }
    }

    /** Why a file is refused before any decoder runs. */
    static String reason(byte[] file) {
        return refusal(file).reason();
    }

    /** The same with its sentence. */
    static PictureRefusedException refusal(byte[] file) {
        return assertThatExceptionOfType(PictureRefusedException.class)
                .isThrownBy(() -> PictureHeader.read(file))
                .actual();
    }
}
