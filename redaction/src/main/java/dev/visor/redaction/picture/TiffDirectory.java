package dev.visor.redaction.picture;

import java.util.HashMap;
import java.util.Map;

/**
 * The entries of one directory (TIFF 6.0, section 2), and how far into the file anything reaches that they name. Only the
 * places are kept, so that entries cost no more memory than their number.
 */
final class TiffDirectory {

    /** Real pictures have about twenty, those full of camera notes a hundred. */
    private static final int MOST_ENTRIES = 1_024;

    private static final int SHORT = 3;
    private static final int LONG = 4;

    /** Directories of directories that hold nothing but notes: Exif, GPS and interoperability. */
    private static final int[] NOTES = {0x8769, 0x8825, 0xa005};

    /** Bytes of one value of each type, from type 1 on. */
    private static final int[] WIDTHS = {1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    /**
     * Where an entry's values lie.
     *
     * @param type what its values are
     * @param count how many there are
     * @param at the first of them
     */
    private record Entry(int type, long count, long at) {}

    private final TiffBytes bytes;
    private final Map<Integer, Entry> entries = new HashMap<>();
    private long reach;

    private TiffDirectory(TiffBytes bytes) {
        this.bytes = bytes;
    }

    /** The first directory of a file; there must be no second one. */
    static TiffDirectory only(TiffBytes bytes) throws PictureRefusedException {
        TiffDirectory directory = new TiffDirectory(bytes);
        if (directory.read(bytes.u32(4)) != 0) {
            throw new PictureRefusedException(
                    "multi-page", "The TIFF has several pages: export each as a file of its own");
        }
        for (int tag : NOTES) {
            directory.reachInto(tag, 1);
        }
        return directory;
    }

    /** Reads entries and returns where the next directory lies, 0 if nowhere. */
    private long read(long at) throws PictureRefusedException {
        if (at < 8) {
            throw malformed("The TIFF names no directory");
        }
        int count = bytes.u16(at);
        if (count > MOST_ENTRIES) {
            throw new PictureRefusedException("too-many-parts", "The TIFF has more than " + MOST_ENTRIES + " entries");
        }
        for (int i = 0; i < count; i++) {
            long entry = at + 2 + 12L * i;
            int type = bytes.u16(entry + 2);
            long values = bytes.u32(entry + 4);
            // A type that nobody knows has no length that anybody knows; such entries are to be skipped.
            long length = type >= 1 && type <= WIDTHS.length ? values * WIDTHS[type - 1] : 0;
            long place = length <= 4 ? entry + 8 : bytes.u32(entry + 8);
            reach(place + length);
            if (entries.put(bytes.u16(entry), new Entry(type, values, place)) != null) {
                throw malformed("The TIFF says the same thing twice");
            }
        }
        reach(at + 2 + 12L * count + 4);
        return bytes.u32(at + 2 + 12L * count);
    }

    /** Counts in what a directory of notes names. A damaged one says nothing, as with every reader. */
    private void reachInto(int tag, int depth) {
        Entry entry = entries.get(tag);
        if (entry == null || entry.type != LONG || entry.count != 1) {
            return;
        }
        TiffDirectory notes = new TiffDirectory(bytes);
        try {
            notes.read(bytes.u32(entry.at));
        } catch (PictureRefusedException damaged) {
            return;
        }
        reach = Math.max(reach, notes.reach);
        if (depth > 0) {
            for (int inner : NOTES) {
                notes.reachInto(inner, depth - 1);
            }
            reach = Math.max(reach, notes.reach);
        }
    }

    private void reach(long to) throws PictureRefusedException {
        if (to > bytes.end() - bytes.start()) {
            throw Bytes.truncated();
        }
        reach = Math.max(reach, to);
    }

    /** The byte behind the last one that the directory names. */
    long reach() {
        return reach;
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** How many values an entry has, 0 if it is not there. */
    long count(int tag) {
        Entry entry = entries.get(tag);
        return entry == null ? 0 : entry.count;
    }

    /** Where an entry's values start. */
    long place(int tag) throws PictureRefusedException {
        return required(tag).at;
    }

    /** The one value of an entry, or what the standard says if it is not there. */
    long value(int tag, long otherwise) throws PictureRefusedException {
        return has(tag) ? value(tag) : otherwise;
    }

    /** The one value of an entry that must be there. */
    long value(int tag) throws PictureRefusedException {
        long[] values = values(tag, 1);
        if (values.length != 1) {
            throw malformed("The TIFF gives a number where one is due more than once or not at all");
        }
        return values[0];
    }

    /** All values of an entry that must be there. */
    long[] values(int tag, int most) throws PictureRefusedException {
        Entry entry = required(tag);
        if (entry.count > most || (entry.type != SHORT && entry.type != LONG)) {
            throw malformed("The TIFF's numbers are too many or not whole");
        }
        long[] values = new long[(int) entry.count];
        for (int i = 0; i < values.length; i++) {
            values[i] = entry.type == SHORT ? bytes.u16(entry.at + 2L * i) : bytes.u32(entry.at + 4L * i);
        }
        return values;
    }

    private Entry required(int tag) throws PictureRefusedException {
        Entry entry = entries.get(tag);
        if (entry == null) {
            throw malformed("The TIFF does not say something that it must");
        }
        return entry;
    }

    static PictureRefusedException malformed(String message) {
        return new PictureRefusedException("malformed-tiff", message);
    }
}
