package dev.visor.redaction.render;

import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.geometry.ViewPoint;
import dev.visor.redaction.picture.PictureRefusedException;
import dev.visor.redaction.picture.ViewFile;
import java.util.List;

/**
 * Looks at a finished view for anything that lies outside of its mask (G2). It needs neither the picture nor OpenCV, so
 * that the process that receives a view need not believe the one that drew it.
 */
public final class ViewInspection {

    private ViewInspection() {}

    /**
     * Reads every pixel of a view.
     *
     * @param exclusions parts of the outline that stay hidden
     * @param fill the grey that everything hidden must have, 0 to 255
     * @throws PictureRefusedException {@code not-a-view} if the file is no view of the frame's size, or
     *     {@code view-leaks} if a pixel is not the fill although the stored pixel under its centre is hidden
     */
    public static void inspect(byte[] view, Outline outline, List<Outline> exclusions, ViewFrame frame, int fill)
            throws PictureRefusedException {
        ViewFile file = ViewFile.of(view);
        if (!file.size().equals(frame.view())) {
            throw new PictureRefusedException("not-a-view", "The view is of another size than its frame");
        }
        Mask mask = Mask.of(outline, exclusions, frame.stored());
        file.rows((y, rgb) -> inspectRow(y, rgb, mask, frame, (byte) fill));
    }

    /** Whether the part of the picture under a place of the view may be seen; beyond the view's edges, too. */
    public static boolean shows(ViewPoint place, Outline outline, List<Outline> exclusions, ViewFrame frame) {
        ImagePoint under = frame.toImage(place);
        return outline.contains(under) && exclusions.stream().noneMatch(other -> other.contains(under));
    }

    private static void inspectRow(int y, byte[] rgb, Mask mask, ViewFrame frame, byte fill)
            throws PictureRefusedException {
        for (int x = 0; x < frame.view().width(); x++) {
            boolean filled = rgb[3 * x] == fill && rgb[3 * x + 1] == fill && rgb[3 * x + 2] == fill;
            if (!filled && !mask.showsUnder(x, y, frame.storedToView())) {
                throw new PictureRefusedException("view-leaks", "The view shows a pixel outside of its mask");
            }
        }
    }
}
