package dev.visor.redaction.worker;

import dev.visor.redaction.detect.ClaimMatching;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.FaceContour;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.picture.PictureHeader;
import dev.visor.redaction.picture.PictureRefusedException;
import dev.visor.redaction.render.Blanking;
import dev.visor.redaction.render.Framing;
import dev.visor.redaction.render.ViewInspection;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an answer must be for its order, whoever wrote it: a picture that took a worker over must not pass off another
 * picture's frame, a row that nobody asked for, more of the picture than the claimed face with its margin, a view that
 * shows a hidden pixel, or a file that carries more than pixels.
 *
 * <p>Not found by this: an outline around another face of about the claimed one's place and size, or of any place where
 * the claim names none; an exclusion that is missing; pixels inside of the outline that are not those of the picture.
 */
final class AnswerCheck {

    private final RedactionOrder order;
    private final PictureHeader header;
    private final String detector;
    private final Map<Integer, Claim> open = new HashMap<>();

    AnswerCheck(RedactionOrder order, PictureHeader header, String detector) {
        this.order = order;
        this.header = header;
        this.detector = detector;
        order.claims().forEach(claim -> open.put(claim.row(), claim));
    }

    void picture(ImageSize stored, Orientation orientation, String label) throws IOException {
        require(stored.equals(header.stored()), "another size");
        require(orientation == header.orientation(), "another orientation");
        require(label.equals(detector), "another detector than it started with");
    }

    /** The claim that a target answers; it is answered by that. */
    Claim claim(int row) throws IOException {
        Claim claim = open.remove(row);
        if (claim == null) {
            throw answered("a row that was not open");
        }
        return claim;
    }

    /** How many points a suggestion has. */
    int places() {
        return order.places().size();
    }

    void unmatched(int row, String reason) throws IOException {
        claim(row);
        require(Redacted.REASONS.contains(reason), "a reason that is not known");
    }

    void nothingLeftOpen() throws IOException {
        require(open.isEmpty(), "nothing for a row");
    }

    void face(Box face, Claim claim) throws IOException {
        Box claimed = claim.box();
        require(claimed == null || claimed.iou(face) >= ClaimMatching.LEAST_IOU, "a face that was not claimed");
        require(face.shorterSide() >= order.rules().smallestFace(), "too small a face");
    }

    /** A contour agrees with the box of its face. */
    void contour(FaceContour contour, Box face) throws IOException {
        require(contour.bounds().iou(face) >= Redactor.LEAST_AGREEMENT, "a contour of another face than the box's");
    }

    /** An outline lies within the profile's shape around the contour. */
    void outline(Outline outline, FaceContour contour) throws IOException {
        ViewRules rules = order.rules();
        Outline most = rules.shape()
                .around(contour, header.orientation().fromStored(header.stored()), rules.aligned(), rules.margin());
        // A silhouette takes of the shape, which is convex: corners within it keep the whole outline there.
        boolean cut =
                rules.shape().holdsBackground() && outline.corners().stream().allMatch(most::contains);
        require(cut || most.equals(outline), "another outline than its contour's");
    }

    /** A frame follows from the outline, the contour, the picture and the profile: there is one that is right. */
    void frame(ViewFrame frame, Outline outline, FaceContour contour) throws IOException {
        ViewFrame right = Framing.aligned(
                order.asset(),
                order.generation(),
                header.stored(),
                header.orientation(),
                outline,
                order.rules().longestSide(),
                order.rules().turn(contour, header.stored(), header.orientation()));
        require(frame.equals(right), "another frame than the outline's");
    }

    void view(byte[] view, Outline outline, List<Outline> exclusions, ViewFrame frame) throws IOException {
        view(view, outline, exclusions, frame, order.rules().fill());
    }

    static void view(byte[] view, RenderOrder order) throws IOException {
        view(view, order.outline(), order.exclusions(), order.frame(), order.fill());
    }

    static void blanked(byte[] blanked, PictureHeader header, BlankOrder order) throws IOException {
        try {
            Blanking.inspect(blanked, header.stored(), header.orientation(), order.hidden(), order.fill());
        } catch (PictureRefusedException e) {
            throw answered("a blanked picture that is refused as " + e.reason(), e);
        }
    }

    private static void view(byte[] view, Outline outline, List<Outline> exclusions, ViewFrame frame, int fill)
            throws IOException {
        try {
            ViewInspection.inspect(view, outline, exclusions, frame, fill);
        } catch (PictureRefusedException e) {
            throw answered("a view that is refused as " + e.reason(), e);
        }
    }

    private static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw answered(otherwise);
        }
    }

    private static IOException answered(String with) {
        return answered(with, null);
    }

    private static IOException answered(String with, @Nullable Throwable cause) {
        return new IOException("The worker answered with " + with, cause);
    }
}
