package dev.visor.policies;

import java.util.regex.Pattern;

/**
 * What of a face a view shows.
 *
 * @param name kebab case, at most 40 characters
 * @param margin by how much the face's outline is widened, as a share of its smallest width, 0 to 0.5
 * @param longestSide the longest side that a view may have, 64 to 4096 view pixels
 * @param smallestFace the shorter side below which a face is not shown at all, 16 to 1024 image pixels
 * @param fill the grey that stands for everything else, 0 to 255
 */
public record ViewProfile(String name, double margin, int longestSide, int smallestFace, int fill) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    public ViewProfile {
        if (name.length() > 40 || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("A view profile's name is lower-case words joined by hyphens");
        }
        // Written so that a margin that is not a number is refused, too.
        if (!(margin >= 0 && margin <= 0.5)) {
            throw new IllegalArgumentException(
                    "A view profile's margin is 0 to 0.5 of the smallest width, not " + margin);
        }
        requireWithin("longest side", longestSide, 64, 4096);
        requireWithin("smallest face", smallestFace, 16, 1024);
        requireWithin("fill", fill, 0, 255);
    }

    private static void requireWithin(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "A view profile's " + what + " is " + least + " to " + most + ", not " + value);
        }
    }
}
