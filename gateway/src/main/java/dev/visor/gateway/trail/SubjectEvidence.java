package dev.visor.gateway.trail;

import dev.visor.audit.report.SubjectReport;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.time.Duration;

/**
 * What a log can prove about one person. Whoever calls this appends a record of the question first: this interface does not.
 */
public interface SubjectEvidence {

    /** The most records of one report. */
    int MOST = 50_000;

    /**
     * Has the tenant's log commit to how many records it holds about each person, unless its newest commitment is younger
     * than that.
     *
     * @return whether it committed to anything new; it did not either where the log holds nothing about anybody
     * @throws dev.visor.audit.TrailUnavailableException if the record of it is not durable
     */
    boolean count(TenantId tenant, Duration unlessYoungerThan);

    /**
     * The report about a person, under the newest published checkpoint.
     *
     * @param subject the client's own name for the person, which the report carries
     * @throws dev.visor.gateway.keys.KeyDestroyedException if the person was erased
     * @throws TooManyRecordsException if there are more than {@link #MOST}
     */
    SubjectReport report(TenantId tenant, KeyOwner person, String subject);

    /** There are more records about a person than one report takes. */
    final class TooManyRecordsException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** Says how many one takes. */
        public TooManyRecordsException() {
            super("There are more than " + MOST + " records about this person");
        }
    }
}
