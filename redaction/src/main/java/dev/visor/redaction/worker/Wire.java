package dev.visor.redaction.worker;

import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.FaceContour;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.geometry.ViewPoint;
import dev.visor.redaction.mesh.HeadPose;
import dev.visor.redaction.mesh.MeshPlace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The values of the pipe between gateway and worker, version 5. Each count has a limit that is checked before anything
 * is allocated, for a worker that a picture has taken over may say what it likes.
 */
final class Wire {

    /** "VSRW". */
    static final int MAGIC = 0x56535257;

    static final int VERSION = 5;

    static final int REDACT = 1;
    static final int RENDER = 2;
    static final int DRAW = 3;
    static final int BLANK = 4;

    static final int REDACTED = 1;
    static final int RENDERED = 2;
    static final int REFUSED = 3;
    static final int FAILED = 4;
    static final int DRAWN = 5;
    static final int BLANKED = 6;

    /** The views of one answer together. */
    static final long MOST_VIEW_BYTES = 1 << 27;

    /** The corners of all outlines and exclusions of one message together: they cost time for each row of a mask. */
    static final long MOST_CORNERS = 1 << 18;

    static final int MOST_FACES = 16_384;
    static final int MOST_EXCLUSIONS = 4_096;
    private static final int MOST_JSON = 1_024;

    private static final int MEAN = 1;
    private static final int CORNER = 2;

    private Wire() {}

