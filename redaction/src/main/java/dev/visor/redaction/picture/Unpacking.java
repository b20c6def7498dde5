package dev.visor.redaction.picture;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** One block of a TIFF as it is unpacked, a row at a time, so that a large strip needs no memory of its size. */
interface Unpacking extends AutoCloseable {

    /**
     * The next bytes, exactly as many as the array is long.
     *
     * @throws PictureRefusedException {@code undecodable} if the block ends before or makes no sense
     */
    void fill(byte[] row) throws PictureRefusedException;

    @Override
    default void close() {}

    /** The block's data cannot be unpacked. */
    static PictureRefusedException undecodable() {
        return new PictureRefusedException("undecodable", "The picture's data cannot be decoded");
    }

    /** Bytes as they lie. */
    final class Stored implements Unpacking {

        private final byte[] file;
        private final int to;
        private int at;

        Stored(byte[] file, int from, int to) {
            this.file = file;
            this.at = from;
            this.to = to;
        }

        @Override
        public void fill(byte[] row) throws PictureRefusedException {
            if (to - at < row.length) {
                throw undecodable();
            }
            System.arraycopy(file, at, row, 0, row.length);
            at += row.length;
        }
    }

    /** Deflate in zlib's wrapping. */
    final class Deflated implements Unpacking {

        private final Inflater inflater = new Inflater();

        Deflated(byte[] file, int from, int to) {
            inflater.setInput(file, from, to - from);
        }

        @Override
        public void fill(byte[] row) throws PictureRefusedException {
            try {
                for (int at = 0; at < row.length; ) {
                    int count = inflater.inflate(row, at, row.length - at);
                    if (count == 0) {
                        throw undecodable();
                    }
                    at += count;
                }
            } catch (DataFormatException e) {
                PictureRefusedException refusal = undecodable();
                refusal.initCause(e);
                throw refusal;
            }
        }

        @Override
        public void close() {
            inflater.end();
        }
    }

    /** Runs of one byte, and runs of bytes as they lie. A run may go over the end of a row. */
    final class PackedBits implements Unpacking {

        private final byte[] file;
        private final int to;
        private int at;
        private int copies;
        private int repeats;

        PackedBits(byte[] file, int from, int to) {
            this.file = file;
            this.at = from;
            this.to = to;
        }

        @Override
        public void fill(byte[] row) throws PictureRefusedException {
            for (int filled = 0; filled < row.length; ) {
                if (copies == 0 && repeats == 0) {
                    next();
                }
                int count = Math.min(row.length - filled, copies + repeats);
                if (copies > 0) {
                    System.arraycopy(file, at, row, filled, count);
                    at += count;
                    copies -= count;
                } else {
                    Arrays.fill(row, filled, filled + count, file[at]);
                    repeats -= count;
                    at += repeats == 0 ? 1 : 0;
                }
                filled += count;
            }
        }

        /** Reads the header of a run; -128 is none and is passed over. */
        private void next() throws PictureRefusedException {
            byte header;
            do {
                if (at >= to) {
                    throw undecodable();
                }
                header = file[at++];
            } while (header == -128);
            if (header >= 0) {
                copies = header + 1;
            } else {
                repeats = 1 - header;
            }
            if (at + Math.max(copies, 1) > to) {
                throw undecodable();
            }
        }
    }
}
