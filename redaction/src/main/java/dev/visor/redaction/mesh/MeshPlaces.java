package dev.visor.redaction.mesh;

import dev.visor.redaction.mesh.MeshPlace.Corner;
import dev.visor.redaction.mesh.MeshPlace.Mean;
import dev.visor.redaction.mesh.MeshPlace.Part;
import dev.visor.redaction.mesh.MeshPlace.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The table {@code places.txt}: where the points of the landmark schemas lie on the mesh, by their names. A point means the
 * same in every schema that has its name.
 *
 * <p>Most points of 300-W are a point of the mesh; where one falls between two, it is their middle. 300-W marks the visible
 * border of the face, the mesh an anatomical line, so in half profile the far jaw is an estimate.
 */
public final class MeshPlaces {

    private static final Map<String, Row> TABLE = table();

    private MeshPlaces() {}

    /** Where the point of that name lies; empty for one that the mesh knows nothing of, such as a knee. */
    public static Optional<MeshPlace> named(String point) {
        return Optional.ofNullable(TABLE.get(point)).map(Row::place);
    }

    /** What the point of that name is, in one sentence without its end; empty for one that the table has not. */
    public static Optional<String> definition(String point) {
        return Optional.ofNullable(TABLE.get(point)).map(Row::definition);
    }

    /** All names. */
    public static Set<String> names() {
        return TABLE.keySet();
    }

    private static Map<String, Row> table() {
        try (InputStream file = MeshPlaces.class.getResourceAsStream("places.txt")) {
            return read(new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException naming the line that is not a row of it
     */
    static Map<String, Row> read(String text) {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (String line : text.split("\n", -1)) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] columns = line.split(" \\| ", -1);
            if (columns.length != 4 || columns[3].isBlank()) {
                throw new IllegalArgumentException("A place has a name, a kind, points and a definition: " + line);
            }
            if (rows.put(columns[0], new Row(place(columns[1], columns[2], line), columns[3])) != null) {
                throw new IllegalArgumentException("There are two places of this name: " + line);
            }
        }
        return rows;
    }

    private static MeshPlace place(String kind, String points, String line) {
        try {
            Trust trust = Trust.valueOf(kind.toUpperCase(Locale.ROOT));
            List<String> words = List.of(points.split(" ", -1));
            if (words.getFirst().equals("corner")) {
                return corner(words.subList(1, words.size()), trust);
            }
            return new Mean(parts(words), trust);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("This is not a place on the mesh: " + line, e);
        }
    }

    private static Corner corner(List<String> sides, Trust trust) {
        Corner corner = new Corner(sides.contains("right"), sides.contains("lower"));
        List<String> said = List.of(corner.right() ? "right" : "left", corner.lower() ? "lower" : "upper");
        if (!sides.equals(said) || trust != corner.trust()) {
            throw new IllegalArgumentException("A corner is a border, left or right, upper or lower");
        }
        return corner;
    }

    private static List<Part> parts(List<String> words) {
        List<String[]> pairs = words.stream().map(word -> word.split("\\*", -1)).toList();
        double weighted = pairs.stream()
                .filter(pair -> pair.length == 2)
                .mapToDouble(pair -> Double.parseDouble(pair[1]))
                .sum();
        long alike = pairs.stream().filter(pair -> pair.length == 1).count();
        List<Part> parts = new ArrayList<>();
        for (String[] pair : pairs) {
            if (pair.length > 2) {
                throw new IllegalArgumentException("A point has one weight, not " + Arrays.toString(pair));
            }
            double weight = pair.length == 2 ? Double.parseDouble(pair[1]) : (1 - weighted) / alike;
            parts.add(new Part(Integer.parseInt(pair[0]), weight));
        }
        return parts;
    }

    /**
     * One row.
     *
     * @param definition what the point is, for people
     */
    record Row(MeshPlace place, String definition) {}
}
