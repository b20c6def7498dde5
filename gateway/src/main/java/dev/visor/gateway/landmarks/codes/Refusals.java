package dev.visor.gateway.landmarks.codes;

import dev.visor.gateway.access.Refused;
import org.springframework.http.HttpStatus;

/** How codes are turned down: understood, and not to be taken. */
final class Refusals {

    private Refusals() {}

    static Refused of(String reason, String sentence) {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, reason, sentence);
    }
}
