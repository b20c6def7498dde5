package dev.visor.redaction.mesh;

import dev.visor.redaction.detect.Detection;
import dev.visor.redaction.detect.FaceFinder;
import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.measure.Labelled;
import dev.visor.redaction.measure.Truth;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.PictureDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * How far suggested points are from where another model put them, and what the looks' scatter had to say.
 *
 * @param picture the photograph
 * @param jaw whether it is a point of the jaw
 * @param scatter of several looks, in pixels
 * @param eyes the distance of the eyes' outer corners, in pixels
 * @param miss from the other model's point, in pixels
 */
record Agreement(String picture, boolean jaw, double scatter, double eyes, double miss) {

    /** A fixed split in two halves with nine faces each, and no picture in both. */
    static final Predicate<Agreement> FIRST_HALF =
            point -> List.of("2007_007763.jpg", "2008_001009.jpg").contains(point.picture);

    /** All points of all faces of the folder's pictures that have points. */
    static List<Agreement> of(Path faces, Path models) throws Exception {
        List<Agreement> all = new ArrayList<>();
        try (FaceFinder finder = FaceFinder.from(models);
                FaceMesh network = FaceMesh.from(models)) {
            for (Labelled labelled : Truth.in(faces)) {
                if (labelled.faces().stream().allMatch(face -> face.points().isEmpty())) {
                    continue;
                }
                byte[] file = Files.readAllBytes(labelled.file());
                try (DecodedPicture picture = PictureDecoder.decode(file, 128)) {
                    List<Detection> found = finder.find(picture);
                    for (Labelled.Face face : labelled.faces()) {
                        Detection detection = found.stream()
                                .max(Comparator.comparingDouble(d -> d.box().iou(face.box())))
                                .orElseThrow();
                        Mesh mesh = Objects.requireNonNull(network.fit(picture, detection));
                        List<Mesh> looks = Objects.requireNonNull(network.looks(picture, mesh));
                        add(labelled.file().getFileName().toString(), looks, face.points(), all);
                    }
                }
            }
        }
        return all;
    }

    private static void add(String picture, List<Mesh> looks, List<ImagePoint> truth, List<Agreement> all) {
        double eyes = Suggestion.eyes(looks);
        List<MeshPlace> places = Ibug68.places();
        for (int i = 0; i < Ibug68.POINTS; i++) {
            MeshPlace place = places.get(i);
            List<ImagePoint> seen = looks.stream()
                    .map(look -> place.in(look, Affine.identity()))
                    .toList();
            ImagePoint mean = Suggestion.mean(seen);
            all.add(new Agreement(
                    picture, i < Ibug68.JAW, Suggestion.scatter(seen, mean), eyes, distance(mean, truth.get(i))));
        }
    }

    /** The calibration under which the misses are likeliest, as a normal distribution of two dimensions. */
    static Calibration learnt(List<Agreement> points) {
        Calibration best = new Calibration(1, 1);
        double least = Double.POSITIVE_INFINITY;
        for (int factor = 0; factor <= 60; factor++) {
            for (int share = 1; share <= 30; share++) {
                Calibration calibration = new Calibration(factor / 10.0, share / 200.0);
                double sum = 0;
                for (Agreement point : points) {
                    double sigma = calibration.sigma(point.scatter, point.eyes);
                    sum += 2 * Math.log(sigma) + Math.pow(point.miss / sigma, 2) / 2;
                }
                if (sum < least) {
                    least = sum;
                    best = calibration;
                }
            }
        }
        return best;
    }

    /** The share of points that are within so many deviations. */
    static double within(double deviations, List<Agreement> points, Calibration jaws, Calibration others) {
        long within = points.stream()
                .filter(point ->
                        point.miss <= deviations * (point.jaw ? jaws : others).sigma(point.scatter, point.eyes))
                .count();
        return (double) within / points.size();
    }

    private static double distance(ImagePoint a, ImagePoint b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }
}
