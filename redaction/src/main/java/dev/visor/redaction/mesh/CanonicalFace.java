package dev.visor.redaction.mesh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * An average face in space, as the table {@code canonical.txt} has it, which says where it comes from. It neither smiles nor
 * speaks; its eyes are open and its lips a little apart.
 */
public final class CanonicalFace {

    private static final List<Vertex> VERTICES = table();

    private CanonicalFace() {}

    /**
     * A point of the mesh.
     *
     * @param number 0 to 467
     */
    public static Vertex vertex(int number) {
        return VERTICES.get(number);
    }

    private static List<Vertex> table() {
        try (InputStream file = CanonicalFace.class.getResourceAsStream("canonical.txt")) {
            return read(new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException if it has not one row of six numbers for each point of the mesh
     */
    static List<Vertex> read(String text) {
        List<Vertex> vertices = text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(CanonicalFace::vertex)
                .toList();
        if (vertices.size() != Mesh.POINTS) {
            throw new IllegalArgumentException(
                    "The average face has " + Mesh.POINTS + " points, not " + vertices.size());
        }
        return vertices;
    }

    private static Vertex vertex(String line) {
        double[] numbers = Arrays.stream(line.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        if (numbers.length != 6) {
            throw new IllegalArgumentException("A point of the average face has a place and a normal: " + line);
        }
        return new Vertex(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
    }

    /**
     * A point of the face, and which way the skin around it faces.
     *
     * @param x centimetres to the viewer's right, the person's own left
     * @param y centimetres upwards
     * @param z centimetres towards the viewer
     * @param normalX the normal's share along x; the three make a length of 1
     * @param normalY its share along y
     * @param normalZ its share along z
     */
    public record Vertex(double x, double y, double z, double normalX, double normalY, double normalZ) {}
}
