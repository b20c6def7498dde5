package dev.visor.redaction.worker;

import dev.visor.redaction.picture.PictureHeader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The command line of a worker: bubblewrap for what it may see, prlimit for what it may use, and a JVM that leaves
 * nothing behind when it dies.
 *
 * <p>Inside there is no network, no home, no other process, and no file but the system's libraries, the JDK, and the
 * worker's own parts. Nothing can be written, not even in {@code /tmp} and {@code /dev}. bubblewrap limits no resource
 * itself; an address-space limit would kill any JVM, so data memory is limited instead.
 */
final class Sandbox {

    private static final List<String> SYSTEM = List.of("/lib", "/lib64", "/usr/lib", "/usr/lib64");

    /** How long a worker's work may take in all, in processor seconds; it retires long before. */
    private static final int PROCESSOR_SECONDS = 3_600;

    /** A worker's JVM has about 20 threads and 20 open files. */
    private static final int MOST_THREADS = 256;

    private static final int MOST_OPEN_FILES = 256;

    private static final String PARTS = "/worker/";

    private Sandbox() {}

    /** Where a program lies on this machine's path, or null. */
    static @Nullable Path program(String name) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        for (String folder : path.split(File.pathSeparator, -1)) {
            Path candidate = Path.of(folder.isEmpty() ? "." : folder, name);
            if (Files.isExecutable(candidate)) {
                return candidate.toAbsolutePath();
            }
        }
        return null;
    }

    /** Limits that OpenCV and OpenBLAS read once, before main: the only environment a worker has. */
    static Map<String, String> environment() {
        return Map.of(
                "OPENCV_IO_MAX_IMAGE_WIDTH", "65535",
                "OPENCV_IO_MAX_IMAGE_HEIGHT", "65535",
                "OPENCV_IO_MAX_IMAGE_PIXELS", Long.toString(PictureHeader.MOST_PIXELS),
                "OPENBLAS_NUM_THREADS", "1");
    }

    /** The command without a sandbox, for demonstrations. */
    static List<String> open(WorkerSettings settings, Class<?> main, @Nullable Path prlimit) {
        List<String> command = new ArrayList<>();
        if (prlimit != null) {
            command.add(prlimit.toString());
            command.addAll(limits(settings, false));
        }
        command.add(settings.java().toAbsolutePath().toString());
        command.addAll(jvm(settings));
        command.add("-cp");
        command.add(String.join(
                File.pathSeparator,
                settings.classPath().stream()
                        .map(path -> path.toAbsolutePath().toString())
                        .toList()));
        command.add(main.getName());
        command.add(settings.nativeLibrary().toAbsolutePath().toString());
        command.add(settings.models().toAbsolutePath().toString());
        return command;
    }

    /** The command inside of bubblewrap. */
    static List<String> closed(WorkerSettings settings, Class<?> main, Confinement confinement) {
        List<String> command = new ArrayList<>(confinement.namespaces());
        command.add("--clearenv");
        environment().forEach((name, value) -> command.addAll(List.of("--setenv", name, value)));
        for (String folder : SYSTEM) {
            command.addAll(List.of("--ro-bind-try", folder, folder));
        }
        String home = settings.java()
                .toAbsolutePath()
                .normalize()
                .resolve("../..")
                .normalize()
                .toString();
        readOnly(command, home, home);
        // Debian's own JDK keeps its settings here and links to them.
        String debian = "/etc/java-" + Runtime.version().feature() + "-openjdk";
        command.addAll(List.of("--ro-bind-try", debian, debian));
        List<String> classPath = new ArrayList<>();
        for (Path path : settings.classPath()) {
            String inside = PARTS + "class-path/" + classPath.size();
            readOnly(command, path.toAbsolutePath().toString(), inside);
            classPath.add(inside);
        }
        String library = PARTS + "native/" + settings.nativeLibrary().getFileName();
        String libraries =
                settings.nativeLibrary().toAbsolutePath().resolveSibling("").toString();
        readOnly(command, libraries, PARTS + "native");
        readOnly(command, settings.models().toAbsolutePath().toString(), PARTS + "models");
        readOnly(command, confinement.prlimit().toString(), PARTS + "prlimit");
        command.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"));
        // These, and the root that everything is bound into, are memory that could be filled until told otherwise.
        for (String place : List.of("/proc", "/dev", "/tmp", "/")) {
            command.addAll(List.of("--remount-ro", place));
        }
        command.addAll(List.of("--chdir", "/", "--", PARTS + "prlimit"));
        // Inside, for there the number of processes counts this sandbox and not all that the user runs.
        command.addAll(limits(settings, confinement.limitsProcesses()));
        command.add(settings.java().toAbsolutePath().normalize().toString());
        command.addAll(jvm(settings));
        command.addAll(List.of("-cp", String.join(":", classPath), main.getName(), library, PARTS + "models"));
        return command;
    }

    private static void readOnly(List<String> command, String outside, String inside) {
        command.addAll(List.of("--ro-bind", outside, inside));
    }

    private static List<String> limits(WorkerSettings settings, boolean processes) {
        List<String> limits = new ArrayList<>(
                List.of("--data=" + ((long) settings.memoryMegabytes() << 20), "--cpu=" + PROCESSOR_SECONDS));
        limits.addAll(countLimits(processes));
        return limits;
    }

    /** What does not depend on the settings. No file grows, which holds for memory that is used like a file, too. */
    static List<String> countLimits(boolean processes) {
        List<String> limits = new ArrayList<>(List.of("--core=0", "--fsize=0", "--nofile=" + MOST_OPEN_FILES));
        if (processes) {
            limits.add("--nproc=" + MOST_THREADS);
        }
        limits.add("--");
        return limits;
    }

    private static List<String> jvm(WorkerSettings settings) {
        return List.of(
                "-Xmx" + settings.memoryMegabytes() / 2 + "m",
                "-XX:+UseSerialGC",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-XX:-HeapDumpOnOutOfMemoryError",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-Xshare:auto",
                "-Xlog:disable",
                "-Xlog:all=off",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true");
    }
}
