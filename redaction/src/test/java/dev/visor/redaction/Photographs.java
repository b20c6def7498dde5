package dev.visor.redaction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sample photographs that the build fetched from npm. */
public final class Photographs {

    /** How many there are. */
    public static final int COUNT = 6;

    /** Where they lie, as {@code sample1.jpg} and so on. */
    public static final Path FOLDER = Path.of("node_modules/@vladmandic/face-api/demo");

    private Photographs() {}

    /** The bytes of the sample photograph with this number, from 1 on. */
    public static byte[] sample(int number) {
        try {
            return Files.readAllBytes(FOLDER.resolve("sample" + number + ".jpg"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
