package dev.visor.gateway.projects;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Names for points on the lines between others: {@code eye-left-upper-1-a} is the first one from {@code eye-left-upper-1}. All
 * that is chosen here is chosen alike for a line and for its mirror image, so that names mirror into names: a line begins at
 * the end that has a side, or else at the one whose name comes first, sides apart.
 */
final class CutNames {

    private static final Set<String> SIDES = Set.of("left", "right");
    private static final int LETTERS = 26;

    private final List<String> points;
    private final Set<String> base;
    private final Set<String> given = new HashSet<>();
    private final Map<String, Integer> letters = new HashMap<>();

    CutNames(List<String> points) {
        this.points = List.copyOf(points);
        this.base = Set.copyOf(points);
    }

    /**
     * A line with its direction.
     *
     * @param from the point that it begins at
     * @param to the other
     * @param across whether each end is the opposite of the other
     */
    record Line(int from, int to, boolean across) {}

    /** The line between two points. */
    Line line(Set<Integer> ends) {
        List<Integer> two =
                ends.stream().sorted(Comparator.comparing(this::rank)).toList();
        int from = two.getFirst();
        int to = two.getLast();
        return new Line(from, to, LandmarkSchema.mirrored(points.get(from)).equals(points.get(to)));
    }

    private String rank(int point) {
        String name = points.get(point);
        return (sided(name) ? "0 " : "1 ") + bare(name) + ' ' + name;
    }

    /** An order in which a line and its mirror image stand alike among the lines from their ends. */
    Comparator<Set<Integer>> order() {
        return Comparator.comparing(ends -> {
            Line line = line(ends);
            String from = points.get(line.from());
            String to = points.get(line.to());
            String alike = bare(from) + ' ' + bare(to) + ' ' + (sides(from).equals(sides(to)) ? "0 " : "1 ");
            return alike + from + ' ' + to;
        });
    }

    /** The names of the points that cut a line into so many parts, from its beginning to its end. */
    List<String> cuts(Line line, int parts) {
        List<String> names = new ArrayList<>();
        String from = points.get(line.from());
        for (int k = 1; k < parts; k++) {
            if (!line.across() || 2 * k < parts) {
                names.add(next(from));
            } else if (2 * k == parts) {
                names.add(middle(from));
            } else {
                // The second half counts from the other end, like the first from this one.
                String image = LandmarkSchema.mirrored(names.get(parts - k - 1));
                given.add(image);
                names.add(image);
            }
        }
        return names;
    }

    /** Free on both sides of the base, so that the line's mirror image takes the same letter. */
    private String next(String from) {
        String name;
        do {
            int letter = letters.merge(from, 1, Integer::sum) - 1;
            name = from + "-" + letters(letter);
        } while (base.contains(name) || base.contains(LandmarkSchema.mirrored(name)) || given.contains(name));
        given.add(name);
        return name;
    }

    private String middle(String from) {
        String bare = bare(from);
        String first = bare.isEmpty() ? "middle" : bare + "-middle";
        String name = first;
        for (int letter = 0; base.contains(name) || !given.add(name); letter++) {
            name = first + "-" + letters(letter);
        }
        return name;
    }

    private static String letters(int number) {
        String last = String.valueOf((char) ('a' + number % LETTERS));
        return number < LETTERS ? last : letters(number / LETTERS - 1) + last;
    }

    private static boolean sided(String name) {
        return !LandmarkSchema.mirrored(name).equals(name);
    }

    private static String sides(String name) {
        return words(name, SIDES::contains);
    }

    private static String bare(String name) {
        return words(name, word -> !SIDES.contains(word));
    }

    private static String words(String name, Predicate<String> kept) {
        return Arrays.stream(name.split("-", -1)).filter(kept).collect(Collectors.joining("-"));
    }
}
