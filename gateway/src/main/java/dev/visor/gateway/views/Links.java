package dev.visor.gateway.views;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.LentCallers;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.views.GrantTable.Bond;
import dev.visor.gateway.views.LinkTable.Row;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * Links to a view, for a program of the annotator's own that can fetch an address and nothing else. One is good for three deliveries
 * within five minutes, and for as long as what a grant is bound to holds: the session, the lease, the policies. Each delivery is
 * one of the lease's four, is decided by the policies as the annotator's own, and has its records.
 *
 * <p>The address holds 128 random bits and an HMAC-SHA-256 of what they stand for, under the tenant's key: neither a guess nor a row
 * that somebody else wrote opens anything.
 */
@Service
public class Links {

    private static final int SECONDS = 300;
    private static final int DELIVERIES = 3;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{32})\\.([A-Za-z0-9_-]{43})");

    private final LinkTable table;
    private final Grants grants;
    private final LentCallers callers;
    private final Identities identities;

    Links(LinkTable table, Grants grants, LentCallers callers, Identities identities) {
        this.table = table;
        this.grants = grants;
        this.callers = callers;
        this.identities = identities;
    }

    /**
     * A link that was just given. Visor keeps a hash of its secret part.
     *
     * @param word what stands in the address
     */
    public record Link(String word, Instant expires, int deliveries) {

        @Override
        public String toString() {
            return "Link[]";
        }
    }

    /** Whose link it is and what it is a link to. */
    public static final class Lent {

        private final Caller caller;
        private final Row row;

        private Lent(Caller caller, Row row) {
            this.caller = caller;
            this.row = row;
        }

        /** The annotator, under a first factor. */
        public Caller caller() {
            return caller;
        }

        /** By what the annotator knows the task. */
        public UUID task() {
            return row.handle();
        }

        /** The purpose that the annotator named. */
        public @Nullable String purpose() {
            return row.purpose();
        }
    }

    /**
     * Gives one, to whom the policies would show the view.
     *
     * @param task by what the annotator knows the task
     */
    public Link give(Caller caller, Lease lease, UUID task, @Nullable String purpose) {
        Bond bond = grants.bond(caller, lease);
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        Row row = table.add(
                Grants.sha256(secret),
                new Row(
                        lease.tenant(),
                        bond,
                        task,
                        purpose,
                        callers.keep(lease.tenant(), caller),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        DELIVERIES),
                SECONDS);
        return new Link(secret + "." + signature(secret, row), row.expires(), row.most());
    }

    /**
     * Counts one delivery of a link.
     *
     * @throws Refused (401, {@code link-unknown}) if there is no such link, (403) if it is used up or over
     */
    public Lent use(String word) {
        Matcher parts = FORM.matcher(word);
        if (!parts.matches()) {
            throw unknown();
        }
        String secret = parts.group(1);
        byte[] hash = Grants.sha256(secret);
        Row row = table.find(hash).orElseThrow(Links::unknown);
        if (!MessageDigest.isEqual(bytes(signature(secret, row)), bytes(parts.group(2)))) {
            throw unknown();
        }
        TenantId tenant = row.tenant();
        try {
            Caller caller = callers.back(tenant, row.bond().annotator(), row.caller(), row.given());
            if (!table.count(tenant, hash)) {
                throw (table.expired(tenant, hash)
                                ? Refused.forbidden("link-expired", "This link is over: ask for another.")
                                : Refused.forbidden("link-used-up", "This link had all of its deliveries."))
                        .lentBy(caller);
            }
            return new Lent(caller, row);
        } catch (Refused refused) {
            throw refused.in(tenant);
        }
    }

    /** The delivery that was counted, if what the link was given to still holds. */
    public Showing showing(Lent lent, Lease lease) {
        return grants.lend(lent.row.bond(), lease);
    }

    private String signature(String secret, Row row) {
        Bond bond = row.bond();
        String said = String.join(
                "\n",
                secret,
                bond.task().toString(),
                row.handle().toString(),
                bond.annotator().value().toString(),
                HexFormat.of().formatHex(bond.session()),
                bond.leaseEnds().toString(),
                bond.policySet(),
                Objects.requireNonNullElse(row.purpose(), ""),
                HexFormat.of().formatHex(row.caller()),
                row.given().toString(),
                row.expires().toString(),
                Integer.toString(row.most()));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(identities.index(row.tenant(), "view.link", said));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Refused unknown() {
        return new Refused(
                HttpStatus.UNAUTHORIZED, "link-unknown", "There is no such link, or it is long over: ask for another.");
    }
}
