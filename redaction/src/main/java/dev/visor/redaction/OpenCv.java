package dev.visor.redaction;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.opencv.core.Core;

/**
 * Loads the native libraries from where they were unpacked, each after those that it needs: their own search paths name
 * folders of the machine that built them.
 */
public final class OpenCv {

    /** What the Java interface binds, and so needs, in an order in which each finds what it needs. */
    private static final List<String> MODULES = List.of(
            "core",
            "imgproc",
            "photo",
            "xphoto",
            "dnn",
            "dnn_superres",
            "img_hash",
            "saliency",
            "ml",
            "text",
            "phase_unwrapping",
            "flann",
            "features2d",
            "calib3d",
            "structured_light",
            "wechat_qrcode",
            "xfeatures2d",
            "imgcodecs",
            "video",
            "ximgproc",
            "objdetect",
            "aruco",
            "bgsegm",
            "bioinspired",
            "face",
            "tracking",
            "plot",
            "videoio");

    /** Of OpenCV 4.13, as the libraries' names end. */
    private static final String VERSION = "413";

    /** The library with the Java interface. */
    private static final String MAIN = "libopencv_java.so";

    private OpenCv() {}

    /** OpenCV's libraries, in the order in which they can be loaded once {@link #foundations} are; the last is {@link #MAIN}. */
    public static List<String> libraries() {
        return Stream.concat(MODULES.stream().map(name -> "libopencv_" + name + ".so." + VERSION), Stream.of(MAIN))
                .toList();
    }

    /** What OpenCV's core needs besides the system: linear algebra, packed on its own. */
    public static List<String> foundations(String architecture) {
        return architecture.equals("x86_64")
                ? List.of("libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0")
                : List.of("libgfortran.so.5", "libopenblas.so.0");
    }

    /**
     * Loads them, once in a process, and keeps OpenCV to one thread: workers are parallel, a picture is not, and sums come
     * out the same.
     *
     * @param main the library with the Java interface; the others lie beside it
     */
    public static void load(Path main) {
        for (String name : Stream.concat(foundations(architecture()).stream(), libraries().stream())
                .toList()) {
            loadOne(main.toAbsolutePath().resolveSibling(name));
        }
        Core.setNumThreads(1);
    }

    /** {@code x86_64} or {@code arm64}, or what the machine calls itself where OpenCV is not packed for it. */
    public static String architecture() {
        String name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            default -> name;
        };
    }

    @SuppressWarnings("restricted") // the one place that asks for --enable-native-access
    private static void loadOne(Path library) {
        System.load(library.toString());
    }
}
