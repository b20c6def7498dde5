package dev.visor.gateway.exchange;

import dev.visor.gateway.projects.LandmarkSchemas;
import dev.visor.gateway.projects.codes.AskedCodes;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.render.FaceMask;
import dev.visor.redaction.render.Outlines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A small export with everything in it that a format may stumble over. Never change it: golden files are made of it. */
final class Sample {

    static final ImageSize SIZE = new ImageSize(640, 480);

    private Sample() {}

    static ExportContent content() {
        return content(CoordinateSpace.STORED, Orientation.UPRIGHT);
    }

    static ExportContent content(CoordinateSpace space, Orientation orientation) {
        ExportedFace whole = face(1, i -> "visible");
        ExportedFace mixed = face(2, Sample::mixed);
        ExportedFace other = face(3, i -> i == 0 ? "self-occluded" : "visible");
        return new ExportContent(
                id(100),
                id(101),
                "pain-assessment",
                "gdpr-9-2-a",
                Instant.parse("2026-11-22T10:00:00Z"),
                LandmarkSchemas.named("ibug68"),
                AskedCodes.none(),
                space,
                false,
                List.of(
                        new ExportedPicture(
                                id(10), "ward 3/Bild \"7\" ä.jpg", SIZE, orientation, List.of(whole, mixed)),
                        new ExportedPicture(id(11), "ward 4/bild _7_ _.png", SIZE, orientation, List.of(other))),
                List.of());
    }

    /** The same with a mask for each face; of the second one a part belongs to somebody else. */
    static ExportContent withMasks(CoordinateSpace space, Orientation orientation) {
        ExportContent plain = content(space, orientation);
        List<ExportedPicture> pictures = new ArrayList<>();
        for (ExportedPicture picture : plain.pictures()) {
            List<ExportedFace> faces =
                    picture.faces().stream().map(face -> masked(face, SIZE)).toList();
            pictures.add(new ExportedPicture(picture.asset(), picture.reference(), SIZE, orientation, faces));
        }
        return new ExportContent(
                plain.export(),
                plain.project(),
                plain.purpose(),
                plain.basis(),
                plain.created(),
                plain.schema(),
                plain.asked(),
                space,
                true,
                pictures,
                plain.leftOut());
    }

    private static ExportedFace masked(ExportedFace face, ImageSize size) {
        Box box = face.box();
        List<Outline> exclusions = face.annotation() == 2
                ? List.of(Outlines.ellipse(new Box(box.x() + 60, box.y() + 50, 80.5, 70)))
                : List.of();
        return new ExportedFace(
                face.face(),
                face.annotation(),
                face.guideline(),
                face.generation(),
                face.detector(),
                box,
                face.schema(),
                face.points(),
                face.codes(),
                new FaceMask(Outlines.ellipse(box.scaled(1.25)), exclusions, size, Orientation.UPRIGHT));
    }

    private interface States {
        String of(int index);
    }

    private static ExportedFace face(int number, States states) {
        Random random = new Random(number);
        List<ExportedPoint> points = new ArrayList<>();
        for (int i = 0; i < 68; i++) {
            // Sixty-fourths are exact in binary; the rest is what a transform really leaves behind.
            double x = 100.0 * number + random.nextInt(6400) / 64.0;
            double y = 50.0 * number + (i % 2 == 0 ? random.nextDouble() * 100 : random.nextInt(6400) / 64.0);
            String state = states.of(i);
            boolean placed = !state.equals("not-labelled") && !(state.equals("outside") && i == 6);
            points.add(new ExportedPoint(placed ? new ImagePoint(x, y) : null, state));
        }
        Box box = new Box(100.0 * number, 50.0 * number, 100.25, 100);
        return new ExportedFace(
                id(number), number, 2, 1, "yunet-2023mar", box, LandmarkSchemas.named("ibug68"), points, null, null);
    }

    private static String mixed(int i) {
        return switch (i) {
            case 2 -> "occluded";
            case 3 -> "self-occluded";
            case 4 -> "ambiguous";
            case 5, 6 -> "outside";
            case 7 -> "not-labelled";
            default -> "visible";
        };
    }

    static UUID id(int number) {
        return new UUID(0x1111_2222_3333_4444L, number);
    }
}
