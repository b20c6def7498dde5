package dev.visor.gateway.line;

import dev.visor.redaction.geometry.Box;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * How the first face of {@link Line#PHOTOGRAPH} is cut out and enlarged so that its view gets a wanted scale.
 *
 * @param kept of the photograph
 * @param left edge of the cut in the photograph
 * @param top its top edge
 * @param scale pixels of the result for one of the photograph
 * @param width of the result
 * @param height of the result
 */
record Sizing(Box kept, double left, double top, double scale, int width, int height) {

    /** The longest side of a view, by the profile face-oval. */
    private static final int LONGEST = 1024;

    /** The face in the photograph. */
    static final Box FACE = new Box(412, 361, 181, 240);

    /** What a view of the face shows of the photograph: the detectors do not agree to the pixel, so it is asked. */
    static Box shown(Cast cast, StoredGeometry geometries) {
        Line.Job job = cast.project();
        job.manifest("probe.jpg,\"" + Line.FACES[0] + "\",probe,consent,probe");
        job.upload("probe.jpg", Line.photograph()).ok();
        job.staged();
        JsonNode view = job.review(cast.officer).get(0).path("views").get(0);
        return geometries
                .of(UUID.fromString(view.path("id").asString()))
                .outline()
                .bounds();
    }

    /**
     * The cut for a scale and a border.
     *
     * @param sixteenths n in the scale 16/n; from 16 on the cut goes through the top and bottom of what is shown, for so
     *     large a face must be sized exactly
     * @param border that the view should touch: left, top, right, bottom or none
     */
    static Sizing of(Box shown, int sixteenths, String border) {
        boolean cut = sixteenths >= 16;
        double trim = 0.03 * shown.height();
        double room = -0.12 * shown.width();
        double top = shown.y() + (cut || border.equals("top") ? trim : room);
        double bottom = shown.bottom() - (cut || border.equals("bottom") ? trim : room);
        // No detector is made for a face that fills its picture: the other sides get plenty of room, found by trying.
        boolean aside = border.equals("right") || (border.equals("left") && !cut);
        double wide = (aside ? -1.2 : -0.6) * shown.width();
        double left = shown.x() + (border.equals("left") ? trim : wide);
        double right = shown.right() - (border.equals("right") ? trim : wide);
        // A view of scale 16/n is made of up to n/16 of the longest side; this aims at the middle of the range.
        double longest = (sixteenths - 0.5) / 16 * LONGEST;
        double scale = longest / (cut ? bottom - top : shown.height());
        Box kept = new Box(shown.x() + room, shown.y() + room, shown.width() - 2 * room, shown.height() - 2 * room);
        return new Sizing(kept, left, top, scale, (int) Math.round((right - left) * scale), (int)
                Math.round((bottom - top) * scale));
    }

    /** The face and what is close around it, on black. */
    Photo cut(Photo photo) {
        return photo.only(kept).part(left, top, scale, width, height);
    }

    /** Where a place on the face lies in the result, by shares of the face's width and height. */
    double[] on(double across, double down) {
        return new double[] {
            (FACE.x() + across * FACE.width() - left) * scale, (FACE.y() + down * FACE.height() - top) * scale
        };
    }

    /** The face as a manifest says it, in the pixels of a file that lies like this. */
    String box(Turn turn) {
        double[] near = on(0, 0);
        double[] far = on(1, 1);
        double[] one = turn.toStored(Math.max(0, near[0]), Math.max(0, near[1]));
        double[] other = turn.toStored(Math.min(width, far[0]), Math.min(height, far[1]));
        return "\"" + Math.min(one[0], other[0]) + "," + Math.min(one[1], other[1]) + "," + Math.abs(one[0] - other[0])
                + "," + Math.abs(one[1] - other[1]) + "\"";
    }
}
