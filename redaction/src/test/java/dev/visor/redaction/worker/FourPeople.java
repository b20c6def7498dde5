package dev.visor.redaction.worker;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Photographs;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.mesh.Ibug68;
import dev.visor.redaction.render.ViewShape;
import java.util.List;
import java.util.UUID;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * The photograph of four people side by side, and a redactor with the real models that looks at it and at pictures that are
 * put together from its parts.
 *
 * @param redactor for all pictures
 * @param photograph the whole
 */
record FourPeople(Redactor redactor, Mat photograph) implements AutoCloseable {

    static final int FILL = 128;
    static final ViewRules RULES = new ViewRules(ViewShape.FACE_OVAL, 0.15, 512, 24, FILL, false);

    /** A man in the middle. */
    static final Rect MAN = new Rect(100, 300, 520, 640);

    /** His face in the photograph, and in the part of it that shows him. */
    static final Box FACE = new Box(247, 481, 219, 285);

    static final Box FACE_OF_MAN = new Box(147, 181, 219, 285);

    static FourPeople look() throws Exception {
        return new FourPeople(
                Redactor.from(Installed.once().models()),
                Imgcodecs.imdecode(new MatOfByte(Photographs.sample(6)), Imgcodecs.IMREAD_COLOR));
    }

    /** The part that shows the man, to be drawn on. */
    Mat man() {
        return photograph.submat(MAN).clone();
    }

    Redacted redact(Mat picture, Claim... claims) throws Exception {
        return redactor.redact(Pictures.encode(picture, ".png"), order(RULES, claims));
    }

    /** Looks at the photograph as it is. */
    Redacted redact(ViewRules rules, Claim... claims) throws Exception {
        return redactor.redact(Photographs.sample(6), order(rules, claims));
    }

    static RedactionOrder order(ViewRules rules, Claim... claims) {
        return new RedactionOrder(new UUID(1, 1), 1, List.of(claims), rules, Ibug68.places());
    }

    /** Whoever is hidden in all views. */
    static List<Box> bystanders(Redacted redacted) {
        return redacted.faces().stream()
                .filter(FoundFace.Bystander.class::isInstance)
                .map(FoundFace::box)
                .toList();
    }

    @Override
    public void close() {
        redactor.close();
        photograph.release();
    }
}
