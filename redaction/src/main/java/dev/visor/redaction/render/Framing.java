package dev.visor.redaction.render;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.Crop;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.Turn;
import dev.visor.redaction.geometry.ViewFrame;
import java.util.DoubleSummaryStatistics;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the frame of a view: the pixels around the outline, upright or turned further, as large as the profile lets
 * it be.
 */
public final class Framing {

    /** n in the largest scale 16/n: a view that is enlarged four times holds no more to see at eight. */
    private static final int FEWEST_SIXTEENTHS = 4;

    private static final Crop ONE_PIXEL = new Crop(0, 0, 1, 1);

    private Framing() {}

    /**
     * The frame, or null where no pixel of the outline lies on the picture.
     *
     * @param longestSide the most view pixels on one side
     */
    public static @Nullable ViewFrame snapped(
            UUID asset, int generation, ImageSize stored, Orientation orientation, Outline outline, int longestSide) {
        return aligned(asset, generation, stored, orientation, outline, longestSide, Turn.NONE);
    }

    /**
     * The frame whose upright picture is turned further, around the turned outline; or null where no pixel of the
     * outline lies on the picture. Equal arguments give equal frames on every machine, so that a receiver who is told
     * the turn, or reads it {@linkplain #turnOf off the frame}, can compute the one frame that is right. Without a turn
     * it is the {@linkplain #snapped snapped} one.
     *
     * <p>Where the outline reaches over the picture's border, a view that is turned by no quarter keeps room for the
     * part that lies outside.
     *
     * @param longestSide the most view pixels on one side
     * @param turn by how much the upright picture is turned
     */
    public static @Nullable ViewFrame aligned(
            UUID asset,
            int generation,
            ImageSize stored,
            Orientation orientation,
            Outline outline,
            int longestSide,
            Turn turn) {
        // Whether there is anything to see does not depend on the turn.
        Crop crop =
                crop(stored, orientation, outline, Turn.NONE) == null ? null : crop(stored, orientation, outline, turn);
        if (crop == null) {
            return null;
        }
        int sixteenths = Math.max(FEWEST_SIXTEENTHS, Math.ceilDiv(crop.longestSide() * 16, longestSide));
        return ViewFrame.turned(asset, generation, stored, orientation, turn, crop, sixteenths);
    }

    /**
     * The turn of a frame, read off its matrix.
     *
     * @throws IllegalArgumentException if no turn and no scale 16/n give exactly the factors of this matrix
     */
    public static Turn turnOf(ViewFrame frame) {
        Affine matrix = frame.storedToView();
        Affine upright = frame.orientation().fromStored(frame.stored());
        // What takes the stored raster upright is undone by its transpose; what is left is the turn and the scale.
        double cos = matrix.a() * upright.a() + matrix.b() * upright.b();
        double sin = matrix.c() * upright.a() + matrix.d() * upright.b();
        Turn turn = Turn.nearest(Math.toDegrees(Math.atan2(sin, cos)));
        int sixteenths = (int) Math.round(16 / matrix.scale());
        if (sixteenths >= 1) {
            Affine right = ViewFrame.turned(
                            frame.asset(), 1, frame.stored(), frame.orientation(), turn, ONE_PIXEL, sixteenths)
                    .storedToView();
            if (right.a() == matrix.a()
                    && right.b() == matrix.b()
                    && right.c() == matrix.c()
                    && right.d() == matrix.d()) {
                return turn;
            }
        }
        throw new IllegalArgumentException("The frame is not turned by whole steps at a scale of 16/n");
    }

    private static @Nullable Crop crop(ImageSize stored, Orientation orientation, Outline outline, Turn turn) {
        ImageSize upright = orientation.upright(stored);
        Affine turned = orientation.fromStored(stored).then(turn.fromUpright(upright));
        Crop raster = turn.raster(upright);
        DoubleSummaryStatistics across = outline.corners().stream()
                .mapToDouble(corner -> turned.x(corner.x(), corner.y()))
                .summaryStatistics();
        DoubleSummaryStatistics down = outline.corners().stream()
                .mapToDouble(corner -> turned.y(corner.x(), corner.y()))
                .summaryStatistics();
        int left = (int) Math.clamp(Math.floor(across.getMin()), 0, raster.width());
        int right = (int) Math.clamp(Math.ceil(across.getMax()), 0, raster.width());
        int top = (int) Math.clamp(Math.floor(down.getMin()), 0, raster.height());
        int bottom = (int) Math.clamp(Math.ceil(down.getMax()), 0, raster.height());
        return left < right && top < bottom ? new Crop(left, top, right - left, bottom - top) : null;
    }
}
