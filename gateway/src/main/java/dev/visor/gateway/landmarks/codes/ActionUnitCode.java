package dev.visor.gateway.landmarks.codes;

import dev.visor.gateway.projects.codes.Side;
import org.jspecify.annotations.Nullable;

/**
 * What a coder says of one action unit on one side or on both.
 *
 * @param unit its number in the catalogue
 * @param side the subject's; null for a unit that has no sides
 */
public record ActionUnitCode(int unit, @Nullable Side side, Coding coding) {

    /** Whether it says something of this half of the face. */
    boolean covers(Side half) {
        return side == null || side.halves().contains(half);
    }

    @Override
    public String toString() {
        return "ActionUnitCode[]";
    }
}
