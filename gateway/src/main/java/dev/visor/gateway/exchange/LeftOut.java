package dev.visor.gateway.exchange;

import java.util.UUID;

/**
 * A face of the batch that an export does not hold.
 *
 * @param face the face's identifier in Visor
 * @param asset the picture that it is on; its reference stays unnamed, because the face may be the only one on it
 * @param reason why it stays behind
 */
record LeftOut(UUID face, UUID asset, Reason reason) {

    /** Why a face stays behind. Closed, because programs read it in the manifest. */
    enum Reason {
        /** The consent of the person is not in force, or was never given. */
        CONSENT("consent-not-in-force"),
        /** The redaction officer has not released its view, or has taken it back. */
        RELEASE("not-released"),
        /** Nobody has handed in its landmarks yet. */
        SUBMISSION("not-submitted");

        private final String id;

        Reason(String id) {
            this.id = id;
        }

        /** The name in the manifest and in refusals. */
        String id() {
            return id;
        }
    }
}
