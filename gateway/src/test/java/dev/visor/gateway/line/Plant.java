package dev.visor.gateway.line;

import dev.visor.redaction.geometry.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture of one face with spots at known places of the file.
 *
 * @param name the client's reference
 * @param file what is uploaded
 * @param box the face, in stored pixels, as a manifest says it
 * @param turn how the file's raster lies
 * @param sixteenths n in the scale 16/n that its view should have
 * @param border where the view's crop should touch the upright picture: left, top, right, bottom or none
 * @param spread of the spots, in stored pixels
 * @param places the spots' centres, in stored pixels
 */
@SuppressWarnings("ArrayRecordComponent") // looked at, never compared
record Plant(
        String name,
        byte[] file,
        String box,
        Turn turn,
        int sixteenths,
        String border,
        double spread,
        List<double[]> places) {

    /** Where on the face the spots lie, in widths and heights of its box: forehead, cheek, chin. */
    private static final double[][] SPOTS = {{0.45, 0.2}, {0.75, 0.62}, {0.42, 0.92}};

    double scale() {
        return 16.0 / sixteenths;
    }

    /**
     * Sizes the photograph so that the view gets its scale, cuts it where the view is to touch a border, turns it and plants
     * the spots.
     *
     * @param shown what a view of the photograph's face shows of it
     * @param exif 1 to 8
     * @param seed of the spots' places within a pixel, in 64ths
     */
    static Plant of(Photo photo, Box shown, int sixteenths, String border, int exif, int seed) {
        Sizing sizing = Sizing.of(shown, sixteenths, border);
        Turn turn = new Turn(exif, sizing.width(), sizing.height());
        Photo stored = sizing.cut(photo).stored(exif);
        double spread = sixteenths < 16 ? 2.5 : sixteenths / 4.0;
        List<double[]> places = new ArrayList<>();
        for (double[] spot : SPOTS) {
            double[] on = sizing.on(spot[0], spot[1]);
            double[] near = turn.toStored(on[0], on[1]);
            double[] place = {
                Math.floor(near[0]) + (7 * seed + 23 * places.size()) % 64 / 64.0,
                Math.floor(near[1]) + (41 * seed + 5 * places.size() + 1) % 64 / 64.0
            };
            Blobs.plant(stored.pixels(), place[0], place[1], spread);
            places.add(place);
        }
        // JPEG keeps the large spots, too, and tells its orientation in another place.
        boolean jpeg = sixteenths == 16 && exif % 2 == 0;
        return new Plant(
                "n" + sixteenths + "-o" + exif + "-" + border,
                Metadata.withOrientation(jpeg ? stored.jpeg() : stored.png(), exif),
                sizing.box(turn),
                turn,
                sixteenths,
                border,
                spread,
                places);
    }

    @Override
    public String toString() {
        return name;
    }
}
