package dev.visor.audit;

import dev.visor.audit.json.CanonicalJson;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.AuditEvent;
import dev.visor.audit.record.ChainLink;
import dev.visor.audit.record.Details;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.Person;
import dev.visor.audit.record.Result;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A record on its way into the database: everything but its place among the others. */
final class PendingRecord {

    private static final SecureRandom RANDOM = new SecureRandom();

    final UUID id = UUID.randomUUID();
    final String log;
    final AuditEvent event;
    final List<Person> persons;
    final CompletableFuture<Receipt> answer = new CompletableFuture<>();
    private final String salt;

    private PendingRecord(String log, AuditEvent event) {
        this.log = log;
        this.event = event;
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        this.salt = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Map<Hash, Person> distinct = new TreeMap<>();
        event.details().persons().forEach(person -> distinct.put(person.label(), person));
        this.persons = List.copyOf(distinct.values());
    }

    /**
     * Refuses an event that is too large before it can harm others in the same commit.
     *
     * @throws IllegalArgumentException if its leaf would be too long
     */
    static PendingRecord of(String log, AuditEvent event) {
        PendingRecord record = new PendingRecord(log, event);
        ChainLink widest = new ChainLink(record.id, Integer.MAX_VALUE, CanonicalJson.LARGEST, Hash.ZERO);
        List<Hash> tags = Collections.nCopies(record.persons.size(), Hash.ZERO);
        record.leaf(widest, Instant.EPOCH, tags).toBytes();
        return record;
    }

    Leaf leaf(ChainLink link, Instant time, List<Hash> tags) {
        Details details = event.details();
        @Nullable UUID intent = null;
        @Nullable Result result = null;
        if (event instanceof AuditEvent.Outcome outcome) {
            intent = outcome.intent();
            result = outcome.result();
        }
        // Sorted, so that the order of tags says nothing about the persons.
        List<Hash> sorted = new ArrayList<>(tags);
        Collections.sort(sorted);
        return new Leaf(
                id,
                log,
                time,
                event.shape(),
                details.action(),
                details.actor(),
                details.purpose(),
                details.basis(),
                details.objects(),
                sorted,
                details.facts(),
                details.sealed(),
                intent,
                result,
                link,
                salt);
    }
}
