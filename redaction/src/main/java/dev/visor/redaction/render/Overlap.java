package dev.visor.redaction.render;

import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Outline;
import java.util.List;

/** How much of a face others hide. */
public final class Overlap {

    private Overlap() {}

    /** The share of an outline's pixels that exclusions hide, 0 to 1; 1 for an outline without pixels. */
    public static double hidden(Outline outline, List<Outline> exclusions, ImageSize picture) {
        int all = Mask.of(outline, List.of(), picture).count();
        int left = Mask.of(outline, exclusions, picture).count();
        return all == 0 ? 1 : 1 - (double) left / all;
    }
}
