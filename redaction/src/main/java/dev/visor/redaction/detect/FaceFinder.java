package dev.visor.redaction.detect;

import dev.visor.redaction.models.Model;
import dev.visor.redaction.picture.DecodedPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at a picture in every configured pass and gathers what is found. Not safe for use by several threads. */
public final class FaceFinder implements AutoCloseable {

    private final FaceModel model;
    private final boolean fallback;
    private final List<Pass> passes;
    private final Thresholds thresholds;

    private FaceFinder(FaceModel model, boolean fallback, List<Pass> passes, Thresholds thresholds) {
        this.model = model;
        this.fallback = fallback;
        this.passes = List.copyOf(passes);
        this.thresholds = thresholds;
    }

    /**
     * The best finder that a folder of models allows: YuNet, else the fallback.
     *
     * @throws IOException if a model is not what its name says, or none is there
     */
    public static FaceFinder from(Path models) throws IOException {
        return Model.YUNET.liesIn(models) ? yunet(models) : fullRange(models);
    }

    /**
     * YuNet on the whole picture at two sizes. Small pictures are enlarged, for its smallest face is about 10 px, and also
     * looked at as they are, for enlarging blurs. Three turned looks find who lies on his side or stands on his head.
     */
    public static FaceFinder yunet(Path models) throws IOException {
        return new FaceFinder(
                new Yunet(Model.YUNET.read(models)),
                false,
                List.of(
                        new Pass(1280, 3, 1, 0),
                        new Pass(640, 2, 1, 0),
                        new Pass(640, 1, 1, 0),
                        new Pass(640, 1, 1, 1),
                        new Pass(640, 1, 1, 2),
                        new Pass(640, 1, 1, 3)),
                new Thresholds(0.7, 0.25));
    }

    /** The full-range model sees 192 px at once: on the whole picture, turned, too, and on ever smaller tiles. */
    public static FaceFinder fullRange(Path models) throws IOException {
        return new FaceFinder(
                Mediapipe.fullRange(Model.FULL_RANGE.read(models)),
                true,
                List.of(
                        new Pass(192, 8, 1, 0),
                        new Pass(192, 8, 2, 0),
                        new Pass(192, 8, 3, 0),
                        new Pass(192, 8, 4, 0),
                        new Pass(192, 8, 1, 1),
                        new Pass(192, 8, 1, 2),
                        new Pass(192, 8, 1, 3)),
                new Thresholds(0.6, 0.25));
    }

    /** Name and version of the detector, for records. */
    public String label() {
        return model.label();
    }

    /** Whether it is the weaker fallback. */
    public boolean fallback() {
        return fallback;
    }

    /** From which score on a face may be shown, and from which it must be hidden. */
    public Thresholds thresholds() {
        return thresholds;
    }

    /** All faces from the hiding threshold on, each once, the surest first. */
    public List<Detection> find(DecodedPicture picture) {
        List<Detection> all = new ArrayList<>();
        each(picture).forEach(all::addAll);
        return Suppression.of(all);
    }

    /** What each pass finds. */
    List<List<Detection>> each(DecodedPicture picture) {
        List<List<Detection>> found = new ArrayList<>(passes.size());
        try (Looks looks = new Looks(model, picture)) {
            for (Pass pass : passes) {
                // A turned look draws unsure boxes around upright faces; of a face that lies on its side it is sure.
                found.add(looks.at(pass, pass.quarterTurns() == 0 ? thresholds.hiding() : thresholds.target()));
            }
        }
        return found;
    }

    /** The passes in their order. */
    List<Pass> passes() {
        return passes;
    }

    @Override
    public void close() {
        model.close();
    }
}
