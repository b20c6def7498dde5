package dev.visor.redaction.worker;

import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.ViewFrame;
import java.util.List;

/**
 * Renders a view again from stored geometry: no detector runs, and the bytes are a function of the pixels inside the
 * outline alone (G3).
 *
 * @param outline the part that may be shown, in stored pixels
 * @param exclusions the parts of the outline that stay hidden
 * @param frame where the view lies
 * @param fill the one grey of everything hidden, 0 to 255
 */
public record RenderOrder(Outline outline, List<Outline> exclusions, ViewFrame frame, int fill) {

    public RenderOrder {
        exclusions = List.copyOf(exclusions);
        if (fill < 0 || fill > 255) {
            throw new IllegalArgumentException("The fill is a grey of 0 to 255, not " + fill);
        }
    }
}
