package dev.visor.audit.record;

import java.util.UUID;

/** Something to be recorded, in one of a closed set of shapes. Only {@link Catalogue} makes them from names. */
public sealed interface AuditEvent {

    /** What every record tells. */
    Details details();

    /** The record's shape. */
    default Shape shape() {
        return switch (this) {
            case Lifecycle e -> Shape.LIFECYCLE;
            case Session e -> Shape.SESSION;
            case Refusal e -> Shape.REFUSAL;
            case Change e -> Shape.CHANGE;
            case Disclosure e -> Shape.DISCLOSURE;
            case KeyUse e -> Shape.KEY_USE;
            case Processing e -> Shape.PROCESSING;
            case Work e -> Shape.WORK;
            case Query e -> Shape.QUERY;
            case Approval e -> Shape.APPROVAL;
            case Outcome e -> Shape.OUTCOME;
        };
    }

    /** Visor starts, opens a key domain, or is configured. */
    record Lifecycle(Details details) implements AuditEvent {}

    /** Somebody signs in, out or up. */
    record Session(Details details) implements AuditEvent {}

    /** Something was refused, for a stated reason. */
    record Refusal(Details details) implements AuditEvent {
        public Refusal {
            if (!details.facts().containsKey("reason")) {
                throw new IllegalArgumentException("A refusal states its reason");
            }
        }
    }

    /** Something was made, changed or withdrawn. */
    record Change(Details details) implements AuditEvent {}

    /** Something personal is about to leave; names the objects, and a legal basis. */
    record Disclosure(Details details) implements AuditEvent {
        public Disclosure {
            if (details.objects().isEmpty()) {
                throw new IllegalArgumentException("A disclosure names what it discloses");
            }
            if (details.basis().equals("none")) {
                throw new IllegalArgumentException("A disclosure has a legal basis");
            }
        }
    }

    /** A key was used, made or destroyed. */
    record KeyUse(Details details) implements AuditEvent {}

    /** A machine is about to work on a picture. */
    record Processing(Details details) implements AuditEvent {
        public Processing {
            if (details.objects().isEmpty()) {
                throw new IllegalArgumentException("Processing names what is processed");
            }
        }
    }

    /** An annotator's or reviewer's work. */
    record Work(Details details) implements AuditEvent {}

    /** The trail was read or proved. */
    record Query(Details details) implements AuditEvent {}

    /** A step of a two-person approval. */
    record Approval(Details details) implements AuditEvent {}

    /**
     * How an intent ended.
     *
     * @param intent the record of the intent, in the same log
     * @param result the end
     */
    record Outcome(Details details, UUID intent, Result result) implements AuditEvent {}
}
