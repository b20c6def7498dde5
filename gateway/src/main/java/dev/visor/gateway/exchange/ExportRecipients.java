package dev.visor.gateway.exchange;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.ProjectRecipients;
import dev.visor.gateway.projects.Projects;
import dev.visor.policies.Act;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Whom a project's exports are sealed to. Once there is a recipient there always is one: the last is not taken off, so that
 * no export is ever delivered in the clear again because of a removal.
 */
@Service
class ExportRecipients {

    /** Each takes a place in every export's header. */
    private static final int MOST = 20;

    private final ExportRecipientTable table;
    private final Projects projects;
    private final ProjectRecipients own;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final Clock clock;

    ExportRecipients(
            ExportRecipientTable table,
            Projects projects,
            ProjectRecipients own,
            TenantTransactions transactions,
            Gate gate,
            Clock clock) {
        this.table = table;
        this.projects = projects;
        this.own = own;
        this.transactions = transactions;
        this.gate = gate;
        this.clock = clock;
    }

    List<ExportRecipient> list(Caller caller, UUID projectId) {
        Project project = projects.find(caller.requireTenant(), projectId);
        gate.check(caller, Act.PROJECT_READ, project.resource());
        return table.registered(project);
    }

    /**
     * Registers a recipient.
     *
     * @throws Refused (400) if it is none that can be sealed to, or Visor's own
     */
    ExportRecipient add(Caller caller, UUID projectId, String recipient) {
        TenantId tenant = caller.requireTenant();
        Project project = projects.find(tenant, projectId);
        gate.check(caller, Act.RECIPIENT_DECIDE, project.resource());
        if (!AgeSealing.accepts(recipient)) {
            throw Refused.badRequest(
                    "bad-recipient",
                    "A recipient is what age-keygen prints as the public key: age1 and 58 characters, without a mistake.");
        }
        if (own.isOurs(tenant, recipient)) {
            throw Refused.badRequest(
                    "own-recipient",
                    "This is the recipient for uploads, whose secret is Visor's: register a key of your own.");
        }
        ExportRecipient added = new ExportRecipient(
                UUID.randomUUID(), recipient, clock.instant().truncatedTo(ChronoUnit.MICROS), true);
        return transactions.inTenant(tenant, () -> {
            List<ExportRecipient> registered = table.locked(project);
            if (registered.stream().anyMatch(one -> one.recipient().equals(recipient))) {
                throw Refused.conflict("recipient-registered", "This recipient is registered already.");
            }
            if (registered.size() >= MOST) {
                throw Refused.conflict("too-many-recipients", "A project has at most " + MOST + " recipients.");
            }
            recorded(caller, project, "recipient.add", added, registered.size() + 1);
            table.add(project, added, caller.id());
            return added;
        });
    }

    /**
     * Takes a recipient off.
     *
     * @throws Refused (409) if it is the last one
     */
    void remove(Caller caller, UUID projectId, UUID id) {
        TenantId tenant = caller.requireTenant();
        Project project = projects.find(tenant, projectId);
        gate.check(caller, Act.RECIPIENT_DECIDE, project.resource());
        transactions.runInTenant(tenant, () -> {
            List<ExportRecipient> registered = table.locked(project);
            ExportRecipient gone = registered.stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow(Refused::notFound);
            if (registered.size() == 1) {
                throw Refused.conflict(
                        "last-recipient",
                        "This is the only recipient, and exports stay sealed: register its successor first.");
            }
            recorded(caller, project, "recipient.remove", gone, registered.size() - 1);
            table.remove(gone, caller.id(), clock.instant());
        });
    }

    private void recorded(Caller caller, Project project, String action, ExportRecipient about, int left) {
        gate.pass(
                caller,
                Act.RECIPIENT_DECIDE,
                project.resource(),
                action,
                entry -> entry.on(Projects.label(project.id()), about.label())
                        .with("recipient", about.recipient())
                        .with("recipients", Integer.toString(left)));
    }
}
