package dev.visor.gateway.landmarks;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.vault.ObjectId;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.views.View;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A view to be annotated under a guideline version, by one person at a time. */
@Entity
class Task {

    private static final short FIRST = 1;
    private static final short SECOND = 2;

    @Id
    private UUID id;

    private UUID tenant;
    private UUID project;
    private UUID view;
    private int guidelineVersion;
    private String state;
    private boolean secondLook;
    private short look;
    private @Nullable UUID team;
    private @Nullable UUID leasedBy;
    private @Nullable Instant leaseEnds;
    private @Nullable UUID rendition;
    private Instant created;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Task() {}

    /**
     * A task on a view.
     *
     * @param secondLook whether a senior reviewer looks at what is handed in
     */
    Task(TenantId tenant, Project project, UUID view, boolean secondLook, Instant created) {
        this.id = UUID.randomUUID();
        this.tenant = tenant.value();
        this.project = project.id();
        this.view = view;
        this.guidelineVersion = project.guidelineVersion();
        this.state = TaskState.OPEN.label();
        this.secondLook = secondLook;
        this.look = FIRST;
        this.created = created;
    }

    UUID id() {
        return id;
    }

    TenantId tenant() {
        return new TenantId(tenant);
    }

    UUID project() {
        return project;
    }

    UUID view() {
        return view;
    }

    int guidelineVersion() {
        return guidelineVersion;
    }

    TaskState state() {
        return TaskState.labelled(state);
    }

    @Nullable
    UUID team() {
        return team;
    }

    Instant created() {
        return created;
    }

    /** Who holds it now; null when nobody does or the lease has run out. */
    @Nullable
    KeyOwner holder(Instant now) {
        return leasedBy != null && leaseEnds != null && state() == TaskState.LEASED && now.isBefore(leaseEnds)
                ? new KeyOwner(leasedBy)
                : null;
    }

    /**
     * Stops whoever acts on what was true a moment ago. Call it on a locked row, just before the change.
     *
     * @throws Refused (409) if the task was handed in meanwhile, or is not this person's any more
     */
    void requireHeldBy(KeyOwner person, Instant now) {
        if (state() == TaskState.SUBMITTED) {
            throw Refused.conflict("already-submitted", "The landmarks of this task are in already.");
        }
        if (!person.equals(holder(now))) {
            throw Refused.conflict("not-held", "This task is not yours any more: take the next one.");
        }
    }

    /** Whether it was leased to somebody who did not end it in time. */
    boolean lapsed(Instant now) {
        return state() == TaskState.LEASED && holder(now) == null;
    }

    @Nullable
    Instant leaseEnds() {
        return leaseEnds;
    }

    ObjectLabel label() {
        return ObjectLabel.of("task", id);
    }

    /**
     * What the holder is served, byte for byte, for as long as the lease lasts: the master itself until there are forensic
     * marks.
     */
    ObjectRef rendition(View of) {
        return rendition == null
                ? of.picture()
                : new ObjectRef(
                        tenant(),
                        new ObjectId(rendition),
                        ObjectKind.VIEW,
                        of.picture().generation());
    }

    void lease(KeyOwner to, UUID through, View of, Instant until) {
        state = TaskState.LEASED.label();
        leasedBy = to.value();
        team = through;
        leaseEnds = until;
        rendition = of.picture().id().value();
    }

    /** Whoever takes it works under the guideline that is in force then. */
    void follow(int guideline) {
        guidelineVersion = guideline;
    }

    /** Whether this person handed it in last, and nobody took it for a second look since. */
    boolean submittedBy(KeyOwner person) {
        boolean waits = state() == TaskState.SUBMITTED || (state() == TaskState.OPEN && isLookedAtAgain());
        return waits && person.value().equals(leasedBy);
    }

    /** Which look at it this is: 1 while points are placed, 2 while a senior reviewer looks at them again. */
    short look() {
        return look;
    }

    /** Whether it is handed in, and what matters now is what a senior reviewer says of it. */
    boolean isLookedAtAgain() {
        return look == SECOND;
    }

    /** Whether somebody has to look at what is handed in now. */
    boolean wantsSecondLook() {
        return secondLook && look == FIRST;
    }

    /** What was handed in waits for a senior reviewer. Who handed it in stays known, and may still take it back. */
    void awaitSecondLook() {
        @Nullable UUID author = leasedBy;
        become(TaskState.OPEN);
        leasedBy = author;
        look = SECOND;
    }

    /** A senior reviewer returned it. */
    void placeAnew() {
        become(TaskState.OPEN);
        look = FIRST;
    }

    /** Gives it back to whoever handed it in; what is served stays fixed. */
    void lease(KeyOwner to, View of, Instant until) {
        if (state() == TaskState.OPEN) {
            look = FIRST;
            rendition = of.picture().id().value();
        }
        state = TaskState.LEASED.label();
        leasedBy = to.value();
        leaseEnds = until;
    }

    /** Holds a lease for longer; the rest stays. */
    void lease(Instant until) {
        leaseEnds = until;
    }

    /** What was fixed shows more than may be shown: the view's own picture counts from here on. */
    void unfix() {
        rendition = null;
    }

    void become(TaskState next) {
        state = next.label();
        leaseEnds = null;
        if (next == TaskState.OPEN) {
            leasedBy = null;
            rendition = null;
        }
    }
}
