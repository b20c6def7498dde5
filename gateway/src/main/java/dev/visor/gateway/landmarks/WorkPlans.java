package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Projects;
import dev.visor.policies.Act;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The clients' word on how their projects' faces are to be worked on. It counts for what is released from then on. */
@Service
class WorkPlans {

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;
    private final Projects projects;
    private final Gate gate;
    private final Clock clock;

    WorkPlans(JdbcClient jdbc, TenantTransactions transactions, Projects projects, Gate gate, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.projects = projects;
        this.gate = gate;
        this.clock = clock;
    }

    /** What counts for a project now. */
    WorkPlan of(TenantId tenant, UUID project) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql("select copies, due_days, priority, second_look, links from work_plan where project = ?")
                        .param(project)
                        .query((row, number) -> new WorkPlan(
                                row.getInt(1), row.getInt(2), row.getInt(3), row.getBoolean(4), row.getBoolean(5)))
                        .optional()
                        .orElse(WorkPlan.USUAL));
    }

    /** The same, for somebody who may read the project. */
    WorkPlan read(Caller caller, UUID id) {
        Project project = projects.find(caller.requireTenant(), id);
        gate.check(caller, Act.PROJECT_READ, project.resource());
        return of(project.tenant(), id);
    }

    /** Records what a client wants, then keeps it. */
    WorkPlan set(Caller caller, UUID id, WorkPlan wanted) {
        Project project = projects.find(caller.requireTenant(), id);
        gate.pass(
                caller,
                Act.BUDGET_SET,
                project.resource(),
                "project.plan",
                entry -> entry.on(Projects.label(id))
                        .with("copies", Integer.toString(wanted.copies()))
                        .with("due-days", Integer.toString(wanted.dueDays()))
                        .with("priority", Integer.toString(wanted.priority()))
                        .with("second-look", wanted.secondLook() ? "all" : "none")
                        .with("links", wanted.links() ? "allowed" : "none"));
        transactions.runInTenant(
                project.tenant(),
                () -> jdbc.sql(
                                "insert into work_plan (project, tenant, copies, due_days, priority, second_look, links,"
                                        + " set_by, set_at)"
                                        + " values (:project, :tenant, :copies, :days, :priority, :second, :links, :by, :at)"
                                        + " on conflict (project) do update set copies = :copies, due_days = :days,"
                                        + " priority = :priority, second_look = :second, links = :links, set_by = :by, set_at = :at")
                        .param("project", id)
                        .param("tenant", project.tenant().value())
                        .param("copies", wanted.copies())
                        .param("days", wanted.dueDays())
                        .param("priority", wanted.priority())
                        .param("second", wanted.secondLook())
                        .param("links", wanted.links())
                        .param("by", caller.id().value())
                        .param("at", Timestamp.from(clock.instant()))
                        .update());
        return wanted;
    }
}
