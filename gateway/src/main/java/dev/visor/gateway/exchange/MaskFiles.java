package dev.visor.gateway.exchange;

/** Where the masks lie in an archive, and what its manifest says of them. */
final class MaskFiles {

    static final String MEANING =
            "A pixel belongs to a face where a view of that face may show it: its centre lies in the"
                    + " face's outline and in no part that was cut out of it for another face.";

    private static final String FOLDER = "masks/";

    private MaskFiles() {}

    /** A face's mask, by its identifier: the client's references stay out of it. */
    static String path(ExportedFace face) {
        return FOLDER + face.face() + ".png";
    }

    /** Whether a file of an archive is a mask. */
    static boolean holds(String path) {
        return path.startsWith(FOLDER);
    }
}
