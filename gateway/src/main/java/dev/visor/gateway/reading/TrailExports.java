package dev.visor.gateway.reading;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.audit.search.Place;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.TrailFilter;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import dev.visor.gateway.trail.TrailSearch;
import dev.visor.gateway.trail.TrailSearch.Standing;
import dev.visor.gateway.trail.Trails;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Exports of exactly what a search finds when it is asked for, a page of records in memory at a time. The intent says what
 * was looked for, in which format and whether with names; the outcome how many rows left.
 */
@Service
class TrailExports {

    /** The longest that an export waits for the newest records' places in the log. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final TrailSearch search;
    private final Filters filters;
    private final Trails trails;
    private final Gate gate;

    TrailExports(TrailSearch search, Filters filters, Trails trails, Gate gate) {
        this.search = search;
        this.filters = filters;
        this.trails = trails;
        this.gate = gate;
    }

    /**
     * Writes an export.
     *
     * @param names whether actors' names stand in it
     * @param started learns the receipt before the first byte leaves
     * @throws Refused (409) while the index lacks records or the newest have no place in the log yet: an export with holes
     *     would be taken for the whole
     */
    void write(
            Caller caller,
            @Nullable Criteria criteria,
            ExportFormat format,
            boolean names,
            Consumer<Receipt> started,
            OutputStream out)
            throws IOException {
        @Nullable TenantId tenant = caller.tenant();
        Resource.Trail log = Questions.log(caller);
        gate.check(caller, Act.TRAIL_QUERY, log);
        TrailFilter filter = filters.read(tenant, criteria);
        Standing standing = search.standing(tenant, filter);
        if (standing.missing() > 0) {
            throw Refused.conflict(
                    "index-behind",
                    "Some records are not searchable yet, so the export would have holes; try again shortly.");
        }
        awaitPlaces(tenant, filter, standing);
        Receipt intent = gate.pass(caller, Act.TRAIL_QUERY, log, "trail.export", entry -> {
            Searches.describe(entry, filter, standing);
            entry.on(ObjectLabel.of("trail", log.id()))
                    .with("format", format.id())
                    .with("personal", names ? "names" : "labels");
        });
        Sink sink = new Sink(out);
        String action = "trail.aborted";
        try {
            started.accept(intent);
            rows(tenant, filter, standing, format.writer(), names, sink);
            out.flush();
            action = "trail.sent";
        } finally {
            Entry.Draft outcome = Entry.of(action, caller.as(intent));
            if (tenant != null) {
                outcome.in(tenant);
            }
            trails.outcome(
                    intent,
                    outcome.because(Ground.ACCOUNTABILITY)
                            .with("rows", Long.toString(sink.rows))
                            .with("bytes", Long.toString(sink.bytes)));
        }
    }

    private void awaitPlaces(@Nullable TenantId tenant, TrailFilter filter, Standing standing) {
        Place top = standing.top();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (top != null && search.unsequenced(tenant, filter, top)) {
            if (System.nanoTime() > end) {
                throw Refused.conflict(
                        "not-yet-sequenced",
                        "The newest records are durable but have no place in the log yet; try again shortly.");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void rows(
            @Nullable TenantId tenant,
            TrailFilter filter,
            Standing standing,
            ExportFormat.RowWriter writer,
            boolean names,
            Sink sink)
            throws IOException {
        sink.write(writer.head());
        Place top = standing.top();
        List<TrailRecord> page = top == null ? List.of() : search.from(tenant, filter, top, TrailReading.PAGE, names);
        while (!page.isEmpty()) {
            for (TrailRecord record : page) {
                sink.write(writer.row(ExportedRecord.of(record, names)));
                sink.rows++;
            }
            TrailRecord last = page.getLast();
            page = search.behind(tenant, filter, new Place(last.time(), last.position()), TrailReading.PAGE, names);
        }
    }

    /** Counts what left. */
    private static final class Sink {

        private final OutputStream out;
        private long bytes;
        private long rows;

        private Sink(OutputStream out) {
            this.out = out;
        }

        private void write(String text) throws IOException {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            out.write(utf8);
            bytes += utf8.length;
        }
    }
}
