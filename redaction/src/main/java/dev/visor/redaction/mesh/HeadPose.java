package dev.visor.redaction.mesh;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Point;

/**
 * Which way a head is turned in the upright picture, as the viewer sees it. A head that faces the camera has three zeros,
 * wherever it is in the picture; from there it is nodded first, then shaken, then tilted in the picture's plane.
 *
 * <p>An average face is laid through the mesh under a guessed camera (focal length: the longer side of the picture;
 * principal point: its centre; no distortion). Angles are against the line of sight and not against the camera's axis, for
 * the latter would depend on how the picture was cropped. A face unlike the average costs some degrees, most of all in
 * pitch, and so does a guess that is wrong. It is good for cross-checks and for sorting pictures, not for measuring.
 *
 * @param yaw degrees, -90 to 90; positive where the face looks to the viewer's right, the person's own left
 * @param pitch degrees, -180 to 180; positive where it looks up
 * @param roll degrees, -180 to 180; positive where the head leans to the viewer's right, clockwise on the screen
 */
public record HeadPose(double yaw, double pitch, double roll) {

    public HeadPose {
        if (!(Math.abs(yaw) <= 90) || !(Math.abs(pitch) <= 180) || !(Math.abs(roll) <= 180)) {
            throw new IllegalArgumentException(
                    "A head's angles are finite: yaw up to 90 degrees, the others up to 180");
        }
    }

    /**
     * The pose of a fitted face, or null where all of its points are at one place or no pose fits.
     *
     * @param stored size of the stored raster
     * @param orientation how the stored raster is turned upright
     */
    public static @Nullable HeadPose of(Mesh mesh, ImageSize stored, Orientation orientation) {
        Affine upright = orientation.fromStored(stored);
        List<Point> seen = AverageFace.PLACES.stream()
                .map(place -> mesh.points().get(place.point()))
                .map(point -> new Point(upright.x(point.x(), point.y()), upright.y(point.x(), point.y())))
                .toList();
        double[] r = HeadFit.rotation(seen, orientation.upright(stored));
        // The axes are the camera's: Rz(roll) Ry(-yaw) Rx(-pitch).
        return r == null
                ? null
                : new HeadPose(
                        Math.toDegrees(Math.asin(Math.clamp(r[6], -1, 1))),
                        Math.toDegrees(Math.atan2(-r[7], r[8])),
                        Math.toDegrees(Math.atan2(r[3], r[0])));
    }
}
