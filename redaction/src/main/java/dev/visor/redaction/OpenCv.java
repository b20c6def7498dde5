package dev.visor.redaction;

import java.nio.file.Path;
import org.opencv.core.Core;

/** Loads the native library from where it was unpacked; the library's own loader would unpack it at every start. */
public final class OpenCv {

    private OpenCv() {}

    /**
     * Loads it, once in a process, and keeps it to one thread: workers are parallel, a picture is not, and sums come out
     * the same.
     */
    @SuppressWarnings("restricted") // the one place that asks for --enable-native-access
    public static void load(Path library) {
        System.load(library.toAbsolutePath().toString());
        Core.setNumThreads(1);
    }
}
