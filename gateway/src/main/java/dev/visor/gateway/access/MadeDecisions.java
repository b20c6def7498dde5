package dev.visor.gateway.access;

import dev.visor.audit.Receipt;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import dev.visor.policies.AccessRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Reads from the trail what was decided, under the receipt of a record in each log that is read. */
@Service
public class MadeDecisions {

    /** By what a record of a decision is known. */
    private static final String DECIDED = "policy-set";

    /** Of records that are no decisions, so many are passed over for each that is wanted. */
    private static final int LOOK = 20;

    private final TrailReading reading;

    MadeDecisions(TrailReading reading) {
        this.reading = reading;
    }

    /**
     * What was decided.
     *
     * @param requests from what, the newest first
     * @param unread how many decisions cannot be made again: the person was erased since, or the record is of a time when this was not
     *     kept
     */
    public record Made(List<AccessRequest> requests, int unread) {

        @Override
        public String toString() {
            return "Made[" + requests.size() + ", " + unread + "]";
        }
    }

    private record Found(Instant at, Optional<AccessRequest> request) {}

    /**
     * A log that is read.
     *
     * @param tenant whose; null for the operator's
     * @param record that it is read, in this very log
     */
    public record Read(@Nullable TenantId tenant, Receipt record) {}

    /**
     * The newest decisions of some logs, those of all together, the newest first.
     *
     * @throws IllegalArgumentException if a receipt is of another log than the one that is to be read
     */
    public Made newest(List<Read> logs, int limit) {
        List<Found> found = new ArrayList<>();
        for (Read log : logs) {
            if (!log.record().log().equals(reading.origin(log.tenant()))) {
                throw new IllegalArgumentException("That a log is read is a record in that log");
            }
            collect(log.tenant(), limit, found);
        }
        found.sort(Comparator.comparing(Found::at).reversed());
        List<Found> newest = found.subList(0, Math.min(limit, found.size()));
        List<AccessRequest> requests =
                newest.stream().map(Found::request).flatMap(Optional::stream).toList();
        return new Made(requests, newest.size() - requests.size());
    }

    private void collect(@Nullable TenantId log, int limit, List<Found> found) {
        long before = Long.MAX_VALUE;
        int left = limit;
        for (long looked = 0; left > 0 && looked < (long) LOOK * limit; looked += TrailReading.PAGE) {
            List<TrailRecord> page = reading.newest(log, before, TrailReading.PAGE);
            for (TrailRecord record : page) {
                before = record.position();
                if (left > 0 && record.facts().containsKey(DECIDED)) {
                    found.add(new Found(
                            record.time(),
                            Optional.ofNullable(record.sealed().get(DecisionInput.FIELD))
                                    .flatMap(DecisionInput::read)));
                    left--;
                }
            }
            if (page.size() < TrailReading.PAGE) {
                return;
            }
        }
    }
}
