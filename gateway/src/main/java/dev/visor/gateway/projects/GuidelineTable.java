package dev.visor.gateway.projects;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of guidelines; to be called in a tenant's transaction. */
@Repository
class GuidelineTable {

    private static final String COLUMNS =
            "version, schema_version, content, created_by, created, published_by, published";

    private final JdbcClient jdbc;

    GuidelineTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first. */
    List<Guideline> all(UUID project) {
        return jdbc.sql("select " + COLUMNS + " from guideline where project = ? order by version desc")
                .param(project)
                .query(GuidelineTable::row)
                .list();
    }

    Optional<Guideline> find(UUID project, int version) {
        return jdbc.sql("select " + COLUMNS + " from guideline where project = ? and version = ?")
                .params(project, version)
                .query(GuidelineTable::row)
                .optional();
    }

    /** Adds a draft: false if the project has this version already. */
    boolean add(Project project, Guideline draft) {
        return jdbc.sql("insert into guideline (project, tenant, version, schema_version, content, created_by, created)"
                                + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                        .params(
                                project.id(),
                                project.tenant().value(),
                                draft.version(),
                                draft.schemaVersion(),
                                draft.text(),
                                draft.createdBy(),
                                Timestamp.from(draft.created()))
                        .update()
                == 1;
    }

    /** Puts a version in force: false if it, or a newer one, is in force already. */
    boolean publish(UUID project, int version, UUID by, Instant at) {
        int raised = jdbc.sql("update project set guideline_version = :version"
                        + " where id = :project and guideline_version < :version")
                .param("project", project)
                .param("version", version)
                .update();
        if (raised == 0) {
            return false;
        }
        jdbc.sql("update guideline set published_by = ?, published = ? where project = ? and version = ?")
                .params(by, Timestamp.from(at), project, version)
                .update();
        return true;
    }

    private static Guideline row(ResultSet row, int number) throws SQLException {
        return new Guideline(
                row.getInt("version"),
                row.getInt("schema_version"),
                row.getString("content"),
                row.getObject("created_by", UUID.class),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                row.getObject("published_by", UUID.class),
                instant(row.getObject("published", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
