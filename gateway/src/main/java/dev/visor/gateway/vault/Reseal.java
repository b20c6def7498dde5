package dev.visor.gateway.vault;

import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.TenantId;
import dev.visor.policies.TwoPersonAct;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The job that seals a tenant's objects of one domain anew, as far as it has come.
 *
 * @param begunAt objects that were sealed before are sealed anew; null until it has begun
 * @param total objects that were to be sealed anew when it began
 * @param done objects sealed anew so far
 * @param failed objects that were passed over: damaged, or they do not open
 * @param bytes sealed bytes of the bodies that were replaced
 * @param removed bodies without a key that were taken out of the store
 * @param finishedAt when nothing was left to be done
 */
record Reseal(
        UUID id,
        TenantId tenant,
        Domain domain,
        Reason reason,
        Instant askedAt,
        @Nullable Instant begunAt,
        long total,
        long done,
        long failed,
        long bytes,
        long removed,
        @Nullable Instant finishedAt) {

    /** Why objects are sealed anew. */
    enum Reason {
        /** Keys of objects may be known to somebody. */
        COMPROMISE("compromise", TwoPersonAct.RESEAL),
        /** The format's next suite. */
        SUITE("suite", TwoPersonAct.RESEAL_SUITE);

        private final String label;
        private final TwoPersonAct act;

        Reason(String label, TwoPersonAct act) {
            this.label = label;
            this.act = act;
        }

        /** The name in the table and in records. */
        String label() {
            return label;
        }

        /** The act that two people ask for and grant. */
        TwoPersonAct act() {
            return act;
        }

        static Reason labelled(String label) {
            return Arrays.stream(values())
                    .filter(reason -> reason.label.equals(label))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
