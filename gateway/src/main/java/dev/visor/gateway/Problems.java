package dev.visor.gateway;

import dev.visor.audit.ReceiptException;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.log.PlaceUnavailableException;
import dev.visor.gateway.access.RefusalRecorder;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.CustodianRefusedException;
import dev.visor.gateway.keys.KeyAlteredException;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeysHeldException;
import dev.visor.gateway.keys.PurposeDeniedException;
import dev.visor.gateway.vault.ObjectAlteredException;
import dev.visor.gateway.vault.ObjectMissingException;
import dev.visor.gateway.vault.ObjectTooLargeException;
import dev.visor.gateway.vault.StoreUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns everything that goes wrong into a problem document with a stable reason; nothing inside leaks out with it. */
@RestControllerAdvice
class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final RefusalRecorder recorder;
    private final Clock clock;

    Problems(RefusalRecorder recorder, Clock clock) {
        this.recorder = recorder;
        this.clock = clock;
    }

    @ExceptionHandler(Refused.class)
    ResponseEntity<ProblemDetail> refused(Refused refused, HttpServletRequest request) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(refused.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if ("step-up-required".equals(refused.reason())) {
            // RFC 9470: the caller learns which level to come back with.
            answer.header(
                    HttpHeaders.WWW_AUTHENTICATE,
                    "Bearer error=\"insufficient_user_authentication\", acr_values=\"2\"");
        }
        if ("session-ended".equals(refused.reason())) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        }
        if (refused.frees() != null) {
            long seconds = Duration.between(Instant.now(clock), refused.frees()).toSeconds();
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
        }
        return answer.body(recorder.problem(request, refused));
    }

    @ExceptionHandler({TrailUnavailableException.class, PlaceUnavailableException.class})
    ResponseEntity<ProblemDetail> trailUnavailable(Exception cause, HttpServletRequest request) {
        // It cannot be recorded: the trail is what is missing.
        return plain(
                cause,
                request,
                new Refused(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "trail-unavailable",
                        "Nothing can be shown or saved at the moment, because Visor cannot write down who sees what; what was"
                                + " saved before is safe, so please try again in a few minutes."));
    }

    @ExceptionHandler(KeyDestroyedException.class)
    ResponseEntity<ProblemDetail> erased(KeyDestroyedException cause, HttpServletRequest request) {
        return refused(
                new Refused(HttpStatus.GONE, "erased", "This was erased or withdrawn; its keys no longer exist."),
                request);
    }

    @ExceptionHandler(PurposeDeniedException.class)
    ResponseEntity<ProblemDetail> purposeDenied(PurposeDeniedException cause, HttpServletRequest request) {
        return refused(
                new Refused(
                        HttpStatus.FORBIDDEN,
                        "purpose-denied",
                        "Whoever keeps the keys gives none for this purpose; ask the operator of this Visor."),
                request);
    }

    @ExceptionHandler(CustodianRefusedException.class)
    ResponseEntity<ProblemDetail> keysElsewhere(CustodianRefusedException cause, HttpServletRequest request) {
        return refused(
                new Refused(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "keys-elsewhere",
                        "This part of Visor does not hold the keys that this needs; ask the operator which part does."),
                request);
    }

    @ExceptionHandler(KeysHeldException.class)
    ResponseEntity<ProblemDetail> keysHeld(KeysHeldException cause, HttpServletRequest request) {
        return refused(
                new Refused(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "keys-held",
                        "The root keys were put in from a backup: nothing is shown until two administrators have agreed and"
                                + " Visor was started again."),
                request);
    }

    @ExceptionHandler(ObjectTooLargeException.class)
    ResponseEntity<ProblemDetail> tooLarge(ObjectTooLargeException cause, HttpServletRequest request) {
        return refused(new Refused(HttpStatus.CONTENT_TOO_LARGE, "too-large", cause.getMessage() + "."), request);
    }

    @ExceptionHandler(StoreUnavailableException.class)
    ResponseEntity<ProblemDetail> storeUnavailable(StoreUnavailableException cause, HttpServletRequest request) {
        return recorded(
                cause,
                request,
                new Refused(
                        cause.full() ? HttpStatus.INSUFFICIENT_STORAGE : HttpStatus.SERVICE_UNAVAILABLE,
                        "store-unavailable",
                        cause.full()
                                ? "Nothing can be stored at the moment. Nothing of this was kept, and what was acknowledged"
                                        + " before is safe; please try again later."
                                : "The store of the pictures does not answer at the moment. What was acknowledged before is"
                                        + " safe; please try again later."));
    }

    @ExceptionHandler(ObjectMissingException.class)
    ResponseEntity<ProblemDetail> missing(ObjectMissingException cause, HttpServletRequest request) {
        return recorded(
                cause,
                request,
                new Refused(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "object-missing",
                        "The stored object is not in its place any more. Nothing was shown; it is for the operator to put it"
                                + " back."));
    }

    @ExceptionHandler({ObjectAlteredException.class, KeyAlteredException.class})
    ResponseEntity<ProblemDetail> altered(RuntimeException cause, HttpServletRequest request) {
        return recorded(
                cause,
                request,
                new Refused(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "object-altered",
                        "The stored object is not what was sealed. Nothing was shown; the operator has been told."));
    }

    @ExceptionHandler(ReceiptException.class)
    ResponseEntity<ProblemDetail> receipt(ReceiptException cause, HttpServletRequest request) {
        return recorded(
                cause,
                request,
                new Refused(
                        HttpStatus.CONFLICT,
                        "receipt-expired",
                        "The act took longer than its record is good for. Please try again."));
    }

    @ExceptionHandler({HttpMessageNotReadableException.class, TypeMismatchException.class})
    ResponseEntity<ProblemDetail> unreadable(Exception cause, HttpServletRequest request) {
        return refused(Refused.badRequest("bad-request", sentence(HttpStatus.BAD_REQUEST)), request);
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<ProblemDetail> others(Exception cause, HttpServletRequest request) {
        if (cause instanceof ErrorResponse known) {
            HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
            return refused(new Refused(status, reason(status), sentence(status)), request);
        }
        return plain(
                cause,
                request,
                new Refused(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal",
                        "Something went wrong inside. Nothing was lost; please quote the request id."));
    }

    /** Answers without a record; the identifier leads to a line in the log. */
    private static ResponseEntity<ProblemDetail> plain(Exception cause, HttpServletRequest request, Refused refused) {
        return told(cause, request, RefusalRecorder.document(RefusalRecorder.newId(), refused));
    }

    /** Answers with a record; the identifier leads to it and to a line in the log. */
    private ResponseEntity<ProblemDetail> recorded(Exception cause, HttpServletRequest request, Refused refused) {
        return told(cause, request, recorder.problem(request, refused));
    }

    /** The class and where it was thrown, not the message: a message may quote what must not be logged. */
    private static ResponseEntity<ProblemDetail> told(
            Exception cause, HttpServletRequest request, ProblemDetail problem) {
        log.error(
                "Request {} at {} failed: {}",
                Objects.requireNonNull(problem.getProperties()).get("request"),
                RefusalRecorder.route(request),
                Stack.of(cause));
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String reason(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "not-found";
            case METHOD_NOT_ALLOWED -> "method-not-allowed";
            case UNSUPPORTED_MEDIA_TYPE -> "unsupported-media-type";
            case NOT_ACCEPTABLE -> "not-acceptable";
            default -> "bad-request";
        };
    }

    private static String sentence(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "There is no such thing here, or it is not yours to see.";
            case METHOD_NOT_ALLOWED -> "This address does not take that method.";
            case UNSUPPORTED_MEDIA_TYPE -> "This address does not take that kind of content.";
            case NOT_ACCEPTABLE -> "This address does not give that kind of content.";
            default -> "The request could not be read.";
        };
    }
}
