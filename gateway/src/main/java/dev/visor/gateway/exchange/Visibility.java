package dev.visor.gateway.exchange;

/** COCO's three flags for a keypoint. */
enum Visibility {
    /** Not labelled; written without a place. */
    NOT_LABELLED(0),
    /** Labelled but not seen: the place is an estimate. */
    HIDDEN(1),
    /** Labelled and seen. */
    VISIBLE(2);

    private final int flag;

    Visibility(int flag) {
        this.flag = flag;
    }

    /** COCO's {@code v}. */
    int flag() {
        return flag;
    }
}
