package dev.visor.redaction.worker;

import dev.visor.redaction.geometry.Outline;
import java.util.List;

/**
 * Takes parts out of a picture, for good.
 *
 * @param hidden the parts, in stored pixels; one at least
 * @param fill the one grey of all of them, 0 to 255
 */
public record BlankOrder(List<Outline> hidden, int fill) {

    public BlankOrder {
        hidden = List.copyOf(hidden);
        if (hidden.isEmpty()) {
            throw new IllegalArgumentException("A picture is blanked in one place at least");
        }
        if (fill < 0 || fill > 255) {
            throw new IllegalArgumentException("The fill is a grey of 0 to 255, not " + fill);
        }
    }
}
