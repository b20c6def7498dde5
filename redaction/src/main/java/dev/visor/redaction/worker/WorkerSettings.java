package dev.visor.redaction.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How workers are started.
 *
 * @param java the {@code java} command
 * @param classPath plain jars or folders, no nested jar
 * @param nativeLibrary OpenCV's library with the Java interface, in a folder of its own with those that it needs
 * @param models folder with the models by their names
 * @param sandboxRequired whether to refuse without bubblewrap; only a demonstration may say no
 * @param workers how many pictures at the same time, 1 to 64
 * @param deadline for one picture of up to one megapixel; each further megapixel adds a tenth
 * @param memoryMegabytes the most data memory of one worker process, 512 or more
 */
public record WorkerSettings(
        Path java,
        List<Path> classPath,
        Path nativeLibrary,
        Path models,
        boolean sandboxRequired,
        int workers,
        Duration deadline,
        int memoryMegabytes) {

    public WorkerSettings {
        classPath = List.copyOf(classPath);
        if (classPath.isEmpty()) {
            throw new IllegalArgumentException("A worker needs a class path");
        }
        if (workers < 1 || workers > 64) {
            throw new IllegalArgumentException("There are 1 to 64 workers, not " + workers);
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("A deadline is more than nothing, not " + deadline);
        }
        if (memoryMegabytes < 512) {
            throw new IllegalArgumentException("A worker needs 512 MB or more, not " + memoryMegabytes);
        }
    }

    /** The same, with or without the sandbox demanded. */
    public WorkerSettings withSandboxRequired(boolean required) {
        return new WorkerSettings(java, classPath, nativeLibrary, models, required, workers, deadline, memoryMegabytes);
    }

    /** The same with another number of workers. */
    public WorkerSettings withWorkers(int count) {
        return new WorkerSettings(
                java, classPath, nativeLibrary, models, sandboxRequired, count, deadline, memoryMegabytes);
    }

    /** The same with another deadline. */
    public WorkerSettings withDeadline(Duration time) {
        return new WorkerSettings(
                java, classPath, nativeLibrary, models, sandboxRequired, workers, time, memoryMegabytes);
    }
}
