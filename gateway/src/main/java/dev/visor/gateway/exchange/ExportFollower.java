package dev.visor.gateway.exchange;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.views.FaceFollowers;
import dev.visor.gateway.views.FaceMove;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The exports that a face went into. A file names faces and pictures and no person, so what it says stays right; what was
 * wrong is whose key it needs. It is wrapped under everybody who is in it now.
 */
@Component
class ExportFollower implements FaceFollowers {

    private final ExportRepository exports;
    private final ExportTable table;
    private final JdbcClient jdbc;

    ExportFollower(ExportRepository exports, ExportTable table, JdbcClient jdbc) {
        this.exports = exports;
        this.table = table;
        this.jdbc = jdbc;
    }

    @Override
    public void assign(FaceMove move, Collection<UUID> views) {
        jdbc.sql("""
                        update export_face set subject = :to where asset = :asset and subject = :from and annotation in (
                            select a.id from annotation a join task t on t.id = a.task where t.view = any (:views))
                        """)
                .param("to", move.to().value())
                .param("asset", move.asset())
                .param("from", move.from().value())
                .param("views", views.toArray(UUID[]::new))
                .update();
    }

    @Override
    public Map<ObjectRef, Set<KeyOwner>> objects(FaceMove move, Collection<UUID> views) {
        Map<ObjectRef, Set<KeyOwner>> objects = new LinkedHashMap<>();
        jdbc.sql("""
                        select distinct e.export from export_face e where e.asset = :asset and e.annotation in (
                            select a.id from annotation a join task t on t.id = a.task where t.view = any (:views))
                        order by e.export
                        """)
                .param("asset", move.asset())
                .param("views", views.toArray(UUID[]::new))
                .query(UUID.class)
                .list()
                .forEach(id ->
                        exports.findById(id).ifPresent(export -> objects.put(export.object(), table.persons(export))));
        return objects;
    }
}
