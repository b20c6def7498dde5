package dev.visor.redaction.worker;

import dev.visor.redaction.OpenCv;
import dev.visor.redaction.models.Model;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.opencv.core.Core;

/**
 * Lays everything that a worker needs in one folder, from wherever this program runs: class folders, jars, or the nested
 * jars of a Spring Boot jar. What is already there and right is left alone.
 */
public final class WorkerInstallation {

    private static final Set<String> ARCHITECTURES = Set.of("x86_64", "arm64");
    private static final String PACKED_MESH = "face_mesh_solution_packed_assets.data";

    /** Where the face mesh lies in MediaPipe's packed assets, by the package's own loader script. */
    private static final int MESH_START = 2_495_952;

    private static final int MESH_END = 3_737_848;

    private final List<Path> classPath;
    private final Path nativeLibrary;
    private final Path models;

    private WorkerInstallation(List<Path> classPath, Path nativeLibrary, Path models) {
        this.classPath = List.copyOf(classPath);
        this.nativeLibrary = nativeLibrary;
        this.models = models;
    }

    /**
     * Installs, or finds that all is installed.
     *
     * @param folder where to; made if need be, used by nothing else
     * @param modelFolders where the operator's models may lie; of each model the first with the right bytes is taken
     * @throws IOException if the folder cannot be written, or the program's own parts are not what they should be
     */
    public static WorkerInstallation into(Path folder, List<Path> modelFolders) throws IOException {
        Path models = Files.createDirectories(folder.resolve("models"));
        Path own = installClasses(ProgramPart.of(WorkerInstallation.class), folder);
        Map<Path, String> libraries = libraries(Files.createDirectories(folder.resolve("native")));
        ProgramPart openCv = ProgramPart.of(Core.class);
        Path others = folder.resolve(openCv.jarName());
        Path stamp = folder.resolve("opencv.stamp");
        List<Path> large =
                Stream.concat(Stream.of(others), libraries.keySet().stream()).toList();
        if (!isStamped(stamp, openCv, large)) {
            installClasses(openCv, folder);
            for (Map.Entry<Path, String> library : libraries.entrySet()) {
                try (InputStream in = resource(Core.class, library.getValue())) {
                    write(library.getKey(), in.readAllBytes());
                }
            }
            write(stamp, stamp(openCv, large).getBytes(StandardCharsets.UTF_8));
        }
        installPacked(models);
        for (Model model : Model.values()) {
            installGiven(model, modelFolders, models);
        }
        return new WorkerInstallation(List.of(own, others), large.getLast(), models);
    }

    /** Where each native library goes, and where the program has it; the one with the Java interface is the last. */
    private static Map<Path, String> libraries(Path folder) throws IOException {
        String architecture = OpenCv.architecture();
        if (!ARCHITECTURES.contains(architecture)) {
            throw new IOException("OpenCV is packed for x86-64 and 64-bit ARM, not for " + architecture);
        }
        Map<Path, String> libraries = new LinkedHashMap<>();
        String place = "/linux-" + architecture + "/";
        OpenCv.foundations(architecture)
                .forEach(name -> libraries.put(folder.resolve(name), "/org/bytedeco/openblas" + place + name));
        OpenCv.libraries().forEach(name -> libraries.put(folder.resolve(name), "/org/bytedeco/opencv" + place + name));
        return libraries;
    }

    private static Path installClasses(ProgramPart part, Path folder) throws IOException {
        Path jar = folder.resolve(part.jarName());
        write(jar, part.classes());
        return jar;
    }

    /** Whether the large files were unpacked from this very jar before: comparing them byte by byte takes a second. */
    private static boolean isStamped(Path stamp, ProgramPart part, List<Path> large) throws IOException {
        return part.stamp() != null
                && Files.exists(stamp)
                && large.stream().allMatch(Files::exists)
                && Files.readString(stamp).equals(stamp(part, large));
    }

    /** The sizes tell a file that was cut short after it had been written whole. */
    private static String stamp(ProgramPart part, List<Path> large) throws IOException {
        StringBuilder stamp = new StringBuilder(String.valueOf(part.stamp()));
        for (Path file : large) {
            stamp.append(' ').append(Files.size(file));
        }
        return stamp.toString();
    }

    private static void installPacked(Path models) throws IOException {
        for (Model model : List.of(Model.FULL_RANGE, Model.SHORT_RANGE, Model.SELFIE_SEGMENTATION)) {
            try (InputStream in = resource(Model.class, model.fileName())) {
                install(model, in.readAllBytes(), models);
            }
        }
        try (InputStream in = resource(Model.class, PACKED_MESH)) {
            install(Model.FACE_MESH, Arrays.copyOfRange(in.readAllBytes(), MESH_START, MESH_END), models);
        }
    }

    private static void installGiven(Model model, List<Path> folders, Path models) throws IOException {
        for (Path folder : folders) {
            if (model.liesIn(folder)) {
                install(model, model.read(folder), models);
                return;
            }
        }
    }

    private static void install(Model model, byte[] bytes, Path models) throws IOException {
        if (!model.is(bytes)) {
            throw new IOException("The program's own " + model.fileName() + " is not what it should be");
        }
        write(models.resolve(model.fileName()), bytes);
    }

    private static InputStream resource(Class<?> near, String name) throws IOException {
        InputStream in = near.getResourceAsStream(name);
        if (in == null) {
            throw new IOException("The program lacks its part " + name);
        }
        return in;
    }

    /**
     * Writes a file unless it already holds these bytes; whoever reads it sees all of it or nothing, after a power failure,
     * too, for the bytes are on the disk before the name is, and both are before this returns.
     */
    static void write(Path file, byte[] bytes) throws IOException {
        if (Files.isRegularFile(file)
                && Files.size(file) == bytes.length
                && Arrays.equals(Files.readAllBytes(file), bytes)) {
            return;
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Set<StandardOpenOption> create =
                EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(part, create)) {
            for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(part.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** Plain jars. */
    public List<Path> classPath() {
        return classPath;
    }

    /** OpenCV's library with the Java interface; those that it needs lie beside it, and nothing else does. */
    public Path nativeLibrary() {
        return nativeLibrary;
    }

    /** Folder of the models, by their names. */
    public Path models() {
        return models;
    }

    /** Whether the better detector is there. */
    public boolean hasBestDetector() {
        return Model.YUNET.liesIn(models);
    }

    /** Settings for this machine: the running JDK, the sandbox demanded, one worker, 20 s a picture, 3 GB. */
    public WorkerSettings settings() {
        Path java = Path.of(Objects.requireNonNull(System.getProperty("java.home")), "bin", "java");
        return new WorkerSettings(java, classPath, nativeLibrary, models, true, 1, Duration.ofSeconds(20), 3072);
    }
}