    static int count(DataInputStream in, int most) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > most) {
            throw new IOException("A count of " + count + " is more than the " + most + " allowed here");
        }
        return count;
    }

    static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] bytes(DataInputStream in, int most) throws IOException {
        byte[] bytes = new byte[count(in, most)];
        in.readFully(bytes);
        return bytes;
    }

    static void uuid(DataOutputStream out, UUID value) throws IOException {
        out.writeLong(value.getMostSignificantBits());
        out.writeLong(value.getLeastSignificantBits());
    }

    static UUID uuid(DataInputStream in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }

    static void size(DataOutputStream out, ImageSize size) throws IOException {
        out.writeInt(size.width());
        out.writeInt(size.height());
    }

    static ImageSize size(DataInputStream in) throws IOException {
        return new ImageSize(in.readInt(), in.readInt());
    }

    static void orientation(DataOutputStream out, Orientation orientation) throws IOException {
        out.writeByte(orientation.exif());
    }

    static Orientation orientation(DataInputStream in) throws IOException {
        return Orientation.ofExif(in.readUnsignedByte());
    }

    static void box(DataOutputStream out, @Nullable Box box) throws IOException {
        out.writeBoolean(box != null);
        if (box != null) {
            out.writeDouble(box.x());
            out.writeDouble(box.y());
            out.writeDouble(box.width());
            out.writeDouble(box.height());
        }
    }

    static @Nullable Box box(DataInputStream in) throws IOException {
        return in.readBoolean() ? new Box(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()) : null;
    }

    static Box presentBox(DataInputStream in) throws IOException {
        Box box = box(in);
        if (box == null) {
            throw new IOException("A found face has a box");
        }
        return box;
    }

    static void contour(DataOutputStream out, FaceContour contour) throws IOException {
        corners(out, contour.points());
    }

    static FaceContour contour(DataInputStream in) throws IOException {
        return new FaceContour(corners(in, FaceContour.POINTS));
    }

    private static void corners(DataOutputStream out, List<ImagePoint> corners) throws IOException {
        for (ImagePoint corner : corners) {
            out.writeDouble(corner.x());
            out.writeDouble(corner.y());
        }
    }

    private static List<ImagePoint> corners(DataInputStream in, int count) throws IOException {
        List<ImagePoint> corners = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            corners.add(new ImagePoint(in.readDouble(), in.readDouble()));
        }
        return corners;
    }

    static void outline(DataOutputStream out, Outline outline) throws IOException {
        out.writeInt(outline.corners().size());
        corners(out, outline.corners());
    }

    static Outline outline(DataInputStream in, Allowance allowance) throws IOException {
        int count = count(in, Outline.MOST_CORNERS);
        allowance.take(count);
        return new Outline(corners(in, count));
    }

    static void outlines(DataOutputStream out, List<Outline> outlines) throws IOException {
        out.writeInt(outlines.size());
        for (Outline outline : outlines) {
            outline(out, outline);
        }
    }

    static List<Outline> outlines(DataInputStream in, Allowance allowance) throws IOException {
        int count = count(in, MOST_EXCLUSIONS);
        List<Outline> outlines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            outlines.add(outline(in, allowance));
        }
        return outlines;
    }

    static void frame(DataOutputStream out, ViewFrame frame) throws IOException {
        bytes(out, frame.toJson());
    }

    static ViewFrame frame(DataInputStream in) throws IOException {
        return ViewFrame.fromJson(bytes(in, MOST_JSON));
    }

    static void suggestion(DataOutputStream out, SuggestedPoints suggestion) throws IOException {
        viewPoints(out, suggestion.points());
        out.writeInt(suggestion.deviations().size());
        for (double deviation : suggestion.deviations()) {
            out.writeDouble(deviation);
        }
        HeadPose pose = suggestion.pose();
        out.writeBoolean(pose != null);
        if (pose != null) {
            out.writeDouble(pose.yaw());
            out.writeDouble(pose.pitch());
            out.writeDouble(pose.roll());
        }
    }

    /**
     * Reads what was suggested.
     *
     * @param asked how many points were asked for
     * @throws IOException if there are more or fewer
     */
    static SuggestedPoints suggestion(DataInputStream in, int asked) throws IOException {
        List<ViewPoint> points = viewPoints(in, asked);
        if (points.size() != asked) {
            throw new IOException("A suggestion has a place for each point that was asked for");
        }
        int count = count(in, asked);
        List<Double> deviations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            deviations.add(in.readDouble());
        }
        HeadPose pose = in.readBoolean() ? new HeadPose(in.readDouble(), in.readDouble(), in.readDouble()) : null;
        return new SuggestedPoints(points, deviations, pose);
    }

    static void places(DataOutputStream out, List<MeshPlace> places) throws IOException {
        out.writeInt(places.size());
        for (MeshPlace place : places) {
            switch (place) {
                case MeshPlace.Mean mean -> {
                    out.writeByte(MEAN);
                    out.writeUTF(mean.trust().name());
                    out.writeInt(mean.parts().size());
                    for (MeshPlace.Part part : mean.parts()) {
                        out.writeShort(part.vertex());
                        out.writeDouble(part.weight());
                    }
                }
                case MeshPlace.Corner corner -> {
                    out.writeByte(CORNER);
                    out.writeBoolean(corner.right());
                    out.writeBoolean(corner.lower());
                }
            }
        }
    }

    static List<MeshPlace> places(DataInputStream in) throws IOException {
        int count = count(in, RedactionOrder.MOST_PLACES);
        List<MeshPlace> places = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            places.add(
                    switch (in.readUnsignedByte()) {
                        case MEAN -> mean(in);
                        case CORNER -> new MeshPlace.Corner(in.readBoolean(), in.readBoolean());
                        default -> throw new IOException("A place on the mesh is a mean or a corner");
                    });
        }
        return places;
    }

    private static MeshPlace mean(DataInputStream in) throws IOException {
        MeshPlace.Trust trust = MeshPlace.Trust.valueOf(in.readUTF());
        int count = count(in, MeshPlace.Mean.MOST_PARTS);
        List<MeshPlace.Part> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parts.add(new MeshPlace.Part(in.readUnsignedShort(), in.readDouble()));
        }
        return new MeshPlace.Mean(parts, trust);
    }

    private static void viewPoints(DataOutputStream out, List<ViewPoint> points) throws IOException {
        out.writeInt(points.size());
        for (ViewPoint point : points) {
            out.writeDouble(point.x());
            out.writeDouble(point.y());
        }
    }

    private static List<ViewPoint> viewPoints(DataInputStream in, int most) throws IOException {
        int count = count(in, most);
        List<ViewPoint> points = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            points.add(new ViewPoint(in.readDouble(), in.readDouble()));
        }
        return points;
    }
}
