package dev.visor.redaction.picture;

import dev.visor.redaction.geometry.ImageSize;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The form of a view on disk: a PNG of 8-bit RGB, one IHDR, one IDAT, one IEND, and nothing else. It is read in plain
 * Java, so that whoever receives a view can look at its pixels without a decoder.
 */
public final class ViewFile {

    /** The signature and an IHDR chunk of 13 bytes. */
    private static final int DATA = 8 + 25;

    private static final int IDAT = 0x49444154;
    private static final int CHUNK = 12;
    private static final int CHANNELS = 3;

    private final byte[] file;
    private final ImageSize size;

    private ViewFile(byte[] file, ImageSize size) {
        this.file = file;
        this.size = size;
    }

    /** Takes the pixels of one row. */
    @FunctionalInterface
    public interface RowReader {

        /**
         * Reads.
         *
         * @param y the row, from 0 on
         * @param rgb three bytes a pixel; the array is used again for later rows
         * @throws PictureRefusedException to end the reading
         */
        void row(int y, byte[] rgb) throws PictureRefusedException;
    }

    /**
     * Checks the form, all but the compressed data.
     *
     * @throws PictureRefusedException if the file holds anything that a view does not
     */
    public static ViewFile of(byte[] view) throws PictureRefusedException {
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
            throw notAView("A view is a PNG of IHDR, IDAT and IEND alone");
        }
        return new ViewFile(view, structure.header().stored());
    }

    /** The most bytes that a view of this size can have: its rows as they are, in deflate's stored blocks, and chunks. */
    public static int mostBytes(ImageSize size) {
        long rows = size.height() * (CHANNELS * (long) size.width() + 1);
        return Math.toIntExact(Math.min(rows + rows / 1_000 + 1_024, PictureHeader.MOST_BYTES));
    }

    /** The size that the file names. */
    public ImageSize size() {
        return size;
    }

    /**
     * Reads every pixel, row by row from the top.
     *
     * @throws PictureRefusedException {@code not-a-view} if the data is not exactly the rows of this size, or goes on
     *     behind them; and what the reader throws
     */
    public void rows(RowReader reader) throws PictureRefusedException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(file, DATA + 8, file.length - DATA - 2 * CHUNK);
            byte[] above = new byte[CHANNELS * size.width()];
            byte[] row = new byte[above.length];
            byte[] filter = new byte[1];
            for (int y = 0; y < size.height(); y++) {
                fill(inflater, filter);
                fill(inflater, row);
                undo(filter[0], row, above);
                reader.row(y, row);
                byte[] free = above;
                above = row;
                row = free;
            }
            // Asking for more makes the inflater read the stream's end and its checksum.
            if (inflater.inflate(filter) != 0 || !inflater.finished() || inflater.getRemaining() != 0) {
                throw notAView("A view's data ends with its last row");
            }
        } catch (DataFormatException e) {
            PictureRefusedException refusal = notAView("A view's data can be inflated");
            refusal.initCause(e);
            throw refusal;
        } finally {
            inflater.end();
        }
    }

    private static void fill(Inflater inflater, byte[] into) throws DataFormatException, PictureRefusedException {
        for (int at = 0; at < into.length; ) {
            int count = inflater.inflate(into, at, into.length - at);
            if (count == 0) {
                throw notAView("A view's data holds all of its rows");
            }
            at += count;
        }
    }

    /** From the differences that a row is stored as to its bytes (ISO/IEC 15948, 9.2). */
    private static void undo(int filter, byte[] row, byte[] above) throws PictureRefusedException {
        if (filter < 0 || filter > 4) {
            throw notAView("A view's rows have the filters 0 to 4");
        }
        switch (filter) {
            case 0 -> {
                // Stored as it is.
            }
            case 1 -> {
                for (int i = CHANNELS; i < row.length; i++) {
                    row[i] += row[i - CHANNELS];
                }
            }
            case 2 -> {
                for (int i = 0; i < row.length; i++) {
                    row[i] += above[i];
                }
            }
            case 3 -> {
                for (int i = 0; i < row.length; i++) {
                    int left = i < CHANNELS ? 0 : row[i - CHANNELS] & 0xff;
                    row[i] += (byte) ((left + (above[i] & 0xff)) >> 1);
                }
            }
            default -> {
                for (int i = 0; i < row.length; i++) {
                    int left = i < CHANNELS ? 0 : row[i - CHANNELS] & 0xff;
                    int corner = i < CHANNELS ? 0 : above[i - CHANNELS] & 0xff;
                    row[i] += (byte) paeth(left, above[i] & 0xff, corner);
                }
            }
        }
    }

    /** The neighbour that is nearest to left + over - corner, in this order where two are as near (9.4). */
    private static int paeth(int left, int over, int corner) {
        int fromLeft = Math.abs(over - corner);
        int fromOver = Math.abs(left - corner);
        int fromCorner = Math.abs(left + over - 2 * corner);
        if (fromLeft <= fromOver && fromLeft <= fromCorner) {
            return left;
        }
        return fromOver <= fromCorner ? over : corner;
    }

    private static PictureRefusedException notAView(String message) {
        return new PictureRefusedException("not-a-view", message);
    }
}
