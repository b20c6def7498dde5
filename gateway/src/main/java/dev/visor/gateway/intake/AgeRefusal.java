package dev.visor.gateway.intake;

import dev.visor.gateway.access.Refused;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Why a file that was sealed with age is not taken; carried through the code that only knows streams. */
final class AgeRefusal extends IOException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    private AgeRefusal(String reason, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    /** What was sent as sealed is not. */
    static AgeRefusal notSealed() {
        return new AgeRefusal(
                "age-expected", "This is no age file: seal it with age -r and the project's recipient.", null);
    }

    /** Whoever knows the passphrase could have made it, and nobody could say who. */
    static AgeRefusal passphrase(Throwable cause) {
        return new AgeRefusal(
                "age-passphrase",
                "This file is sealed with a passphrase, which is never taken: seal it with age -r and the project's recipient.",
                cause);
    }

    /** No stanza of the header opens with the project's identity. */
    static AgeRefusal otherRecipient(Throwable cause) {
        return new AgeRefusal(
                "age-other-recipient",
                "This file is not sealed to this project's recipient, or its header was altered: seal it anew.",
                cause);
    }

    /** A header, a chunk or the end is not what was sealed. */
    static AgeRefusal altered(Throwable cause) {
        return new AgeRefusal(
                "age-altered", "This file was cut off or altered after it was sealed: nothing of it was kept.", cause);
    }

    /** As an answer: 422. */
    Refused answer() {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, reason, String.valueOf(getMessage()));
    }
}
