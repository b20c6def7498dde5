package dev.visor.redaction.picture;

import dev.visor.redaction.geometry.ImageSize;

/** The form of a view on disk: a PNG of 8-bit RGB, one IHDR, one IDAT, one IEND, and nothing else. */
public final class ViewFile {

    /** The signature and an IHDR chunk of 13 bytes. */
    private static final int DATA = 8 + 25;

    private static final int IDAT = 0x49444154;
    private static final int CHUNK = 12;

    private ViewFile() {}

    /**
     * Checks the form and gives the size that the file names.
     *
     * @throws PictureRefusedException if the file holds anything that a view does not
     */
    public static ImageSize size(byte[] view) throws PictureRefusedException {
        Structure structure = Structure.read(view);
        Bytes bytes = new Bytes(view);
        boolean plain = structure.header().format() == PictureFormat.PNG
                && structure.header().bits() == 8
                && !structure.header().transparency()
                && bytes.u8(25) == 2
                && bytes.u8(28) == 0
                && bytes.u32(DATA + 4) == IDAT
                && DATA + CHUNK + bytes.u32(DATA) + CHUNK == view.length;
        if (!plain) {
            throw new PictureRefusedException("not-a-view", "A view is a PNG of IHDR, IDAT and IEND alone");
        }
        return structure.header().stored();
    }
}
