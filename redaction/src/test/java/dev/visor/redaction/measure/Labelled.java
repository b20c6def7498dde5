package dev.visor.redaction.measure;

import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A picture and the faces that people saw in it.
 *
 * @param file the picture
 * @param source the name of the file that says so
 * @param faces the faces, none for a picture without any
 * @param learning whether passes and thresholds were chosen on pictures like this, so that it proves nothing
 */
public record Labelled(Path file, String source, List<Face> faces, boolean learning) {

    public Labelled {
        faces = List.copyOf(faces);
    }

    /** The boxes of the faces. */
    List<Box> boxes() {
        return faces.stream().map(Face::box).toList();
    }

    /** The fixed split in two halves: the first bit of the SHA-256 of the bare file name, 0 for the learning half. */
    static boolean inLearningHalf(Path file) {
        try {
            byte[] name = file.getFileName().toString().getBytes(StandardCharsets.UTF_8);
            return MessageDigest.getInstance("SHA-256").digest(name)[0] >= 0;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /**
     * A face.
     *
     * @param box where, in stored pixels
     * @param points its landmarks, if the truth has any
     */
    public record Face(Box box, List<ImagePoint> points) {

        public Face {
            points = List.copyOf(points);
        }
    }
}
