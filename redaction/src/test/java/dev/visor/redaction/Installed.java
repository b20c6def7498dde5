package dev.visor.redaction;

import dev.visor.redaction.worker.WorkerInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** One installation of the worker's parts for all tests, with the better detector where VISOR_MODELS has it. */
public final class Installed {

    private static final WorkerInstallation ONCE = install();

    static {
        OpenCv.load(ONCE.nativeLibrary());
    }

    private Installed() {}

    /** The installation; OpenCV is loaded into this process, too. */
    public static WorkerInstallation once() {
        return ONCE;
    }

    private static WorkerInstallation install() {
        String models = System.getenv("VISOR_MODELS");
        try {
            return WorkerInstallation.into(
                    Path.of("target/worker"), models == null ? List.of() : List.of(Path.of(models)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
