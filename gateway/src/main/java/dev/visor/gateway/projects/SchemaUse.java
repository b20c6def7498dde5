package dev.visor.gateway.projects;

import dev.visor.gateway.keys.TenantId;
import java.util.List;
import java.util.UUID;

/** What is worked on, or was, under the versions of a schema; whoever keeps annotations provides this. */
public interface SchemaUse {

    /** Whether somebody holds a task of this project now. */
    boolean held(TenantId tenant, UUID project);

    /** What was placed under one version, told by identifiers alone. */
    Placed placed(TenantId tenant, SchemaRef version);

    /**
     * Sheets under one version of a schema.
     *
     * @param tasks how many tasks have any
     * @param drafts how many are drafts
     * @param submissions how many were handed in
     * @param projects whose they are
     * @param sheets the newest of them first, at most 1000
     */
    record Placed(long tasks, long drafts, long submissions, List<UUID> projects, List<PlacedSheet> sheets) {
        public Placed {
            projects = List.copyOf(projects);
            sheets = List.copyOf(sheets);
        }
    }

    /**
     * One sheet.
     *
     * @param kind {@code draft} or {@code submission}
     */
    record PlacedSheet(UUID annotation, UUID task, UUID project, String kind) {}
}
