package dev.visor.gateway;

import java.nio.file.Path;

/** Where this JVM's tests keep what they make: two of them run side by side, each with databases and installations of its own. */
public final class TestFolders {

    private static final Path OWN =
            Path.of(System.getProperty("visor.test.folder", "target")).toAbsolutePath();

    private TestFolders() {}

    /** A folder of this JVM's own; it need not be there. */
    public static Path own(String name) {
        return OWN.resolve(name);
    }
}
