package dev.visor.redaction.render;

import dev.visor.redaction.geometry.Crop;
import dev.visor.redaction.geometry.ImageSize;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * COCO's run-length encoding (RLE) of a mask: the lengths of alternating runs of pixels that do not and that do belong to
 * it, down one column after another. COCO's {@code size} is {@code [height, width]}.
 *
 * @param size of the raster, at most 2^31 - 1 pixels
 * @param counts pixels in each run, not belonging first; only that first one may be 0
 */
public record RunLengths(ImageSize size, List<Integer> counts) {

    public RunLengths {
        counts = List.copyOf(counts);
        long sum = 0;
        for (int i = 0; i < counts.size(); i++) {
            if (counts.get(i) < (i == 0 ? 0 : 1)) {
                throw new IllegalArgumentException(
                        "A run has at least one pixel, and only the first one may have none");
            }
            sum += counts.get(i);
        }
        if (sum != size.pixels()) {
            throw new IllegalArgumentException("Runs make up the raster: " + size.pixels() + " pixels, not " + sum);
        }
    }

    static RunLengths of(TurnedMask mask) {
        int height = mask.size().height();
        Runs runs = new Runs();
        for (int x = mask.left(); x < mask.right(); x++) {
            for (int y = mask.top(); y < mask.bottom(); y++) {
                runs.next(x * height + y, mask.shows(x, y));
            }
            // Between the box's last row and its first one in the next column nothing belongs to the mask.
            if (mask.top() > 0 || mask.bottom() < height) {
                runs.next(x * height + mask.bottom(), false);
            }
        }
        return new RunLengths(mask.size(), runs.end(Math.toIntExact(mask.size().pixels())));
    }

    /** How many pixels belong to the mask. */
    public long area() {
        long area = 0;
        for (int i = 1; i < counts.size(); i += 2) {
            area += counts.get(i);
        }
        return area;
    }

    /** The smallest rectangle of pixels around the mask; null around one without pixels. */
    public @Nullable Crop bounds() {
        int height = size.height();
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = -1;
        int bottom = -1;
        int at = 0;
        for (int i = 0; i < counts.size(); i++) {
            int last = at + counts.get(i) - 1;
            if (i % 2 == 1) {
                left = Math.min(left, at / height);
                right = last / height;
                // A run that goes on in the next column has both a lowest and a highest row.
                boolean whole = at / height < last / height;
                top = Math.min(top, whole ? 0 : at % height);
                bottom = Math.max(bottom, whole ? height - 1 : last % height);
            }
            at = last + 1;
        }
        return right < 0 ? null : new Crop(left, top, right - left + 1, bottom - top + 1);
    }

    /**
     * The counts as pycocotools' functions take and give them: text of printable ASCII. From the fourth one on a count is
     * written as its difference from the last but one. A number is written in groups of five bits, lowest first, in two's
     * complement; a sixth bit says that more follow, and 48 is added to each group.
     */
    public String compressed() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < counts.size(); i++) {
            int rest = counts.get(i) - (i > 2 ? counts.get(i - 2) : 0);
            boolean more;
            do {
                int group = rest & 0x1f;
                rest >>= 5;
                // The highest bit of the last group is the sign.
                more = rest != ((group & 0x10) == 0 ? 0 : -1);
                text.append((char) (48 + group + (more ? 0x20 : 0)));
            } while (more);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "RunLengths[" + size + "]";
    }

    /** Counts runs while the raster is walked through. */
    private static final class Runs {

        private final List<Integer> counts = new ArrayList<>();
        private boolean belongs;
        private int start;

        void next(int at, boolean belongsToo) {
            if (belongsToo != belongs) {
                counts.add(at - start);
                start = at;
                belongs = belongsToo;
            }
        }

        List<Integer> end(int pixels) {
            if (start < pixels) {
                counts.add(pixels - start);
            }
            return counts;
        }
    }
}
