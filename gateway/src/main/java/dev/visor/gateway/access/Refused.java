package dev.visor.gateway.access;

import dev.visor.gateway.keys.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A request that was understood and turned down. It becomes a problem document (RFC 9457) with a stable reason and one
 * plain sentence.
 */
public class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String reason;

    private transient @Nullable Asked asked;
    private transient @Nullable TenantId tenant;
    private transient @Nullable Instant frees;
    private transient @Nullable Caller lender;

    /**
     * Makes a refusal.
     *
     * @param reason a stable code in kebab case, for programs
     * @param sentence what happened and what to do, for people; it names nobody, no path and no key
     */
    public Refused(HttpStatus status, String reason, String sentence) {
        super(sentence);
        this.status = status;
        this.reason = reason;
    }

    Refused(HttpStatus status, String reason, String sentence, Asked asked) {
        this(status, reason, sentence);
        this.asked = asked;
    }

    /** The same, to be recorded in this tenant's log: it is about the tenant's things. */
    public Refused in(TenantId tenant) {
        this.tenant = tenant;
        return this;
    }

    /** The same, where nobody is signed in, of what this person lent to a program. */
    public Refused lentBy(Caller caller) {
        this.lender = caller;
        return this;
    }

    /** Who lent what was refused; null where somebody is signed in, or where that is not known. */
    @Nullable
    Caller lender() {
        return lender;
    }

    /** The same, for what is free again by itself. */
    Refused until(@Nullable Instant freed) {
        this.frees = freed;
        return this;
    }

    /** When the same request would be answered; null where that is not known. */
    public @Nullable Instant frees() {
        return frees;
    }

    /** Whose log takes the record; null for the caller's own. */
    @Nullable
    TenantId tenant() {
        return tenant;
    }

    /** What the policies were asked and what they said, where they were asked. */
    @Nullable
    Asked asked() {
        return asked;
    }

    /** 400: the request itself is wrong. */
    public static Refused badRequest(String reason, String sentence) {
        return new Refused(HttpStatus.BAD_REQUEST, reason, sentence);
    }

    /** 403: known, but not for this person. */
    public static Refused forbidden(String reason, String sentence) {
        return new Refused(HttpStatus.FORBIDDEN, reason, sentence);
    }

    /** 404: nothing there that this person may know of. */
    public static Refused notFound() {
        return new Refused(
                HttpStatus.NOT_FOUND, "not-found", "There is no such thing here, or it is not yours to see.");
    }

    /** 409: right at another time. */
    public static Refused conflict(String reason, String sentence) {
        return new Refused(HttpStatus.CONFLICT, reason, sentence);
    }

    /** The status to answer with. */
    public HttpStatus status() {
        return status;
    }

    /** The stable code. */
    public String reason() {
        return reason;
    }

    /** The plain sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
