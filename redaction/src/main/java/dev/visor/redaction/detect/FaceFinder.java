package dev.visor.redaction.detect;

import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.models.Model;
import dev.visor.redaction.picture.DecodedPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at a picture in every configured pass and gathers what is found. Not safe for use by several threads. */
public final class FaceFinder implements AutoCloseable {

    /** What a look around one place must say for what another look saw there to stand: less, for it is the second witness. */
    private static final double AGAIN = 0.15;

    /** Two boxes that share less of the smaller one hide little of each other's faces. */
    private static final double CONTESTED = 0.1;

    private final FaceModel model;
    private final boolean fallback;
    private final List<Pass> passes;
    private final Thresholds thresholds;

    FaceFinder(FaceModel model, boolean fallback, List<Pass> passes, Thresholds thresholds) {
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
                new Thresholds(0.7, 0.6, 0.4, 0.25, 0.2));
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
                new Thresholds(0.6, 0.6, 0, 0.25, 0.25));
    }

    /** Name and version of the detector, for records. */
    public String label() {
        return model.label();
    }

    /** Whether it is the weaker fallback. */
    public boolean fallback() {
        return fallback;
    }

    /** Which score means what. */
    public Thresholds thresholds() {
        return thresholds;
    }

    /** All faces from the hiding threshold on, each once, the surest first. */
    public List<Detection> find(DecodedPicture picture) {
        try (Looks looks = new Looks(model, picture)) {
            List<Detection> all = new ArrayList<>();
            each(looks).forEach(all::addAll);
            List<Detection> faces = Suppression.of(all);
            return faces.stream()
                    .filter(face -> !contested(face, faces) || stands(face, looks))
                    .toList();
        }
    }

    /** Whether a face that stands in the way of a surer one is sure enough to hide a part of that. */
    private boolean stands(Detection face, Looks looks) {
        return face.score() >= thresholds.contesting() && (!looks.large(face.box()) || seenAgain(face, looks));
    }

    /** Whether a face stands in the way of a surer one that may be shown. */
    private boolean contested(Detection face, List<Detection> faces) {
        return faces.stream()
                .filter(other -> other.score() > face.score() && other.score() >= thresholds.sure())
                .anyMatch(other -> other.box().intersection(face.box())
                        > CONTESTED * Math.min(other.box().area(), face.box().area()));
    }

    /**
     * Whether a look that is made for a face of this size sees it there, too. Around a face that is large in a look, the
     * networks draw boxes that lie askew of it; in a look that makes the face as large as they know faces best, they do not,
     * while a second person's face is there all the more.
     */
    private boolean seenAgain(Detection face, Looks looks) {
        return seenAgain(face, looks.around(face.box(), Orientation.UPRIGHT, AGAIN))
                || (face.score() >= thresholds.sure()
                        && Looks.TURNS.stream()
                                .anyMatch(turn -> seenAgain(face, looks.around(face.box(), turn, thresholds.sure()))));
    }

    private static boolean seenAgain(Detection face, List<Detection> found) {
        return found.stream().anyMatch(again -> again.box().iou(face.box()) >= Suppression.SAME);
    }

    /**
     * Of the faces that were found, those that may be shown: two looks agree on each, the second made for it alone. What is
     * sure of a headlamp or a cat in a whole picture seldom is when it sees nothing else.
     *
     * @param found what {@link #find} found in this picture; the others are hidden all the same
     */
    public List<Detection> targets(DecodedPicture picture, List<Detection> found) {
        try (Looks looks = new Looks(model, picture)) {
            return found.stream()
                    .filter(face -> face.score() >= thresholds.target() && confirmed(face, looks))
                    .toList();
        }
    }

    private boolean confirmed(Detection face, Looks looks) {
        return thresholds.again() == 0
                || seenAgain(face, looks.around(face.box(), looks.turnUpright(face), thresholds.again()));
    }

    /** What each pass finds. */
    List<List<Detection>> each(DecodedPicture picture) {
        try (Looks looks = new Looks(model, picture)) {
            return each(looks);
        }
    }

    private List<List<Detection>> each(Looks looks) {
        List<List<Detection>> found = new ArrayList<>(passes.size());
        for (Pass pass : passes) {
            // A turned look draws unsure boxes around upright faces; of a face that lies on its side it is sure.
            found.add(looks.at(pass, pass.quarterTurns() == 0 ? thresholds.hiding() : thresholds.sure()));
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
