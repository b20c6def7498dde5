package dev.visor.redaction.worker;

import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.FaceContour;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.picture.PictureHeader;
import dev.visor.redaction.picture.ViewFile;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the answer to one order from a worker that may have been taken over. Every value is checked before the next one
 * is read, so that what such a worker can make this process allocate is one honest answer's worth.
 */
final class AnswerReader {

    private final DataInputStream in;
    private final AnswerCheck check;
    private final Allowance corners;
    private final Allowance viewBytes;

    /**
     * Prepares to read.
     *
     * @param header what our own reading says of the picture
     * @param detector what the worker called its detector before it saw any picture
     */
    AnswerReader(DataInputStream in, RedactionOrder order, PictureHeader header, String detector) {
        this(in, new AnswerCheck(order, header, detector), Wire.MOST_CORNERS, Wire.MOST_VIEW_BYTES);
    }

    /** The same with other bounds of the sums, for tests. */
    AnswerReader(DataInputStream in, AnswerCheck check, long mostCorners, long mostViewBytes) {
        this.in = in;
        this.check = check;
        this.corners = new Allowance("corners", mostCorners);
        this.viewBytes = new Allowance("bytes of views", mostViewBytes);
    }

    /**
     * Reads the whole answer, behind the byte that says what kind it is.
     *
     * @throws IOException if it ends early or is not what an honest worker could say of this order
     */
    Redacted read() throws IOException {
        try {
            return readRedacted();
        } catch (IllegalArgumentException e) {
            throw new IOException("The worker answered with a value that cannot be", e);
        }
    }

    private Redacted readRedacted() throws IOException {
        ImageSize stored = Wire.size(in);
        Orientation orientation = Wire.orientation(in);
        String detector = in.readUTF();
        check.picture(stored, orientation, detector);
        int count = Wire.count(in, Wire.MOST_FACES);
        List<FoundFace> faces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            faces.add(
                    switch (in.readUnsignedByte()) {
                        case Answers.BYSTANDER -> new FoundFace.Bystander(Wire.presentBox(in), readScore());
                        case Answers.TARGET -> readTarget();
                        default -> throw new IOException("A face is a bystander or a target");
                    });
        }
        int rows = Wire.count(in, RedactionOrder.MOST_CLAIMS);
        Map<Integer, String> unmatched = new HashMap<>();
        for (int i = 0; i < rows; i++) {
            int row = in.readInt();
            String reason = in.readUTF();
            check.unmatched(row, reason);
            unmatched.put(row, reason);
        }
        check.nothingLeftOpen();
        return new Redacted(stored, orientation, detector, faces, unmatched);
    }

    private FoundFace.Target readTarget() throws IOException {
        int row = in.readInt();
        Claim claim = check.claim(row);
        Box box = Wire.presentBox(in);
        check.face(box, claim);
        double score = readScore();
        FaceContour contour = Wire.contour(in);
        check.contour(contour, box);
        Outline outline = Wire.outline(in, corners);
        check.outline(outline, contour);
        List<Outline> exclusions = Wire.outlines(in, corners);
        ViewFrame frame = Wire.frame(in);
        check.frame(frame, outline, contour);
        byte[] view = Wire.bytes(in, (int) Math.min(ViewFile.mostBytes(frame.view()), viewBytes.left()));
        viewBytes.take(view.length);
        check.view(view, outline, exclusions, frame);
        SuggestedPoints suggestion = Wire.suggestion(in, check.places());
        return new FoundFace.Target(row, box, score, contour, outline, exclusions, frame, view, suggestion);
    }

    private double readScore() throws IOException {
        double score = in.readDouble();
        if (!(score >= 0 && score <= 1)) {
            throw new IOException("A score is 0 to 1");
        }
        return score;
    }
}
