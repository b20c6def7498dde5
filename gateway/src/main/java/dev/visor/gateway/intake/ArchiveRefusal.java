package dev.visor.gateway.intake;

import dev.visor.gateway.access.Refused;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Why an archive is not taken: as a whole, with nothing kept. */
final class ArchiveRefusal extends IOException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    ArchiveRefusal(String reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    /** It is no tar, or ends in the middle of one. */
    static ArchiveRefusal unreadable(@Nullable Throwable cause) {
        ArchiveRefusal refusal =
                new ArchiveRefusal("archive-unreadable", "What was sealed is no tar archive that can be read.");
        refusal.initCause(cause);
        return refusal;
    }

    /** As an answer: 422. */
    Refused answer() {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, reason, String.valueOf(getMessage()));
    }
}
