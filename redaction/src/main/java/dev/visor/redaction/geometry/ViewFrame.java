package dev.visor.redaction.geometry;

import java.util.UUID;

/**
 * Where a view lies in its original: the one place where a {@link ViewPoint} becomes an {@link ImagePoint} (G6).
 *
 * @param asset the original
 * @param generation which rendering of the face this is, from 1 on; a corrected view has a higher one
 * @param stored size of the original's stored raster
 * @param orientation how the stored raster is turned upright; it is already part of {@code storedToView}
 * @param view size of the view
 * @param storedToView from stored pixels to view pixels, both corner-origin
 */
public record ViewFrame(
        UUID asset, int generation, ImageSize stored, Orientation orientation, ImageSize view, Affine storedToView) {

    public ViewFrame {
        if (generation < 1) {
            throw new IllegalArgumentException("Generations count from 1, not " + generation);
        }
    }

    /**
     * A frame without rotation, snapped: its origin is a whole pixel of the upright raster and its scale 16/n.
     *
     * @param crop the part to show, in upright pixels
     * @param sixteenths n in the scale 16/n, view pixels per image pixel
     */
    public static ViewFrame snapped(
            UUID asset, int generation, ImageSize stored, Orientation orientation, Crop crop, int sixteenths) {
        return turned(asset, generation, stored, orientation, Turn.NONE, crop, sixteenths);
    }

    /**
     * A frame whose upright picture is turned further: its origin is a whole pixel of the turned raster and its scale
     * 16/n.
     *
     * @param turn by how much the upright picture is turned
     * @param crop the part to show, in pixels of the {@linkplain Turn#fromUpright turned raster}
     * @param sixteenths n in the scale 16/n, view pixels per image pixel
     */
    public static ViewFrame turned(
            UUID asset,
            int generation,
            ImageSize stored,
            Orientation orientation,
            Turn turn,
            Crop crop,
            int sixteenths) {
        Affine chain = orientation
                .fromStored(stored)
                .then(turn.fromUpright(orientation.upright(stored)))
                .then(Affine.shift(-crop.left(), -crop.top()))
                .then(Affine.scale(16.0 / sixteenths));
        ImageSize view = new ImageSize(viewSide(crop.width(), sixteenths), viewSide(crop.height(), sixteenths));
        return new ViewFrame(asset, generation, stored, orientation, view, chain);
    }

    /** Pixels of the view that a stretch of the upright raster needs at scale 16/n, the last one perhaps in part. */
    static int viewSide(int pixels, int sixteenths) {
        return Math.ceilDiv(pixels * 16, sixteenths);
    }

    /** Where a place of the original is seen in the view; may lie outside of it, is never clamped. */
    public ViewPoint toView(ImagePoint point) {
        return new ViewPoint(storedToView.x(point.x(), point.y()), storedToView.y(point.x(), point.y()));
    }

    /** Which place of the original a point on the view means. */
    public ImagePoint toImage(ViewPoint point) {
        return new ImagePoint(storedToView.inverseX(point.x(), point.y()), storedToView.inverseY(point.x(), point.y()));
    }

    /** View pixels per image pixel. */
    public double scale() {
        return storedToView.scale();
    }

    /** Whether the point lies on the view; the left and top edges belong to it, the others do not. */
    public boolean holds(ViewPoint point) {
        return point.x() >= 0 && point.x() < view.width() && point.y() >= 0 && point.y() < view.height();
    }

    /** RFC 8785 canonical JSON, version 1. Equal frames give equal bytes. */
    public byte[] toJson() {
        return ViewFrameJson.write(this);
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if it is not canonical, of another version, or no frame that could be
     */
    public static ViewFrame fromJson(byte[] json) {
        return ViewFrameJson.read(json);
    }
}
