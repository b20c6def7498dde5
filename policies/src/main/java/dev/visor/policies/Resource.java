package dev.visor.policies;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for, with the facts about it that the policies look at. A null fact is an unknown one: it denies whatever
 * depends on it.
 */
public sealed interface Resource {

    /** The identifier of the thing itself. */
    UUID id();

    /** A client organisation. */
    record Tenant(UUID id) implements Resource {}

    /** An organisation whose teams annotate. */
    record Workforce(UUID id) implements Resource {}

    /** The list of everybody who can sign in; there is one. */
    record Directory(UUID id) implements Resource {

        /** The one. */
        public static final Directory ALL = new Directory(new UUID(0, 0));
    }

    /** The rules by which everything is decided; there is one such thing. */
    record Rules(UUID id) implements Resource {

        /** The one. */
        public static final Rules ALL = new Rules(new UUID(0, 0));
    }

    /**
     * A project.
     *
     * @param tenant whose it is
     * @param purpose the purpose fixed when it was made
     * @param basis the legal basis fixed when it was made
     * @param declared what its landmarks are for
     * @param regions where annotators have to be at work, as {@link Workplace#regions()} names it; empty for anywhere
     */
    record Project(
            UUID id,
            @Nullable UUID tenant,
            @Nullable Purpose purpose,
            @Nullable LegalBasis basis,
            @Nullable DeclaredUse declared,
            @Nullable Set<String> regions)
            implements Resource {

        public Project {
            regions = regions == null ? null : Set.copyOf(regions);
        }
    }

    /** A batch of a project. */
    record Batch(
            UUID id, @Nullable Project project, @Nullable BatchState state) implements Resource {}

    /** An uploaded picture as the client sent it. */
    record Original(UUID id, @Nullable Project project) implements Resource {}

    /**
     * The restricted view of one face.
     *
     * @param batch the state of the batch that the picture came in
     * @param leasedBy the person who holds the view's task now
     * @param consent the state of the data subject's consent
     * @param recused who said that they know the data subject
     */
    record View(
            UUID id,
            @Nullable Project project,
            @Nullable BatchState batch,
            @Nullable UUID leasedBy,
            @Nullable ConsentState consent,
            @Nullable Set<UUID> recused)
            implements Resource {

        public View {
            recused = recused == null ? null : Set.copyOf(recused);
        }
    }

    /**
     * A task.
     *
     * @param leasedBy the person who holds it now
     * @param recused who said that they know the data subject
     */
    record Task(
            UUID id,
            @Nullable Project project,
            @Nullable UUID leasedBy,
            @Nullable Set<UUID> recused) implements Resource {

        public Task {
            recused = recused == null ? null : Set.copyOf(recused);
        }
    }

    /** A finished export. */
    record Export(UUID id, @Nullable Project project) implements Resource {}

    /**
     * A log of the trail.
     *
     * @param id the tenant's identifier, or any fixed one for the operator's log
     * @param owner whose log it is
     */
    record Trail(UUID id, @Nullable TrailOwner owner) implements Resource {

        /** The log of one tenant. */
        public static Trail ofTenant(UUID tenant) {
            return new Trail(tenant, TrailOwner.TENANT);
        }

        /** The operator's own log. */
        public static Trail ofOperator() {
            return new Trail(new UUID(0, 0), TrailOwner.OPERATOR);
        }
    }

    /** Whose log it is. */
    enum TrailOwner {
        /** One tenant's. */
        TENANT,
        /** The operator's. */
        OPERATOR
    }

    /**
     * An external auditor's invitation.
     *
     * @param asker who invited; null when it is only now being done, and for a list
     * @param tenant whose log and pictures it is about
     */
    record Invitation(
            UUID id, @Nullable UUID asker, @Nullable UUID tenant) implements Resource {}

    /**
     * An act that needs two persons.
     *
     * @param asker who asked for it; null when it is only now being asked, and for a list
     * @param tenant whose thing it is about; null for the operator's own
     * @param act what is to be done; null for a list
     */
    record Approval(
            UUID id,
            @Nullable UUID asker,
            @Nullable UUID tenant,
            @Nullable TwoPersonAct act) implements Resource {}
}
