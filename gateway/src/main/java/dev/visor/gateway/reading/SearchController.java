package dev.visor.gateway.reading;

import dev.visor.audit.record.ActionSpec;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.search.Place;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.reading.TrailController.RecordAnswer;
import dev.visor.gateway.trail.ReceiptHeaders;
import dev.visor.gateway.trail.TrailSearch.Standing;
import dev.visor.policies.Act;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Search and its exports. Names and pseudonyms come in a body; what goes into an address are labels. */
@RestController
@RequestMapping("/api/v1/trail")
class SearchController {

    private static final int PAGE = 100;

    private final Searches searches;
    private final TrailExports exports;
    private final Questions questions;
    private final Catalogue catalogue;
    private final ReceiptHeaders receipts;

    SearchController(
            Searches searches,
            TrailExports exports,
            Questions questions,
            Catalogue catalogue,
            ReceiptHeaders receipts) {
        this.searches = searches;
        this.exports = exports;
        this.questions = questions;
        this.catalogue = catalogue;
        this.receipts = receipts;
    }

    @PostMapping("/search")
    @Guarded(Act.TRAIL_QUERY)
    PageAnswer search(Caller caller, @Valid @RequestBody Search wanted) {
        int limit = Objects.requireNonNullElse(wanted.limit(), PAGE);
        return PageAnswer.of(searches.page(caller, wanted.where(), wanted.after(), limit));
    }

    @PostMapping("/exports")
    @Guarded(Act.TRAIL_QUERY)
    void export(Caller caller, @Valid @RequestBody WantedExport wanted, HttpServletResponse response)
            throws IOException {
        ExportFormat format = ExportFormat.named(wanted.format());
        exports.write(
                caller,
                wanted.where(),
                format,
                Boolean.TRUE.equals(wanted.names()),
                receipt -> {
                    response.setContentType(format.mediaType());
                    response.setHeader("Cache-Control", "no-store");
                    response.setHeader(
                            "Content-Disposition", "attachment; filename=\"trail." + format.extension() + "\"");
                    receipts.write(response, receipt);
                },
                response.getOutputStream());
    }

    /** What can be searched for, in the words of the records. */
    @GetMapping("/actions")
    @Guarded(Act.TRAIL_READ)
    List<ActionAnswer> actions(Caller caller) {
        questions.origin(caller);
        return catalogue.actions().stream()
                .sorted(Comparator.comparing(ActionSpec::name))
                .map(action -> new ActionAnswer(action.name(), action.shape().label(), action.sentence()))
                .toList();
    }

    /**
     * A page of a search.
     *
     * @param after the {@code next} of an earlier page
     * @param limit 1 to 200; 100 if it is not given
     */
    record Search(
            @Nullable Criteria where,
            @Nullable String after,
            @Nullable Integer limit) {}

    /**
     * An export of everything that a search finds.
     *
     * @param format {@code ocsf}, {@code fhir}, {@code cef} or {@code csv}
     * @param names whether actors' names stand in it; their labels do in any case
     */
    record WantedExport(
            @Nullable Criteria where,
            @NotNull String format,
            @Nullable Boolean names) {}

    /**
     * One action.
     *
     * @param group the shape of its records
     */
    record ActionAnswer(String action, String group, String sentence) {}

    /**
     * How many records were found.
     *
     * @param number exact unless there are more
     */
    record CountAnswer(long number, boolean more) {}

    /**
     * A page.
     *
     * @param missing how many durable records of the log are not searchable yet
     * @param filter the criteria as labels, for an address
     * @param next what to send as {@code after} for the page that follows; null behind the last
     */
    record PageAnswer(
            List<RecordAnswer> records,
            CountAnswer count,
            long missing,
            String filter,
            @Nullable String next) {

        static PageAnswer of(Searches.Page page) {
            Standing standing = page.standing();
            Place next = page.next();
            return new PageAnswer(
                    page.records().stream()
                            .map(record -> RecordAnswer.of(record, page.ended().get(record.id())))
                            .toList(),
                    new CountAnswer(standing.count(), standing.more()),
                    standing.missing(),
                    page.filter(),
                    next == null ? null : next.toString());
        }
    }
}
