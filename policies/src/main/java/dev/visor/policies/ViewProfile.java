package dev.visor.policies;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What of a face a view shows.
 *
 * @param name kebab case, at most 40 characters
 * @param summary one plain sentence for who chooses a profile, at most 200 characters
 * @param shape which part of the person: {@code face-oval}, {@code face-and-hair}, {@code head}, {@code face-box} or
 *     {@code upper-body}
 * @param margin by how much that shape is widened, as a share of the face oval's smallest width, 0 to 0.5
 * @param longestSide the longest side that a view may have, 64 to 4096 view pixels
 * @param smallestFace the shorter side below which a face is not shown at all, 16 to 1024 image pixels
 * @param fill the grey that stands for everything else, 0 to 255
 * @param aligned whether views are turned until the face stands upright in them
 * @param hiddenPointsAsked whether annotators are asked for landmarks that lie outside of what the view shows
 */
public record ViewProfile(
        String name,
        String summary,
        String shape,
        double margin,
        int longestSide,
        int smallestFace,
        int fill,
        boolean aligned,
        boolean hiddenPointsAsked) {

    private static final Set<String> SHAPES = Set.of("face-oval", "face-and-hair", "head", "face-box", "upper-body");
    private static final int LONGEST_SUMMARY = 200;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    public ViewProfile {
        if (name.length() > 40 || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("A view profile's name is lower-case words joined by hyphens");
        }
        if (summary.isBlank() || summary.length() > LONGEST_SUMMARY) {
            throw new IllegalArgumentException(
                    "A view profile says what it shows in 1 to " + LONGEST_SUMMARY + " characters");
        }
        if (!SHAPES.contains(shape)) {
            throw new IllegalArgumentException("A view profile's shape is one of " + new TreeSet<>(SHAPES));
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
