package dev.visor.redaction;

import dev.visor.redaction.worker.WorkerInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** One installation of the worker's parts for all tests, with the better detector where VISOR_MODELS or var/models
 * has it. */
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
        String given = System.getenv("VISOR_MODELS");
        Path models = Path.of(given == null || given.isEmpty() ? "../var/models" : given);
        try {
            return WorkerInstallation.into(Path.of("target/worker"), List.of(models));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
