package dev.visor.redaction.worker;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visor.redaction.Contours;
import dev.visor.redaction.Installed;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.FaceContour;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.Turn;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.geometry.ViewPoint;
import dev.visor.redaction.mesh.HeadPose;
import dev.visor.redaction.mesh.Ibug68;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.PictureDecoder;
import dev.visor.redaction.picture.PictureHeader;
import dev.visor.redaction.picture.PictureRefusedException;
import dev.visor.redaction.picture.ViewFile;
import dev.visor.redaction.render.Framing;
import dev.visor.redaction.render.Outlines;
import dev.visor.redaction.render.ViewRenderer;
import dev.visor.redaction.render.ViewShape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * An answer as a worker gives it to an order of two rows: a face with its view for row 1, none for row 2, a bystander.
 * No model is needed, for the picture is noise and the geometry given.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HonestAnswer(RedactionOrder order, byte[] picture, Redacted redacted) {

    static final int FILL = 128;
    static final String DETECTOR = "yunet@25a606a1";

    private static final ImageSize SIZE = new ImageSize(150, 110);
    private static final Box FACE = new Box(50, 30, 40, 50);
    private static final List<Outline> EXCLUSIONS = List.of(Outlines.ellipse(new Box(80, 60, 20, 20)));

    static HonestAnswer make() {
        return make(ViewShape.FACE_OVAL, false, Orientation.UPRIGHT, 0);
    }

    /**
     * The same under another profile.
     *
     * @param orientation how the picture is stored
     * @param lean by how many degrees the face is turned in the stored picture
     */
    static HonestAnswer make(ViewShape shape, boolean aligned, Orientation orientation, double lean) {
        Installed.once();
        RedactionOrder order = new RedactionOrder(
                new UUID(5, 6),
                2,
                List.of(new Claim(1, new Box(52, 31, 40, 50)), new Claim(2, new Box(0, 0, 9, 9))),
                new ViewRules(shape, 0.15, 40, 24, FILL, aligned),
                Ibug68.places());
        HonestAnswer empty = new HonestAnswer(
                order,
                Pictures.withOrientation(Pictures.png(SIZE, Pictures.noise(SIZE, 12)), orientation.exif()),
                new Redacted(SIZE, orientation, DETECTOR, List.of(), Map.of()));
        return new HonestAnswer(order, empty.picture, empty.drawn(FACE, Contours.turned(FACE, lean)));
    }

    FoundFace.Target target() {
        return redacted.targets().getFirst();
    }

    /** The answer with a face of this contour, its outline, frame and view made as a worker makes them. */
    Redacted drawn(Box face, FaceContour contour) {
        return drawn(
                face,
                contour,
                outline(order.rules().shape(), contour, order.rules().aligned()));
    }

    /** The same with another outline. */
    Redacted drawn(Box face, FaceContour contour, Outline outline) {
        return drawn(face, contour, outline, order.rules().turn(contour, SIZE, redacted.orientation()));
    }

    /** The outline that a shape has around a contour, with the profile's margin. */
    Outline outline(ViewShape shape, FaceContour contour, boolean aligned) {
        return shape.around(
                contour,
                redacted.orientation().fromStored(SIZE),
                aligned,
                order.rules().margin());
    }

    /** The same in a view that is turned otherwise. */
    Redacted drawn(Box face, FaceContour contour, Outline outline, Turn turn) {
        ViewFrame frame = Objects.requireNonNull(Framing.aligned(
                order.asset(),
                order.generation(),
                SIZE,
                redacted.orientation(),
                outline,
                order.rules().longestSide(),
                turn));
        try (DecodedPicture decoded = PictureDecoder.decode(picture, FILL)) {
            byte[] view = ViewRenderer.render(decoded, outline, EXCLUSIONS, frame, FILL);
            return with(
                    List.of(new FoundFace.Target(
                            1,
                            face,
                            0.9,
                            contour,
                            outline,
                            EXCLUSIONS,
                            frame,
                            view,
                            new SuggestedPoints(
                                    Collections.nCopies(68, new ViewPoint(1, 2)),
                                    Collections.nCopies(68, 0.5),
                                    new HeadPose(10, -5, 2)))),
                    Map.of(2, "face-too-small"));
        } catch (PictureRefusedException e) {
            throw new AssertionError("The picture is one", e);
        }
    }

    Redacted with(List<FoundFace.Target> targets, Map<Integer, String> unmatched) {
        List<FoundFace> faces = new ArrayList<>(targets);
        faces.add(new FoundFace.Bystander(new Box(90, 70, 16, 16), 0.5));
        return new Redacted(redacted.stored(), redacted.orientation(), redacted.detector(), faces, unmatched);
    }

    Redacted with(Change change) {
        return with(List.of(change.apply(target())), redacted.unmatched());
    }

    /** The view's colours, of which the first pixel is hidden. */
    byte[] pixels() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            ViewFile.of(target().view()).rows((y, rgb) -> all.write(rgb, 0, rgb.length));
        } catch (PictureRefusedException e) {
            throw new AssertionError("The view is one", e);
        }
        return all.toByteArray();
    }

    byte[] bytes() {
        return bytes(redacted);
    }

    /** What goes over the pipe behind the byte that says what kind of answer it is. */
    static byte[] bytes(Redacted redacted) {
        byte[] all = written(out -> Answers.write(out, redacted));
        return Arrays.copyOfRange(all, 1, all.length);
    }

    /** Up to the number of faces. */
    byte[] start() {
        return written(out -> {
            Wire.size(out, redacted.stored());
            Wire.orientation(out, redacted.orientation());
            out.writeUTF(redacted.detector());
        });
    }

    /** Up to the outline of a first target, its contour included. */
    byte[] startOfTarget() {
        return written(out -> {
            out.write(start());
            out.writeInt(1);
            out.writeByte(Answers.TARGET);
            out.writeInt(1);
            Wire.box(out, target().box());
            out.writeDouble(0.9);
            Wire.contour(out, target().contour());
        });
    }

    private static byte[] written(WorkerProcess.Order order) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            order.write(out);
        } catch (IOException e) {
            throw new AssertionError("Memory does not fail to be written", e);
        }
        return bytes.toByteArray();
    }

    Redacted read(byte[] answer) throws IOException {
        return read(new ByteArrayInputStream(answer));
    }

    Redacted read(ByteArrayInputStream answer) throws IOException {
        return new AnswerReader(new DataInputStream(answer), order, header(), DETECTOR).read();
    }

    /** How many bytes are read behind these before the answer is refused; negative where some of these are left. */
    int readAfter(byte[] start, WorkerProcess.Order rest) {
        int more = 100_000;
        ByteArrayInputStream in = new ByteArrayInputStream(written(out -> {
            out.write(start);
            rest.write(out);
            out.write(new byte[more]);
        }));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(in));
        return more - in.available();
    }

    /** Where in an answer the view's bytes begin. */
    int placeOfView(byte[] answer) {
        byte[] view = target().view();
        for (int i = 0; i + view.length <= answer.length; i++) {
            if (Arrays.equals(answer, i, i + view.length, view, 0, view.length)) {
                return i;
            }
        }
        throw new AssertionError("The view is not there");
    }

    /** Reads the answer under other bounds of its sums. */
    Redacted read(long mostCorners, long mostViewBytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes()));
        return new AnswerReader(in, new AnswerCheck(order, header(), DETECTOR), mostCorners, mostViewBytes).read();
    }

    private PictureHeader header() {
        try {
            return PictureHeader.read(picture);
        } catch (PictureRefusedException e) {
            throw new AssertionError("The picture is one", e);
        }
    }

    /** One lie about a target. */
    interface Change extends UnaryOperator<FoundFace.Target> {

        static Change row(int row) {
            return t -> changed(t, row, t.box(), t.frame(), t.view());
        }

        static Change box(Box box) {
            return t -> changed(t, t.row(), box, t.frame(), t.view());
        }

        static Change frame(ViewFrame frame) {
            return t -> changed(t, t.row(), t.box(), frame, t.view());
        }

        static Change view(byte[] view) {
            return t -> changed(t, t.row(), t.box(), t.frame(), view);
        }

        private static FoundFace.Target changed(FoundFace.Target t, int row, Box box, ViewFrame frame, byte[] view) {
            return new FoundFace.Target(
                    row, box, t.score(), t.contour(), t.outline(), t.exclusions(), frame, view, t.suggestion());
        }
    }
}
