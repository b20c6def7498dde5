package dev.visor.redaction.worker;

import dev.visor.redaction.picture.PictureRefusedException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/** The worker's half of the pipe: answers. What {@link AnswerReader} does not read is read here, assuming nothing. */
final class Answers {

    static final int BYSTANDER = 0;
    static final int TARGET = 1;

    private static final Pattern KIND = Pattern.compile("[A-Za-z]{1,50}");

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
        Wire.contour(out, target.contour());
        Wire.outline(out, target.outline());
        Wire.outlines(out, target.exclusions());
        Wire.frame(out, target.frame());
        Wire.bytes(out, target.view());
        Wire.suggestion(out, target.suggestion());
    }

    static void writeView(DataOutputStream out, byte[] view) throws IOException {
        out.writeByte(Wire.RENDERED);
        Wire.bytes(out, view);
    }

    static void writeBlanked(DataOutputStream out, byte[] blanked) throws IOException {
        out.writeByte(Wire.BLANKED);
        Wire.bytes(out, blanked);
    }

    static void write(DataOutputStream out, DrawnView drawn) throws IOException {
        out.writeByte(Wire.DRAWN);
        Wire.bytes(out, drawn.view());
        Wire.suggestion(out, drawn.suggestion());
    }

    static void write(DataOutputStream out, PictureRefusedException refusal) throws IOException {
        out.writeByte(Wire.REFUSED);
        out.writeUTF(refusal.reason());
    }

    /** The refusal of a picture whose structure was found right here: only its pixels can be wrong. */
    static PictureRefusedException readRefusal(DataInputStream in) throws IOException {
        return switch (in.readUTF()) {
            case "undecodable" -> new PictureRefusedException("undecodable", "The picture's data cannot be decoded");
            case "wrong-picture" ->
                new PictureRefusedException("wrong-picture", "The picture is not the one that the frame names");
            case "blanked-too-large" ->
                new PictureRefusedException("blanked-too-large", "Without loss the picture is too large a file");
            default -> throw new IOException("The worker refused a picture for a reason that is not known");
        };
    }

    static void write(DataOutputStream out, RuntimeException failure) throws IOException {
        out.writeByte(Wire.FAILED);
        // The message may hold something of the picture; the kind of failure does not.
        out.writeUTF(failure.getClass().getSimpleName());
    }

    /** The kind of failure, as far as it is a name. */
    static String readFailure(DataInputStream in) throws IOException {
        String kind = in.readUTF();
        return KIND.matcher(kind).matches() ? kind : "unnamed";
    }
}
