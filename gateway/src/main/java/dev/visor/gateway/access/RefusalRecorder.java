package dev.visor.gateway.access;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/** Makes a refusal's record and its problem document. */
@Component
public class RefusalRecorder {

    private static final Logger log = LoggerFactory.getLogger(RefusalRecorder.class);

    private final Trails trails;
    private final CallerReader callers;
    private final Refusals refusals;
    private final SweepHealth sweeps;
    private final ApplicationEventPublisher events;

    RefusalRecorder(
            Trails trails,
            CallerReader callers,
            Refusals refusals,
            SweepHealth sweeps,
            ApplicationEventPublisher events) {
        this.trails = trails;
        this.callers = callers;
        this.refusals = refusals;
        this.sweeps = sweeps;
        this.events = events;
    }

    /**
     * Records that a request was turned down and writes the document for it. Where the trail cannot write, the refusal
     * still stands: nothing is shown either way.
     */
    public ProblemDetail problem(HttpServletRequest request, Refused refused) {
        String id = newId();
        Optional<Caller> caller = callers.current().or(() -> Optional.ofNullable(refused.lender()));
        @Nullable
        TenantId tenant = Optional.ofNullable(refused.tenant())
                .or(() -> caller.map(Caller::tenant))
                .orElse(null);
        if (tenant == null && refused.status() == HttpStatus.NOT_FOUND) {
            caller.ifPresent(one -> sweeps.missed(one.id().value()));
        }
        caller.ifPresent(who -> events.publishEvent(RequestRefused.of(who, refused, route(request))));
        boolean alone = caller.isEmpty()
                ? refusals.recordSingly(request.getRemoteAddr(), refused.reason())
                : refusals.recordSingly(caller.get().actor(), tenant, refused.reason());
        if (!alone) {
            return document(id, refused);
        }
        Entry entry = Entry.of("access.refused", caller.map(Caller::actor).orElseGet(ActorRef::anonymous))
                .because(Ground.SECURITY)
                .with("request", id)
                .with("reason", refused.reason())
                .with("method", request.getMethod())
                .with("route", route(request))
                .with("status", Integer.toString(refused.status().value()));
        if (tenant != null) {
            entry.in(tenant);
        }
        if (refused.asked() != null) {
            refused.asked().refused(entry);
        }
        try {
            trails.append(entry);
        } catch (TrailUnavailableException e) {
            log.error(
                    "Request {} was refused ({} at {}), which could not be recorded: the trail is unavailable",
                    id,
                    refused.reason(),
                    route(request));
        }
        return document(id, refused);
    }

    /** A request's identifier: whoever quotes it finds the record, or the line in the log. */
    public static String newId() {
        return UUID.randomUUID().toString();
    }

    /** The document alone, for a failure that is not a decision. */
    public static ProblemDetail document(String requestId, Refused refused) {
        HttpStatus status = refused.status();
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, refused.sentence());
        problem.setTitle(status.getReasonPhrase());
        problem.setProperty("reason", refused.reason());
        problem.setProperty("request", requestId);
        if (refused.frees() != null) {
            problem.setProperty("frees", refused.frees());
        }
        return problem;
    }

    /** The route's pattern, never the address itself: identifiers of other people's things do not belong in a record. */
    public static String route(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? "unrouted" : pattern.toString();
    }
}
