package dev.visor.audit;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Proof, inside this process, that a record is durable. Only the trail makes one, so a method that asks for a receipt
 * cannot be called before the trail was written.
 *
 * <p>Not proof to anybody outside: that is the log's inclusion proof.
 */
public final class Receipt {

    /** How long a receipt opens doors. */
    public static final Duration VALIDITY = Duration.ofSeconds(60);

    private final UUID record;
    private final String log;
    private final String actor;
    private final String role;
    private final String purpose;
    private final Set<ObjectLabel> objects;
    private final Instant at;
    private final Clock clock;
    private final Hash leaf;

    Receipt(
            UUID record,
            String log,
            Actor actor,
            String purpose,
            Set<ObjectLabel> objects,
            Instant at,
            Clock clock,
            Hash leaf) {
        this.leaf = leaf;
        this.record = record;
        this.log = log;
        this.actor = actor.label();
        this.role = actor.role();
        this.purpose = purpose;
        this.objects = Set.copyOf(objects);
        this.at = at;
        this.clock = clock;
    }

    /** The record's identifier. */
    public UUID record() {
        return record;
    }

    /** The origin of the log that holds it. */
    public String log() {
        return log;
    }

    /** The actor's label in the record. */
    public String actor() {
        return actor;
    }

    /** The role that the actor acts under, in the record and in whatever tells how the act ended. */
    public String role() {
        return role;
    }

    /** The purpose in the record. */
    public String purpose() {
        return purpose;
    }

    /** The record's leaf hash, under which it will stand in the log. */
    public Hash leaf() {
        return leaf;
    }

    /** When the record was made. */
    public Instant at() {
        return at;
    }

    /** Whether the record names this object. */
    public boolean covers(ObjectLabel object) {
        return objects.contains(object);
    }

    /**
     * Stops whoever holds a receipt for something else, or an old one.
     *
     * @throws ReceiptException if the object is not covered or the receipt is older than {@link #VALIDITY}
     */
    public void require(ObjectLabel object) {
        if (!covers(object)) {
            throw new ReceiptException("The receipt does not cover " + object);
        }
        if (clock.instant().isAfter(at.plus(VALIDITY))) {
            throw new ReceiptException("The receipt is older than " + VALIDITY.toSeconds() + " seconds");
        }
    }

    @Override
    public String toString() {
        return "Receipt[" + record + "]";
    }
}
