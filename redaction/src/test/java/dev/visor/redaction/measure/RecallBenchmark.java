package dev.visor.redaction.measure;

import dev.visor.redaction.Installed;
import dev.visor.redaction.detect.Detection;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.PictureDecoder;
import dev.visor.redaction.picture.PictureRefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many labelled faces are found: "redaction.recall-80" and so on, by the shorter side of their box. The pictures are
 * those of the folder {@code VISOR_FACES}, else the sample photographs; pictures without a face may lie in a folder
 * {@code VISOR_FACE_FREE}.
 */
public final class RecallBenchmark {

    /** A smaller face is nobody's target under the view profile that comes with Visor. */
    private static final double SMALLEST_TARGET = 24;

    private RecallBenchmark() {}

    /** Prints one line a figure, and each figure's counts with a 95 % interval to the error stream. */
    public static void main(String[] arguments) throws Exception {
        List<Labelled> pictures = pictures();
        List<Path> faceFree = faceFree();
        Report report = new Report();
        for (Detector detector : Detector.present(Installed.once().models())) {
            Recall recall = new Recall(detector);
            for (Labelled picture : pictures) {
                recall.look(picture);
            }
            recall.print(report);
            falseAlarms(detector, faceFree);
        }
    }

    static List<Labelled> pictures() throws Exception {
        String folder = System.getenv("VISOR_FACES");
        List<Labelled> pictures = folder == null || folder.isEmpty() ? List.of() : Truth.in(Path.of(folder));
        if (pictures.isEmpty()) {
            Report.say("VISOR_FACES names no folder with labelled pictures: the sample photographs are measured");
            pictures = Truth.ofSamples();
        }
        List<Labelled> present = pictures.stream()
                .filter(picture -> Files.isRegularFile(picture.file()))
                .toList();
        Report.say("%d labelled pictures, %d of them the half that was learnt on; %d more are not there"
                .formatted(
                        present.size(),
                        present.stream().filter(Labelled::learning).count(),
                        pictures.size() - present.size()));
        return present;
    }

    private static List<Path> faceFree() throws Exception {
        String folder = System.getenv("VISOR_FACE_FREE");
        if (folder == null || folder.isEmpty()) {
            Report.say("VISOR_FACE_FREE names no folder of pictures without faces: false alarms are not measured");
            return List.of();
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().matches(".*\\.(jpg|jpeg|png)"))
                    .sorted()
                    .toList();
        }
    }

    /** Faces that could be shown where there are none; small ones never are, but are printed. */
    private static void falseAlarms(Detector detector, List<Path> files) throws Exception {
        List<Detection> sure = new ArrayList<>();
        int all = 0;
        int pictures = 0;
        for (Path file : files) {
            try (DecodedPicture picture = PictureDecoder.decode(Files.readAllBytes(file), 128)) {
                List<Detection> found = detector.find().apply(picture);
                all += found.size();
                sure.addAll(detector.targets().apply(picture, found));
                pictures++;
            } catch (PictureRefusedException e) {
                Report.say("  %s is not looked at: %s".formatted(file.getFileName(), e.getMessage()));
            }
        }
        if (pictures > 0) {
            long targets = sure.stream()
                    .filter(face -> face.box().shorterSide() >= SMALLEST_TARGET)
                    .count();
            Report.say("  %-20s %d of 24 px and more, %d smaller, %d hidden for nothing, on %d pictures"
                    .formatted("false-alarms", targets, sure.size() - targets, all - sure.size(), pictures));
            if (!detector.prefix().equals(Detector.BASELINE)) {
                Report.value(detector.prefix() + "false-alarms", (double) targets / pictures, "a-picture", "");
            }
        }
    }
}
