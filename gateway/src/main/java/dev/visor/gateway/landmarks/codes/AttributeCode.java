package dev.visor.gateway.landmarks.codes;

import dev.visor.gateway.projects.codes.Extent;
import org.jspecify.annotations.Nullable;

/**
 * How much of one attribute is on a face.
 *
 * @param attribute its name in the list
 * @param kind which kind of it, such as {@code sunglasses}; null where it is not there or has no kinds
 */
public record AttributeCode(
        String attribute, Extent extent, @Nullable String kind) {

    @Override
    public String toString() {
        return "AttributeCode[]";
    }
}
