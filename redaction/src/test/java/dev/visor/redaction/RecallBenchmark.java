package dev.visor.redaction;

import dev.visor.redaction.detect.Detection;
import dev.visor.redaction.detect.FaceFinder;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.models.Model;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.PictureDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many labelled faces are found, by the shorter side of their box, where {@code VISOR_FACES} names a folder with
 * pictures and {@code fmd.json}. A face counts as found if a box overlaps it by 0.3, or has its centre in it and half to
 * 2.2 times its width.
 */
public final class RecallBenchmark {

    private static final int[] CLASSES = {80, 48, 24, 12};

    private RecallBenchmark() {}

    /** Prints one line a figure, and each figure's counts with a 95 % interval before it. */
    public static void main(String[] arguments) throws Exception {
        String folder = arguments.length > 0 ? arguments[0] : System.getenv("VISOR_FACES");
        if (folder == null || !Files.exists(Path.of(folder, "fmd.json"))) {
            System.out.println("VISOR_FACES names no folder with fmd.json: recall is not measured");
            return;
        }
        List<Labelled> pictures = read(Path.of(folder));
        Path models = Installed.once().models();
        if (Model.YUNET.liesIn(models)) {
            try (FaceFinder finder = FaceFinder.yunet(models)) {
                measure(finder, pictures, "");
            }
        }
        try (FaceFinder finder = FaceFinder.fullRange(models)) {
            measure(finder, pictures, "fallback-");
        }
    }

    private static void measure(FaceFinder finder, List<Labelled> pictures, String prefix) throws Exception {
        int[] all = new int[CLASSES.length];
        int[] hidden = new int[CLASSES.length];
        int[] shown = new int[CLASSES.length];
        long start = System.nanoTime();
        for (Labelled labelled : pictures) {
            List<Detection> found;
            try (DecodedPicture picture = PictureDecoder.decode(Files.readAllBytes(labelled.file), 128)) {
                found = finder.find(picture);
            }
            for (Box face : labelled.faces) {
                int size = sizeClass(face);
                if (size >= 0) {
                    all[size]++;
                    hidden[size] += finds(found, face, 0) ? 1 : 0;
                    shown[size] += finds(found, face, finder.thresholds().target()) ? 1 : 0;
                }
            }
        }
        double each = (System.nanoTime() - start) / 1e6 / pictures.size();
        System.out.printf(Locale.ROOT, "%s: %d pictures, %.0f ms each%n", finder.label(), pictures.size(), each);
        for (int i = 0; i < CLASSES.length; i++) {
            print("redaction." + prefix + "recall-" + CLASSES[i], hidden[i], all[i]);
        }
        for (int i = 0; i < 2; i++) {
            print("redaction." + prefix + "target-" + CLASSES[i], shown[i], all[i]);
        }
    }

    private static void print(String name, int found, int all) {
        if (all > 0) {
            double share = (double) found / all;
            double z = 1.96;
            double middle = (share + z * z / (2 * all)) / (1 + z * z / all);
            double reach = z / (1 + z * z / all) * Math.sqrt(share * (1 - share) / all + z * z / (4.0 * all * all));
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d/%d, 95 %% in %.3f to %.3f%n",
                    name,
                    found,
                    all,
                    middle - reach,
                    middle + reach);
            System.out.printf(Locale.ROOT, "bench %s %.4f share%n", name, share);
        }
    }

    private static boolean finds(List<Detection> found, Box face, double threshold) {
        return found.stream()
                .filter(detection -> detection.score() >= threshold)
                .map(Detection::box)
                .anyMatch(box -> box.iou(face) >= 0.3
                        || (face.contains(box.centre())
                                && box.width() >= 0.5 * face.width()
                                && box.width() <= 2.2 * face.width()));
    }

    private static int sizeClass(Box face) {
        for (int i = 0; i < CLASSES.length; i++) {
            if (face.shorterSide() >= CLASSES[i]) {
                return i;
            }
        }
        return -1;
    }

    private static List<Labelled> read(Path folder) throws Exception {
        String json = Files.readString(folder.resolve("fmd.json"));
        Matcher picture = Pattern.compile("\"file\":\"([^\"]+)\"(.*?)(?=\\{\"file\"|$)", Pattern.DOTALL)
                .matcher(json);
        Pattern box = Pattern.compile("\"box\":\\[([-0-9.]+),([-0-9.]+),([-0-9.]+),([-0-9.]+)][^}]*\"ignore\":false");
        List<Labelled> pictures = new ArrayList<>();
        while (picture.find()) {
            List<Box> faces = new ArrayList<>();
            Matcher face = box.matcher(picture.group(2));
            while (face.find()) {
                faces.add(new Box(
                        Double.parseDouble(face.group(1)),
                        Double.parseDouble(face.group(2)),
                        Double.parseDouble(face.group(3)),
                        Double.parseDouble(face.group(4))));
            }
            pictures.add(new Labelled(folder.resolve(picture.group(1)), faces));
        }
        return pictures;
    }

    /**
     * A picture and the faces that people saw in it.
     *
     * @param file the picture
     * @param faces their boxes
     */
    private record Labelled(Path file, List<Box> faces) {}
}
