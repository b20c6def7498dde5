package dev.visor.gateway.projects;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Adds versions of a tenant's own schemas. Whoever may make projects may say which points these have. */
@Service
class SchemaUploads {

    private final Schemas schemas;
    private final OwnSchemaRepository rows;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final Trails trails;
    private final Clock clock;

    SchemaUploads(
            Schemas schemas,
            OwnSchemaRepository rows,
            TenantTransactions transactions,
            Gate gate,
            Trails trails,
            Clock clock) {
        this.schemas = schemas;
        this.rows = rows;
        this.transactions = transactions;
        this.gate = gate;
        this.trails = trails;
        this.clock = clock;
    }

    /**
     * Adds the next version of a schema.
     *
     * @param json the form that Visor's own schemas have
     * @param after the version that it follows, 0 for none; null where it follows whatever is the newest
     * @throws Refused (422) naming what is wrong with it, or (409) if it follows another version or says nothing new
     */
    LandmarkSchema add(Caller caller, byte[] json, @Nullable Integer after) {
        TenantId tenant = caller.requireTenant();
        Resource resource = new Resource.Tenant(tenant.value());
        gate.check(caller, Act.PROJECT_CREATE, resource);
        LandmarkSchema next = next(tenant, checked(() -> OwnSchemaChecks.read(json)), after);
        OwnSchema row =
                new OwnSchema(UUID.randomUUID(), tenant, next, caller.id().value(), clock.instant());
        Receipt receipt = gate.pass(
                caller,
                Act.PROJECT_CREATE,
                resource,
                "schema.add",
                entry -> entry.on(label(row))
                        .with("schema", next.ref().label())
                        .with("points", Integer.toString(next.size())));
        try {
            transactions.runInTenant(tenant, () -> rows.saveAndFlush(row));
            return next;
        } catch (DataIntegrityViolationException e) {
            fail(caller, tenant, row, receipt, "version-taken");
            throw taken();
        } catch (RuntimeException e) {
            fail(caller, tenant, row, receipt, "internal");
            throw e;
        }
    }

    private LandmarkSchema next(TenantId tenant, LandmarkSchema sent, @Nullable Integer after) {
        LandmarkSchema newest =
                schemas.newest(tenant, sent.id()).map(Schemas.Found::schema).orElse(null);
        int last = newest == null ? 0 : newest.ref().version();
        if (after != null && after != last) {
            throw taken();
        }
        if (newest != null && newest.equals(sent.version(last))) {
            throw Refused.conflict("nothing-new", "The newest version of this schema says the same already.");
        }
        return sent.version(last + 1);
    }

    private static Refused taken() {
        return Refused.conflict(
                "version-taken", "Somebody added a version of this schema meanwhile: look at it before you go on.");
    }

    private void fail(Caller caller, TenantId tenant, OwnSchema row, Receipt receipt, String reason) {
        trails.outcome(
                receipt,
                Entry.of("act.failed", caller.as(receipt))
                        .in(tenant)
                        .because(Ground.ADMINISTRATION)
                        .on(label(row))
                        .with("reason", reason));
    }

    private static ObjectLabel label(OwnSchema row) {
        return ObjectLabel.of("schema", row.id());
    }

    /** The mistakes of whoever wrote a schema, one at a time. */
    static <T> T checked(Supplier<T> check) {
        try {
            return check.get();
        } catch (SchemaMistake mistake) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, mistake.reason(), mistake.getMessage() + ".");
        }
    }
}
