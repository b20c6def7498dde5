package dev.visor.gateway.landmarks.geometry;

import dev.visor.redaction.mesh.HeadPose;
import java.util.List;

/** The head that the points make, against the one that the redaction saw. Roll is not compared, for a view may be turned. */
record TurnedHead() implements Check {

    /**
     * How far the two may differ, in degrees. Either errs by some degrees, most of all in pitch, where a face unlike the
     * average counts as a nod.
     */
    private static final double YAW = 25;

    private static final double PITCH = 35;
    /** With fewer points, the shape of a face passes for a turn of the head. */
    private static final int LEAST = 12;

    @Override
    public List<GeometryFinding> in(Evidence evidence) {
        Evidence.Face face = evidence.face();
        HeadPose pose = evidence.sight().pose();
        if (face == null || face.lost() || pose == null || face.seen().count() < LEAST) {
            return List.of();
        }
        Camera camera = face.head().camera();
        boolean differs = Math.abs(camera.yaw() - pose.yaw()) > YAW || Math.abs(camera.pitch() - pose.pitch()) > PITCH;
        return differs ? List.of(new GeometryFinding(FindingKind.OTHER_POSE, face.placed())) : List.of();
    }
}
