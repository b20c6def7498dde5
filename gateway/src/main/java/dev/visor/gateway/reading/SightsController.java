package dev.visor.gateway.reading;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.trail.Sights;
import dev.visor.policies.Act;
import jakarta.validation.Valid;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who saw whom. Names and pseudonyms come in the body; what goes into an address are labels. */
@RestController
@RequestMapping("/api/v1/trail")
class SightsController {

    private final WhoSawWhom sights;

    SightsController(WhoSawWhom sights) {
        this.sights = sights;
    }

    @PostMapping("/sights")
    @Guarded(Act.TRAIL_QUERY)
    SightsAnswer sights(Caller caller, @Valid @RequestBody WantedSights wanted) {
        int offset = Objects.requireNonNullElse(wanted.offset(), 0);
        String zone = Objects.requireNonNullElse(wanted.zone(), "UTC");
        WhoSawWhom.Page page = sights.page(
                caller, wanted.where(), zone, offset, Objects.requireNonNullElse(wanted.limit(), Sights.PAGE));
        Sights.Seen seen = page.seen();
        return new SightsAnswer(
                seen.sights().stream().map(SightAnswer::of).toList(),
                seen.days().stream()
                        .map(day -> new DayAnswer(day.day(), day.opened(), day.odd()))
                        .toList(),
                seen.missing(),
                zone,
                page.filter(),
                seen.more() ? offset + seen.sights().size() : null);
    }

    /**
     * A page of pairs.
     *
     * @param where {@code from} and {@code until} at least, a year apart at most
     * @param zone a time zone's name, in which odd hours are odd; UTC if it is not given
     * @param offset the {@code next} of an earlier page
     * @param limit 1 to 100; 100 if it is not given
     */
    record WantedSights(
            @Nullable Criteria where,
            @Nullable String zone,
            @Nullable Integer offset,
            @Nullable Integer limit) {}

    /**
     * One actor and one person.
     *
     * @param actor the actor's name where it can be opened, else the label
     * @param subject the person's identifier, for a search; null where the person was erased
     * @param person the person's label
     */
    record SightAnswer(
            String actor,
            String label,
            @Nullable UUID subject,
            String person,
            long opened,
            long sent,
            Instant first,
            Instant last,
            long odd) {

        static SightAnswer of(Sights.Sight sight) {
            return new SightAnswer(
                    sight.name() == null ? sight.actor() : sight.name(),
                    sight.actor(),
                    sight.subject() == null ? null : sight.subject().value(),
                    sight.person(),
                    sight.opened(),
                    sight.sent(),
                    sight.first(),
                    sight.last(),
                    sight.odd());
        }
    }

    record DayAnswer(LocalDate day, long opened, long odd) {}

    /**
     * A page.
     *
     * @param days of everything that the filter finds, not of this page alone
     * @param missing how many durable records of the log are not searchable yet
     * @param filter the criteria as labels, for an address
     * @param next what to send as {@code offset} for the page that follows; null behind the last
     */
    record SightsAnswer(
            List<SightAnswer> sights,
            List<DayAnswer> days,
            long missing,
            String zone,
            String filter,
            @Nullable Integer next) {}
}
