package dev.visor.gateway.projects;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.projects.SchemaUse.Placed;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Schemas for those who read projects: a list, one version, what differs between two and what that touches. */
@Service
class SchemaReading {

    private final Projects projects;
    private final Schemas schemas;
    private final SchemaUse use;

    SchemaReading(Projects projects, Schemas schemas, SchemaUse use) {
        this.projects = projects;
        this.schemas = schemas;
        this.use = use;
    }

    List<LandmarkSchema> list(Caller caller) {
        return schemas.all(projects.checkAny(caller));
    }

    /**
     * The newest version.
     *
     * @throws Refused (404) if the tenant has no such schema
     */
    LandmarkSchema newest(Caller caller, String id) {
        return schemas.newest(projects.checkAny(caller), id)
                .orElseThrow(Refused::notFound)
                .schema();
    }

    /**
     * One version.
     *
     * @throws Refused (404) if the tenant has no such
     */
    LandmarkSchema version(Caller caller, String id, int number) {
        return version(projects.checkAny(caller), id, number);
    }

    private LandmarkSchema version(TenantId tenant, String id, int number) {
        if (number < 1) {
            throw Refused.notFound();
        }
        return schemas.find(tenant, new SchemaRef(id, number))
                .orElseThrow(Refused::notFound)
                .schema();
    }

    /**
     * All versions, the first one first.
     *
     * @throws Refused (404) if the tenant has no such schema
     */
    List<Schemas.Found> versions(Caller caller, String id) {
        List<Schemas.Found> all = schemas.versions(projects.checkAny(caller), id);
        if (all.isEmpty()) {
            throw Refused.notFound();
        }
        return all;
    }

    /**
     * What differs between two versions, and what was placed under the first of them.
     *
     * @throws Refused (404) if the tenant has not both
     */
    Difference difference(Caller caller, String id, int from, int to) {
        TenantId tenant = projects.checkAny(caller);
        LandmarkSchema before = version(tenant, id, from);
        LandmarkSchema after = version(tenant, id, to);
        List<UUID> on = projects.list(caller).stream()
                .filter(project -> project.schema().ref().equals(before.ref()))
                .map(Project::id)
                .toList();
        return new Difference(SchemaDiff.between(before, after), on, use.placed(tenant, before.ref()));
    }

    /**
     * What differs and whom it touches.
     *
     * @param projects that are on the first version now
     * @param affected sheets under the first version, whatever version their project is on
     */
    record Difference(List<SchemaDiff.Change> changes, List<UUID> projects, Placed affected) {}
}
