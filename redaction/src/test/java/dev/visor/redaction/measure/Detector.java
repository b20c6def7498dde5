package dev.visor.redaction.measure;

import dev.visor.redaction.detect.Detection;
import dev.visor.redaction.detect.FaceFinder;
import dev.visor.redaction.detect.LeaveOneOut;
import dev.visor.redaction.models.Model;
import dev.visor.redaction.picture.DecodedPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A way to find faces that is measured.
 *
 * @param name for the report
 * @param prefix what its figures' names begin with
 * @param find all faces from the hiding threshold on
 * @param without what is found with one pass less, for each pass by its name
 * @param targets which of the faces found may be shown
 */
record Detector(
        String name,
        String prefix,
        Function<DecodedPicture, List<Detection>> find,
        Function<DecodedPicture, Map<String, List<Detection>>> without,
        BiFunction<DecodedPicture, List<Detection>, List<Detection>> targets) {

    /** What the names of the fallback's figures begin with. */
    static final String FALLBACK = "fallback-";

    /** What the names of the baseline's figures begin with; they are printed beside the others'. */
    static final String BASELINE = "haar-";

    /** Those that are there: YuNet, the fallback, and the cascade as a baseline. */
    static List<Detector> present(Path models) throws IOException {
        List<Detector> detectors = new ArrayList<>();
        Haar.found()
                .ifPresentOrElse(
                        haar -> detectors.add(new Detector(
                                "haar",
                                BASELINE,
                                picture -> haar.find(picture.pixels()),
                                picture -> Map.of(),
                                (picture, found) -> found)),
                        () -> Report.say("haar: absent; the folder of OpenCV's cascades may be given as VISOR_HAAR"));
        if (Model.YUNET.liesIn(models)) {
            detectors.add(of(FaceFinder.yunet(models), ""));
        } else {
            Report.say("yunet: absent; its folder may be given as VISOR_MODELS");
        }
        detectors.add(of(FaceFinder.fullRange(models), FALLBACK));
        return detectors;
    }

    private static Detector of(FaceFinder finder, String prefix) {
        return new Detector(
                finder.label(), prefix, finder::find, picture -> LeaveOneOut.find(finder, picture), finder::targets);
    }
}
