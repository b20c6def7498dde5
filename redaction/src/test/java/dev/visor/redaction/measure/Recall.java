package dev.visor.redaction.measure;

import dev.visor.redaction.Pictures;
import dev.visor.redaction.detect.Detection;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.PictureDecoder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.opencv.core.Mat;

/**
 * How many labelled faces one detector finds, by what is wrong with the picture and by the shorter side of the face. A
 * face counts as found if a box overlaps it by 0.3, or has its centre in it and half to 2.2 times its width.
 */
final class Recall {

    /** Least shorter sides in pixels. */
    static final int[] CLASSES = {80, 48, 24, 12};

    /** Variants are measured on pictures with a face from here on, or with landmarks. */
    private static final int LARGE = 48;

    private final Detector detector;
    private final Map<Variant, Counts> counts = new EnumMap<>(Variant.class);
    private final Counts learning = new Counts();

    /** Faces of the learning half that only this pass hides. */
    private final Map<String, Integer> gains = new LinkedHashMap<>();

    private double milliseconds;
    private int looks;

    Recall(Detector detector) {
        this.detector = detector;
        for (Variant variant : Variant.values()) {
            counts.put(variant, new Counts());
        }
    }

    /** Looks at a picture as it is, and, if it has a larger face, with all that may be wrong with it. */
    void look(Labelled labelled) throws Exception {
        try (DecodedPicture picture = PictureDecoder.decode(Files.readAllBytes(labelled.file()), 128)) {
            Counts upright = labelled.learning() ? learning : counts(Variant.UPRIGHT);
            count(upright, labelled, labelled.boxes(), picture);
            if (labelled.learning()) {
                List<Detection> all = detector.find().apply(picture);
                detector.without().apply(picture).forEach((pass, others) -> gain(pass, labelled, all, others));
            }
            if (labelled.learning()
                    || picture.orientation() != Orientation.UPRIGHT
                    || labelled.faces().stream()
                            .noneMatch(face -> face.box().shorterSide() >= LARGE
                                    || !face.points().isEmpty())) {
                return;
            }
            for (Variant variant : Variant.wrong()) {
                Mat varied = variant.of(picture.pixels(), labelled.boxes());
                List<Box> moved = labelled.boxes().stream()
                        .map(box -> variant.of(box, picture.pixels()))
                        .toList();
                try (DecodedPicture other = PictureDecoder.decode(Pictures.encode(varied, ".png"), 128)) {
                    count(counts(variant), labelled, moved, other);
                }
                varied.release();
            }
        }
    }

    private void gain(String pass, Labelled labelled, List<Detection> found, List<Detection> without) {
        int more = 0;
        for (Box face : labelled.boxes()) {
            if (face.shorterSide() >= CLASSES[CLASSES.length - 1]) {
                more += (finds(found, face) ? 1 : 0) - (finds(without, face) ? 1 : 0);
            }
        }
        gains.merge(pass, more, Integer::sum);
    }

    private void count(Counts into, Labelled labelled, List<Box> faces, DecodedPicture picture) {
        long start = System.nanoTime();
        List<Detection> found = detector.find().apply(picture);
        List<Detection> targets = detector.targets().apply(picture, found);
        milliseconds += (System.nanoTime() - start) / 1e6;
        looks++;
        for (Box face : faces) {
            for (int i = 0; i < CLASSES.length; i++) {
                if (face.shorterSide() >= CLASSES[i]) {
                    into.hidden.get(i).add(finds(found, face));
                    into.shown.get(i).add(finds(targets, face));
                    into.bySource
                            .computeIfAbsent(labelled.source(), name -> new Share())
                            .add(finds(found, face));
                    break;
                }
            }
        }
    }

    private static boolean finds(List<Detection> found, Box face) {
        return found.stream()
                .map(Detection::box)
                .anyMatch(box -> box.iou(face) >= 0.3
                        || (face.contains(box.centre())
                                && box.width() >= 0.5 * face.width()
                                && box.width() <= 2.2 * face.width()));
    }

    /** Faces of the larger two classes that are hidden, over these variants. */
    Share large(Variant... variants) {
        Share sum = new Share();
        for (Variant variant : variants) {
            sum.add(counts(variant).hidden.get(0));
            sum.add(counts(variant).hidden.get(1));
        }
        return sum;
    }

    /** Prints everything. */
    void print(Report report) {
        Report.say("%s: %.0f ms a picture".formatted(detector.name(), milliseconds / Math.max(1, looks)));
        Counts upright = counts(Variant.UPRIGHT);
        for (int i = 0; i < CLASSES.length; i++) {
            report.figure(detector.prefix(), "recall-" + CLASSES[i], upright.hidden.get(i));
        }
        for (int i = 0; i < 2; i++) {
            report.figure(detector.prefix(), "target-" + CLASSES[i], upright.shown.get(i));
        }
        report.figure(
                detector.prefix(), "recall-rotated", large(Variant.TURNED_90, Variant.TURNED_180, Variant.TURNED_270));
        report.figure(detector.prefix(), "recall-dark", large(Variant.DARK));
        report.figure(detector.prefix(), "recall-occluded", large(Variant.OCCLUDED));
        counts.forEach((variant, count) -> count.print(variant.name().toLowerCase(Locale.ROOT)));
        learning.print("learning half");
        gains.forEach(
                (pass, more) -> Report.say("    learning half %3d hidden only by the pass %s".formatted(more, pass)));
    }

    private Counts counts(Variant variant) {
        return counts.computeIfAbsent(variant, unknown -> new Counts());
    }

    /** By class, and all classes by the truth's file. */
    private static final class Counts {

        private final List<Share> hidden = shares();
        private final List<Share> shown = shares();
        private final Map<String, Share> bySource = new TreeMap<>();

        private static List<Share> shares() {
            return new ArrayList<>(
                    Stream.generate(Share::new).limit(CLASSES.length).toList());
        }

        private void print(String name) {
            for (int i = 0; i < CLASSES.length; i++) {
                if (hidden.get(i).all() > 0) {
                    Report.say("    %-13s >= %2d px   hidden %-38s shown %s"
                            .formatted(name, CLASSES[i], hidden.get(i), shown.get(i)));
                }
            }
            bySource.forEach(
                    (source, share) -> Report.say("    %-13s hidden of %s: %s".formatted(name, source, share)));
        }
    }
}
