package dev.visor.redaction.picture;

/** The colours that a file's pixels name by number. */
final class Palette {

    /** Of a file whose pixels are colours themselves. */
    static final Palette NONE = new Palette(new byte[0]);

    private final byte[] bgr;

    /** Takes blue, green, red of each colour, one after the other. */
    Palette(byte[] bgr) {
        this.bgr = bgr.clone();
    }

    int colours() {
        return bgr.length / 3;
    }

    /**
     * Writes a colour's three bytes.
     *
     * @throws PictureRefusedException {@code undecodable} if there is no such colour
     */
    void write(int index, byte[] pixels, int at) throws PictureRefusedException {
        if (index >= colours()) {
            throw Unpacking.undecodable();
        }
        System.arraycopy(bgr, 3 * index, pixels, at, 3);
    }
}
