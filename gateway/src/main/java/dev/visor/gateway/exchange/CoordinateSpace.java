package dev.visor.gateway.exchange;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;

/** Which raster the exported coordinates lie in. */
enum CoordinateSpace {
    /** The raster as the file stores it, before its EXIF orientation. */
    STORED("stored"),
    /** The raster after its EXIF orientation, as picture viewers show it. */
    UPRIGHT("upright");

    private final String id;

    CoordinateSpace(String id) {
        this.id = id;
    }

    /** The name in requests and in the manifest. */
    String id() {
        return id;
    }

    /**
     * The space of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static CoordinateSpace named(String id) {
        for (CoordinateSpace space : values()) {
            if (space.id.equals(id)) {
                return space;
            }
        }
        throw new IllegalArgumentException("Exported coordinates are stored or upright");
    }

    /** How this raster is turned from the stored one, where that has to be turned like this to stand upright. */
    Orientation turn(Orientation orientation) {
        return this == UPRIGHT ? orientation : Orientation.UPRIGHT;
    }

    ImageSize size(ImageSize stored, Orientation orientation) {
        return turn(orientation).upright(stored);
    }

    Affine fromStored(ImageSize stored, Orientation orientation) {
        return turn(orientation).fromStored(stored);
    }
}
