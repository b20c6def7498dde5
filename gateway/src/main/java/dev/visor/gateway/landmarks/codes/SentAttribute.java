package dev.visor.gateway.landmarks.codes;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.projects.codes.Extent;
import dev.visor.gateway.projects.codes.FaceAttributes.FaceAttribute;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One face attribute as a program sends it, and gets it back.
 *
 * @param attribute its name
 * @param extent {@code none}, {@code partial}, {@code full} or {@code unknown}
 * @param kind which kind of it, where it is there and has kinds
 */
public record SentAttribute(
        @Nullable String attribute,
        @Nullable String extent,
        @Nullable String kind) {

    /**
     * Checks it, knowing which attribute it is.
     *
     * @throws Refused (422) saying what was wanted
     */
    AttributeCode checked(FaceAttribute known) {
        Extent how = Optional.ofNullable(extent)
                .flatMap(Extent::named)
                .orElseThrow(() -> Refusals.of(
                        "unknown-extent", "The extent of " + known.id() + " is none, partial, full or unknown."));
        boolean wanted = how.there() && !known.kinds().isEmpty();
        if (!wanted && kind != null) {
            throw Refusals.of(
                    "unwanted-kind", "A kind is told of what is there and has kinds, not of " + known.id() + ".");
        }
        if (wanted && (kind == null || !known.kinds().contains(kind))) {
            throw Refusals.of(
                    "unknown-kind", "The kinds of " + known.id() + " are " + String.join(", ", known.kinds()) + ".");
        }
        return new AttributeCode(known.id(), how, kind);
    }

    /** A code in the form in which it is sent. */
    public static SentAttribute of(AttributeCode code) {
        return new SentAttribute(code.attribute(), code.extent().label(), code.kind());
    }

    @Override
    public String toString() {
        return "SentAttribute[]";
    }
}
