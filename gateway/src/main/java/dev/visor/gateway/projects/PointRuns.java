package dev.visor.gateway.projects;

import dev.visor.gateway.projects.LandmarkSchema.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists of points as {@code 0-16 20 22}. */
final class PointRuns {

    private static final Pattern RUN = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");

    private PointRuns() {}

    /**
     * Reads a list.
     *
     * @throws SchemaMistake if it is none
     */
    static List<Integer> read(String text) {
        List<Integer> indices = new ArrayList<>();
        for (String run : text.split(" ", -1)) {
            Matcher ends = RUN.matcher(run);
            if (!ends.matches()) {
                throw new SchemaMistake("bad-list", "Points are listed like \"0-16 20\", not like \"" + text + "\"");
            }
            int first = Integer.parseInt(ends.group(1));
            int last = ends.group(2) == null ? first : Integer.parseInt(ends.group(2));
            if (last < first) {
                throw new SchemaMistake("bad-list", "A run of points goes upwards, not " + run);
            }
            for (int i = first; i <= last; i++) {
                indices.add(i);
            }
        }
        return indices;
    }

    /** Writes a list of at least one point. */
    static String write(List<Integer> points) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        while (from < points.size()) {
            int to = from;
            while (to + 1 < points.size() && points.get(to + 1) == points.get(to) + 1) {
                to++;
            }
            // Two in a row are no shorter as a run.
            int last = to - from < 2 ? from : to;
            text.append(text.isEmpty() ? "" : " ").append(points.get(from));
            if (last > from) {
                text.append('-').append(points.get(last));
            }
            from = last + 1;
        }
        return text.toString();
    }

    /** Writes lines as runs in which each neighbour is a line. */
    static List<String> chains(List<Edge> edges) {
        List<String> chains = new ArrayList<>();
        List<Integer> chain = new ArrayList<>();
        for (Edge edge : edges) {
            if (!chain.isEmpty() && chain.getLast() != edge.from()) {
                chains.add(write(chain));
                chain.clear();
            }
            if (chain.isEmpty()) {
                chain.add(edge.from());
            }
            chain.add(edge.to());
        }
        if (!chain.isEmpty()) {
            chains.add(write(chain));
        }
        return chains;
    }
}
