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
 * worker's own parts, all read-only; {@code /tmp} is memory that goes with the process. bubblewrap limits no resource
 * itself; an address-space limit would kill any JVM, so data memory is limited instead.
 */
final class Sandbox {

    private static final List<String> SYSTEM = List.of("/lib", "/lib64", "/usr/lib", "/usr/lib64");

    /** What a worker runs in; {@link WorkerLauncher} tries whether this machine allows it. */
    static final List<String> NAMESPACES = List.of(
            "--unshare-all",
            "--unshare-user",
            "--uid",
            "65534",
            "--gid",
            "65534",
            "--cap-drop",
            "ALL",
            "--die-with-parent");

    /** How long a worker's work may take in all, in processor seconds; it retires long before. */
    private static final int PROCESSOR_SECONDS = 3_600;

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

    /** The limits that OpenCV reads once, before main: the only environment a worker has. */
    static Map<String, String> environment() {
        return Map.of(
                "OPENCV_IO_MAX_IMAGE_WIDTH", "65535",
                "OPENCV_IO_MAX_IMAGE_HEIGHT", "65535",
                "OPENCV_IO_MAX_IMAGE_PIXELS", Long.toString(PictureHeader.MOST_PIXELS));
    }

    /** The command without a sandbox, for demonstrations. */
    static List<String> open(WorkerSettings settings, Class<?> main) {
        List<String> command = new ArrayList<>(limits(settings));
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
    static List<String> closed(WorkerSettings settings, Class<?> main, Path bubblewrap) {
        List<String> command = new ArrayList<>(limits(settings));
        command.add(bubblewrap.toString());
        command.addAll(NAMESPACES);
        command.addAll(List.of("--new-session", "--clearenv"));
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
        String library = PARTS + settings.nativeLibrary().getFileName();
        readOnly(command, settings.nativeLibrary().toAbsolutePath().toString(), library);
        readOnly(command, settings.models().toAbsolutePath().toString(), PARTS + "models");
        command.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"));
        // The root that everything is bound into is memory, and writable until told otherwise.
        command.addAll(List.of("--remount-ro", "/proc", "--remount-ro", "/", "--chdir", "/", "--"));
        command.add(settings.java().toAbsolutePath().normalize().toString());
        command.addAll(jvm(settings));
        command.addAll(List.of("-cp", String.join(":", classPath), main.getName(), library, PARTS + "models"));
        return command;
    }

    private static void readOnly(List<String> command, String outside, String inside) {
        command.addAll(List.of("--ro-bind", outside, inside));
    }

    private static List<String> limits(WorkerSettings settings) {
        Path prlimit = program("prlimit");
        return prlimit == null
                ? List.of()
                : List.of(
                        prlimit.toString(),
                        "--data=" + ((long) settings.memoryMegabytes() << 20),
                        "--cpu=" + PROCESSOR_SECONDS,
                        "--core=0",
                        "--");
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
