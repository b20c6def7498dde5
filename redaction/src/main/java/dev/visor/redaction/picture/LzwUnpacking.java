package dev.visor.redaction.picture;

/**
 * TIFF's variant of LZW: the highest bit first, and codes grow one string earlier than the table would need it. Strings
 * are kept as a byte behind a shorter string.
 */
final class LzwUnpacking implements Unpacking {

    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int MOST = 4096;
    private static final int FEWEST_BITS = 9;
    private static final int MOST_BITS = 12;

    private final byte[] file;
    private final int to;
    private int at;
    private int held;
    private int heldBits;
    private int width = FEWEST_BITS;

    private final int[] shorter = new int[MOST];
    private final byte[] last = new byte[MOST];
    private final byte[] first = new byte[MOST];
    private final int[] length = new int[MOST];
    private int size = FIRST;
    private int before = -1;

    /** The string of the newest code, and how much of it was handed out. */
    private final byte[] string = new byte[MOST];

    private int stringLength;
    private int taken;

    LzwUnpacking(byte[] file, int from, int to) {
        this.file = file;
        this.at = from;
        this.to = to;
        for (int i = 0; i < CLEAR; i++) {
            last[i] = (byte) i;
            first[i] = (byte) i;
            length[i] = 1;
        }
    }

    @Override
    public void fill(byte[] row) throws PictureRefusedException {
        for (int filled = 0; filled < row.length; ) {
            if (taken == stringLength) {
                next();
            }
            int count = Math.min(row.length - filled, stringLength - taken);
            System.arraycopy(string, taken, row, filled, count);
            taken += count;
            filled += count;
        }
    }

    /** Turns the next code into its string. */
    private void next() throws PictureRefusedException {
        int code = code();
        while (code == CLEAR) {
            size = FIRST;
            width = FEWEST_BITS;
            before = -1;
            code = code();
        }
        if (code == END || (before < 0 && code > END)) {
            throw Unpacking.undecodable();
        }
        if (before >= 0) {
            // A code that is only now being made is the string before and that string's own first byte.
            add(before, code < size ? first[code] : first[before]);
        }
        spell(code);
        before = code;
    }

    private void add(int prefix, byte suffix) throws PictureRefusedException {
        if (size == MOST) {
            throw Unpacking.undecodable();
        }
        shorter[size] = prefix;
        last[size] = suffix;
        first[size] = first[prefix];
        length[size] = length[prefix] + 1;
        size++;
        if (size == (1 << width) - 1 && width < MOST_BITS) {
            width++;
        }
    }

    private void spell(int code) throws PictureRefusedException {
        if (code >= size) {
            throw Unpacking.undecodable();
        }
        stringLength = length[code];
        taken = 0;
        int rest = code;
        for (int i = stringLength - 1; i >= 0; i--) {
            string[i] = last[rest];
            rest = shorter[rest];
        }
    }

    private int code() throws PictureRefusedException {
        while (heldBits < width) {
            if (at >= to) {
                throw Unpacking.undecodable();
            }
            held = held << 8 | (file[at++] & 0xff);
            heldBits += 8;
        }
        heldBits -= width;
        int code = held >>> heldBits;
        held &= (1 << heldBits) - 1;
        return code;
    }
}
