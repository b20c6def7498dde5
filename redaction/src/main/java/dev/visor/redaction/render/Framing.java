package dev.visor.redaction.render;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.Crop;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.ViewFrame;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Chooses the frame of a view: the upright pixels around the outline, as large as the profile lets it be. */
public final class Framing {

    /** n in the largest scale 16/n: a view that is enlarged four times holds no more to see at eight. */
    private static final int FEWEST_SIXTEENTHS = 4;

    private Framing() {}

    /**
     * The frame, or null where no pixel of the outline lies on the picture.
     *
     * @param longestSide the most view pixels on one side
     */
    public static @Nullable ViewFrame snapped(
            UUID asset, int generation, ImageSize stored, Orientation orientation, Outline outline, int longestSide) {
        Crop crop = crop(stored, orientation, outline.bounds());
        if (crop == null) {
            return null;
        }
        int sixteenths = Math.max(FEWEST_SIXTEENTHS, Math.ceilDiv(crop.longestSide() * 16, longestSide));
        return ViewFrame.snapped(asset, generation, stored, orientation, crop, sixteenths);
    }

    private static @Nullable Crop crop(ImageSize stored, Orientation orientation, Box box) {
        Affine upright = orientation.fromStored(stored);
        ImageSize size = orientation.upright(stored);
        double x1 = upright.x(box.x(), box.y());
        double x2 = upright.x(box.right(), box.bottom());
        double y1 = upright.y(box.x(), box.y());
        double y2 = upright.y(box.right(), box.bottom());
        int left = (int) Math.clamp(Math.floor(Math.min(x1, x2)), 0, size.width());
        int right = (int) Math.clamp(Math.ceil(Math.max(x1, x2)), 0, size.width());
        int top = (int) Math.clamp(Math.floor(Math.min(y1, y2)), 0, size.height());
        int bottom = (int) Math.clamp(Math.ceil(Math.max(y1, y2)), 0, size.height());
        return left < right && top < bottom ? new Crop(left, top, right - left, bottom - top) : null;
    }
}
