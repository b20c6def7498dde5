package dev.visor.redaction.worker;

import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.mesh.Ibug68;
import dev.visor.redaction.picture.PictureRefusedException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The worker's half of the pipe: answers. Reading them assumes nothing. */
final class Answers {

    private static final int BYSTANDER = 0;
    private static final int TARGET = 1;

    private static final Pattern REASON = Pattern.compile("[a-z][a-z-]{0,62}");

    private Answers() {}

    static void write(DataOutputStream out, Redacted redacted) throws IOException {
        out.writeByte(Wire.REDACTED);
        Wire.size(out, redacted.stored());
        Wire.orientation(out, redacted.orientation());
        out.writeUTF(redacted.detector());
        out.writeInt(redacted.faces().size());
        for (FoundFace face : redacted.faces()) {
            switch (face) {
                case FoundFace.Bystander bystander -> {
                    out.writeByte(BYSTANDER);
                    Wire.box(out, bystander.box());
                    out.writeDouble(bystander.score());
                }
                case FoundFace.Target target -> {
                    out.writeByte(TARGET);
                    write(out, target);
                }
            }
        }
        out.writeInt(redacted.unmatched().size());
        for (Map.Entry<Integer, String> entry : redacted.unmatched().entrySet()) {
            out.writeInt(entry.getKey());
            out.writeUTF(entry.getValue());
        }
    }

    private static void write(DataOutputStream out, FoundFace.Target target) throws IOException {
        out.writeInt(target.row());
        Wire.box(out, target.box());
        out.writeDouble(target.score());
        Wire.outline(out, target.outline());
        Wire.outlines(out, target.exclusions());
        Wire.frame(out, target.frame());
        Wire.bytes(out, target.view());
        Wire.viewPoints(out, target.suggested());
    }

    static Redacted readRedacted(DataInputStream in) throws IOException {
        ImageSize stored = Wire.size(in);
        Orientation orientation = Wire.orientation(in);
        String detector = in.readUTF();
        int count = Wire.count(in, Wire.MOST_FACES);
        List<FoundFace> faces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            faces.add(
                    switch (in.readUnsignedByte()) {
                        case BYSTANDER -> new FoundFace.Bystander(Wire.presentBox(in), score(in));
                        case TARGET -> readTarget(in);
                        default -> throw new IOException("A face is a bystander or a target");
                    });
        }
        int rows = Wire.count(in, RedactionOrder.MOST_CLAIMS);
        Map<Integer, String> unmatched = new HashMap<>();
        for (int i = 0; i < rows; i++) {
            unmatched.put(in.readInt(), reason(in));
        }
        return new Redacted(stored, orientation, detector, faces, unmatched);
    }

    private static FoundFace.Target readTarget(DataInputStream in) throws IOException {
        int row = in.readInt();
        Box box = Wire.presentBox(in);
        double score = score(in);
        return new FoundFace.Target(
                row,
                box,
                score,
                Wire.outline(in),
                Wire.outlines(in),
                Wire.frame(in),
                Wire.bytes(in, Wire.MOST_VIEW_BYTES),
                Wire.viewPoints(in, Ibug68.POINTS));
    }

    static void writeView(DataOutputStream out, byte[] view) throws IOException {
        out.writeByte(Wire.RENDERED);
        Wire.bytes(out, view);
    }

    static void write(DataOutputStream out, PictureRefusedException refusal) throws IOException {
        out.writeByte(Wire.REFUSED);
        out.writeUTF(refusal.reason());
        out.writeUTF(String.valueOf(refusal.getMessage()));
    }

    static PictureRefusedException readRefusal(DataInputStream in) throws IOException {
        String reason = reason(in);
        String message = in.readUTF();
        if (message.length() > 200 || message.chars().anyMatch(letter -> letter < 32 || letter > 126)) {
            throw new IOException("A refusal is one plain sentence");
        }
        return new PictureRefusedException(reason, message);
    }

    private static String reason(DataInputStream in) throws IOException {
        String reason = in.readUTF();
        if (!REASON.matcher(reason).matches()) {
            throw new IOException("A reason is a short kebab-case code");
        }
        return reason;
    }

    private static double score(DataInputStream in) throws IOException {
        double score = in.readDouble();
        if (!(score >= 0 && score <= 1)) {
            throw new IOException("A score is 0 to 1");
        }
        return score;
    }
}
