package dev.visor.redaction.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * The stretches of a file that a decoder needs, as its parts are walked over. Neighbours become one stretch, and the
 * parts are counted, so that a file of nothing but tiny parts costs no memory to speak of.
 */
final class Stretches {

    /**
     * The most segments or chunks of one file, needed or not. The largest file that is let in has this many chunks of 4
     * KiB, half of what PNG writers take; a JPEG has some dozens of segments.
     */
    static final int MOST_PARTS = 1 << 16;

    private final List<LibraryFile.Span> joined = new ArrayList<>();
    private int parts;

    /**
     * Counts a part.
     *
     * @throws PictureRefusedException {@code too-many-parts}
     */
    void countPart() throws PictureRefusedException {
        if (++parts > MOST_PARTS) {
            throw new PictureRefusedException(
                    "too-many-parts", "The file has more than " + MOST_PARTS + " segments or chunks");
        }
    }

    /** Takes the bytes in [from, to), which lie behind all that were taken before. */
    void take(int from, int to) {
        if (!joined.isEmpty() && joined.getLast().to() == from) {
            joined.set(joined.size() - 1, new LibraryFile.Span(joined.getLast().from(), to));
        } else {
            joined.add(new LibraryFile.Span(from, to));
        }
    }

    /** What was taken, in order. */
    List<LibraryFile.Span> all() {
        return List.copyOf(joined);
    }
}
