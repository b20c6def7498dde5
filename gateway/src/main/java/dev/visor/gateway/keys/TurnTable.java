package dev.visor.gateway.keys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of turns and the ends of epochs; every method runs inside the tenant's transaction. */
final class TurnTable {

    private static final String SELECT = """
            select id, tenant, domain, reason, coalesce(to_epoch, 0) as to_epoch, moved, stuck, asked_at, destroy_by,
                turned_at, destroyed_at from keys_turn where tenant = ?
            """;

    private final JdbcClient jdbc;

    TurnTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Joins a turn that has not begun, or adds one; the earlier date holds. */
    UUID ask(TenantId tenant, Domain domain, String reason, Instant now, Instant destroyBy) {
        return jdbc.sql("""
                        insert into keys_turn (id, tenant, domain, reason, asked_at, destroy_by) values (?, ?, ?, ?, ?, ?)
                        on conflict (tenant, domain) where begun_at is null
                        do update set destroy_by = least(keys_turn.destroy_by, excluded.destroy_by)
                        returning id
                        """)
                .params(UUID.randomUUID(), tenant.value(), domain.label(), reason, at(now), at(destroyBy))
                .query(UUID.class)
                .single();
    }

    Optional<Turn> find(TenantId tenant, UUID id) {
        return jdbc.sql(SELECT + " and id = ?")
                .params(tenant.value(), id)
                .query((rs, n) -> turn(rs))
                .optional();
    }

    /** The newest first. */
    List<Turn> all(TenantId tenant) {
        return jdbc.sql(SELECT + " order by asked_at desc, id")
                .param(tenant.value())
                .query((rs, n) -> turn(rs))
                .list();
    }

    /** Those that have not come to their end, in the order in which they begin. */
    List<Turn> open(TenantId tenant) {
        return jdbc.sql(SELECT + " and destroyed_at is null order by begun_at nulls last, asked_at, id")
                .param(tenant.value())
                .query((rs, n) -> turn(rs))
                .list();
    }

    /** From here on nobody joins. */
    void begun(Turn turn, Instant now) {
        jdbc.sql("update keys_turn set begun_at = ? where tenant = ? and id = ? and begun_at is null")
                .params(at(now), turn.tenant().value(), turn.id())
                .update();
    }

    void to(Turn turn, int epoch) {
        jdbc.sql("update keys_turn set to_epoch = ? where tenant = ? and id = ? and to_epoch is null")
                .params(epoch, turn.tenant().value(), turn.id())
                .update();
    }

    void moved(Turn turn, int more) {
        jdbc.sql("update keys_turn set moved = moved + ? where tenant = ? and id = ?")
                .params(more, turn.tenant().value(), turn.id())
                .update();
    }

    void passed(Turn turn, long stuck, boolean turned, Instant now) {
        jdbc.sql("""
                        update keys_turn set stuck = ?, turned_at = coalesce(turned_at, case when ? then ? end)
                        where tenant = ? and id = ?
                        """)
                .params(stuck, turned, at(now), turn.tenant().value(), turn.id())
                .update();
    }

    /** Waits for whoever wraps under these epochs at this moment, and keeps others from it until the commit. */
    void lockEpochs(Turn turn) {
        jdbc.sql("""
                        select epoch from keys_epoch where tenant = ? and domain = ? and epoch < ? order by epoch for update
                        """)
                .params(turn.tenant().value(), turn.domain().label(), turn.to())
                .query(Integer.class)
                .list();
    }

    void retire(Turn turn, Instant now) {
        jdbc.sql("""
                        update keys_epoch set retired_at = ?
                        where tenant = ? and domain = ? and epoch < ? and retired_at is null
                        """)
                .params(at(now), turn.tenant().value(), turn.domain().label(), turn.to())
                .update();
    }

    /** With a turn, every older one ends, too: what it was to destroy is gone. */
    void destroyed(Turn turn, Instant now) {
        jdbc.sql("""
                        update keys_epoch set destroyed_at = ?
                        where tenant = ? and domain = ? and epoch < ? and destroyed_at is null
                        """)
                .params(at(now), turn.tenant().value(), turn.domain().label(), turn.to())
                .update();
        jdbc.sql("""
                        update keys_turn set destroyed_at = ?, turned_at = coalesce(turned_at, ?)
                        where tenant = ? and domain = ? and to_epoch <= ? and destroyed_at is null
                        """)
                .params(at(now), at(now), turn.tenant().value(), turn.domain().label(), turn.to())
                .update();
    }

    /** When the newest epoch was first used. */
    Optional<Instant> newest(TenantId tenant, Domain domain) {
        return jdbc.sql("select created from keys_epoch where tenant = ? and domain = ? order by epoch desc limit 1")
                .params(tenant.value(), domain.label())
                .query((rs, n) -> instant(rs, "created"))
                .optional()
                .map(Optional::orElseThrow);
    }

    /** When the last of the epochs up to this one was destroyed; empty while one is left. */
    Optional<Instant> destroyedUpTo(TenantId tenant, Domain domain, int epoch) {
        return jdbc.sql("""
                        select case when bool_and(destroyed_at is not null) then max(destroyed_at) end as since
                        from keys_epoch where tenant = ? and domain = ? and epoch <= ?
                        """)
                .params(tenant.value(), domain.label(), epoch)
                .query((rs, n) -> instant(rs, "since"))
                .single();
    }

    private static Turn turn(ResultSet rs) throws SQLException {
        return new Turn(
                rs.getObject("id", UUID.class),
                new TenantId(rs.getObject("tenant", UUID.class)),
                Domain.of(rs.getString("domain")),
                rs.getString("reason"),
                rs.getInt("to_epoch"),
                rs.getLong("moved"),
                rs.getLong("stuck"),
                instant(rs, "asked_at").orElseThrow(),
                instant(rs, "destroy_by").orElseThrow(),
                instant(rs, "turned_at").orElse(null),
                instant(rs, "destroyed_at").orElse(null));
    }

    private static Optional<Instant> instant(ResultSet rs, String column) throws SQLException {
        @Nullable OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
