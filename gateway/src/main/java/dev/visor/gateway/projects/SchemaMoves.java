package dev.visor.gateway.projects;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import dev.visor.policies.ViewProfiles;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Moves a project to another version of its schema. What was placed before keeps the version that it was placed under, and is
 * read and exported by that.
 */
@Service
class SchemaMoves {

    private final Projects projects;
    private final Schemas schemas;
    private final SchemaUse use;
    private final TenantTransactions transactions;
    private final JdbcClient jdbc;
    private final Gate gate;
    private final Trails trails;

    SchemaMoves(
            Projects projects,
            Schemas schemas,
            SchemaUse use,
            TenantTransactions transactions,
            JdbcClient jdbc,
            Gate gate,
            Trails trails) {
        this.projects = projects;
        this.schemas = schemas;
        this.use = use;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.gate = gate;
        this.trails = trails;
    }

    /**
     * Moves a project.
     *
     * @throws Refused (400) if there is no such version or the project cannot have it, (409) while somebody holds a task
     */
    Project move(Caller caller, UUID id, int version) {
        TenantId tenant = caller.requireTenant();
        Project project = projects.find(tenant, id);
        Resource resource = new Resource.Tenant(tenant.value());
        gate.check(caller, Act.PROJECT_CREATE, resource);
        Schemas.Found wanted = wanted(project, version);
        SchemaRef before = project.schema().ref();
        requireNobodyAtWork(project);
        Receipt receipt = gate.pass(
                caller,
                Act.PROJECT_CREATE,
                resource,
                "project.schema",
                entry -> entry.on(Projects.label(id))
                        .because(project.purpose().id(), project.basis().id())
                        .with("from", before.label())
                        .with("schema", wanted.schema().ref().label()));
        try {
            move(project, wanted);
        } catch (RuntimeException e) {
            trails.outcome(
                    receipt,
                    Entry.of("act.failed", caller.as(receipt))
                            .in(tenant)
                            .because(project.purpose().id(), project.basis().id())
                            .on(Projects.label(id))
                            .with("reason", e instanceof Refused refused ? refused.reason() : "internal"));
            throw e;
        }
        return projects.find(tenant, id);
    }

    private Schemas.Found wanted(Project project, int version) {
        LandmarkSchema now = project.schema();
        if (version == now.ref().version()) {
            throw Refused.conflict("same-version", "The project is on this version already.");
        }
        Schemas.Found wanted = schemas.versions(project.tenant(), now.id()).stream()
                .filter(found -> found.schema().ref().version() == version)
                .findFirst()
                .orElseThrow(() -> Refused.badRequest("unknown-schema", "The schema has no such version."));
        HiddenPoints.requireShown(wanted.schema(), ViewProfiles.named(project.viewProfile()));
        List<String> missing = project.pointRules().missing(wanted.schema());
        if (!missing.isEmpty()) {
            throw Refused.badRequest(
                    "required-point-gone",
                    "The project requires points that this version has not: " + String.join(", ", missing) + ".");
        }
        return wanted;
    }

    private void requireNobodyAtWork(Project project) {
        if (use.held(project.tenant(), project.id())) {
            throw Refused.conflict(
                    "tasks-leased", "Somebody works on a task of this project: move it once they are done.");
        }
    }

    /** From the version that was decided on; whoever moved it meanwhile decided on another. */
    private void move(Project project, Schemas.Found wanted) {
        transactions.runInTenant(project.tenant(), () -> {
            int moved = jdbc.sql(
                            "update project set schema_version = ?, own_schema = ? where id = ? and schema_version = ?")
                    .params(
                            wanted.schema().ref().version(),
                            Objects.requireNonNull(wanted.row()).id(),
                            project.id(),
                            project.schema().ref().version())
                    .update();
            if (moved != 1) {
                throw Refused.conflict("moved-meanwhile", "Somebody moved the project meanwhile: look at it anew.");
            }
            requireNobodyAtWork(project);
        });
    }
}
