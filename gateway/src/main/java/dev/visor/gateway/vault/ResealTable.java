package dev.visor.gateway.vault;

import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of jobs that seal anew, and what is left for them; every method runs inside the tenant's transaction. Which objects
 * are left is asked of the objects' own rows, so nothing is kept of a job's way that a crash could lose. All times that are
 * compared are the database's.
 */
final class ResealTable {

    private static final String SELECT = """
            select id, tenant, domain, reason, asked_at, begun_at, total, done, failed, bytes, removed, finished_at
            from vault_reseal where tenant = ?
            """;

    /** Sealed before the job began, and neither sealed anew nor passed over since. */
    private static final String LEFT = """
            from vault_object o
            join vault_wrap w on w.tenant = o.tenant and w.object = o.id and w.generation = o.generation
            where o.tenant = :tenant and o.kind = any (:kinds) and o.current and o.created < :begun
              and w.shredded_at is null and (o.passed_over is null or o.passed_over < :begun)
            """;

    /** Bodies whose key is gone: those that were replaced, and those that were shredded before the job began. */
    private static final String KEYLESS = """
            from vault_object o
            join vault_wrap w on w.tenant = o.tenant and w.object = o.id and w.generation = o.generation
            where o.tenant = :tenant and o.kind = any (:kinds) and o.removed is null
              and w.shredded_at is not null and (not o.current or w.shredded_at < :begun)
            """;

    private final JdbcClient jdbc;

    ResealTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An object that is to be sealed anew.
     *
     * @param size of the body that holds it now, bytes
     * @param fault what was wrong with it when it was checked last
     */
    record Item(ObjectRef object, long size, @Nullable String fault, Instant created) {}

    /** Joins a job that has not begun, or adds one. */
    UUID ask(TenantId tenant, Domain domain, Reseal.Reason reason, Instant now) {
        return jdbc.sql("""
                        insert into vault_reseal (id, tenant, domain, reason, asked_at) values (?, ?, ?, ?, ?)
                        on conflict (tenant, domain) where begun_at is null
                        do update set removed = vault_reseal.removed returning id
                        """)
                .params(UUID.randomUUID(), tenant.value(), domain.label(), reason.label(), now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .single();
    }

    Optional<Reseal> find(TenantId tenant, UUID id) {
        return jdbc.sql(SELECT + " and id = ?")
                .params(tenant.value(), id)
                .query((rs, n) -> reseal(rs))
                .optional();
    }

    /** Those that have not come to their end, in the order in which they begin. */
    List<Reseal> open(TenantId tenant) {
        return jdbc.sql(SELECT + " and finished_at is null order by begun_at nulls last, asked_at, id")
                .param(tenant.value())
                .query((rs, n) -> reseal(rs))
                .list();
    }

    /** When a job was last asked for. */
    Optional<Instant> asked(TenantId tenant, Domain domain, Reseal.Reason reason) {
        return jdbc.sql("select max(asked_at) from vault_reseal where tenant = ? and domain = ? and reason = ?")
                .params(tenant.value(), domain.label(), reason.label())
                .query((rs, n) -> instant(rs, "max"))
                .single();
    }

    /** Begins, once: from here on nobody joins. */
    void begin(Reseal job) {
        jdbc.sql("update vault_reseal set begun_at = now() where tenant = ? and id = ? and begun_at is null")
                .params(job.tenant().value(), job.id())
                .update();
    }

    /** Notes how many objects there are to be sealed anew, with those that were already. */
    void count(Reseal job) {
        jdbc.sql("update vault_reseal set total = done + failed + (select count(*) " + LEFT + ")"
                        + " where tenant = :tenant and id = :id")
                .params(of(job))
                .param("id", job.id())
                .update();
    }

    /** Objects that are left, in the order of their making, behind one of them. */
    List<Item> left(Reseal job, @Nullable Item after, int most) {
        return jdbc.sql("select o.id, o.kind, o.edition, o.sealed_size, o.fault, o.created " + LEFT + """
                          and (:after::timestamptz is null or (o.created, o.id, o.edition) > (:after, :id, :edition))
                        order by o.created, o.id, o.edition limit :most
                        """)
                .params(of(job))
                .param("after", after == null ? null : after.created().atOffset(ZoneOffset.UTC))
                .param("id", after == null ? null : after.object().id().value())
                .param("edition", after == null ? null : after.object().generation())
                .param("most", most)
                .query((rs, n) -> new Item(
                        object(job.tenant(), rs, "edition"),
                        rs.getLong("sealed_size"),
                        rs.getString("fault"),
                        instant(rs, "created").orElseThrow()))
                .list();
    }

    /** Counts one object, in the transaction in which the new body takes the place of the old. */
    void done(Reseal job, long bytes) {
        jdbc.sql("update vault_reseal set done = done + 1, bytes = bytes + ? where tenant = ? and id = ?")
                .params(bytes, job.tenant().value(), job.id())
                .update();
    }

    /** Notes that an object could not be sealed anew: it keeps its body, and no other object waits for it. */
    void passOver(Reseal job, ObjectRef object) {
        jdbc.sql("""
                        update vault_object set passed_over = now()
                        where tenant = ? and id = ? and edition = ? and current
                        """)
                .params(object.tenant().value(), object.id().value(), object.generation())
                .update();
        jdbc.sql("update vault_reseal set failed = failed + 1 where tenant = ? and id = ?")
                .params(job.tenant().value(), job.id())
                .update();
    }

    /**
     * Bodies that go: their key has been gone for so long that nobody still reads them, and the sidecar of whatever took their
     * place is written.
     */
    List<ObjectRef> keyless(Reseal job, Duration since, int most) {
        return jdbc.sql("select o.id, o.kind, o.generation " + KEYLESS + """
                          and w.mirrored and w.shredded_at < now() - make_interval(secs => :since)
                          and not exists (
                            select from vault_object c
                            join vault_wrap s on s.tenant = c.tenant and s.object = c.id and s.generation = c.generation
                            where c.tenant = o.tenant and c.id = o.id and c.edition = o.edition and c.current
                              and not s.mirrored)
                        limit :most
                        """)
                .params(of(job))
                .param("since", since.toMillis() / 1000.0)
                .param("most", most)
                .query((rs, n) -> object(job.tenant(), rs, "generation"))
                .list();
    }

    /** Notes that a body's bytes are gone. */
    void removed(Reseal job, ObjectRef body) {
        jdbc.sql("update vault_object set removed = now() where tenant = ? and id = ? and generation = ?")
                .params(body.tenant().value(), body.id().value(), body.generation())
                .update();
        jdbc.sql("update vault_reseal set removed = removed + 1 where tenant = ? and id = ?")
                .params(job.tenant().value(), job.id())
                .update();
    }

    /** Ends a job that nothing is left for. */
    void finish(Reseal job, Duration linger) {
        jdbc.sql(
                        "update vault_reseal set finished_at = now(), total = done + failed where tenant = :tenant and id = :id"
                                + " and begun_at < now() - make_interval(secs => :linger)"
                                + " and not exists (select " + LEFT + ") and not exists (select " + KEYLESS + ")")
                .params(of(job))
                .param("id", job.id())
                .param("linger", linger.toMillis() / 1000.0)
                .update();
    }

    private static Map<String, Object> of(Reseal job) {
        Instant begun = job.begunAt();
        if (begun == null) {
            throw new IllegalStateException("The job has not begun");
        }
        Integer[] kinds = Arrays.stream(ObjectKind.values())
                .filter(kind -> kind.domain() == job.domain())
                .map(ObjectKind::number)
                .toArray(Integer[]::new);
        return Map.of("tenant", job.tenant().value(), "kinds", kinds, "begun", begun.atOffset(ZoneOffset.UTC));
    }

    private static ObjectRef object(TenantId tenant, ResultSet rs, String generation) throws SQLException {
        return new ObjectRef(
                tenant,
                new ObjectId(rs.getObject("id", UUID.class)),
                ObjectKind.numbered(rs.getInt("kind")),
                rs.getInt(generation));
    }

    private static Reseal reseal(ResultSet rs) throws SQLException {
        return new Reseal(
                rs.getObject("id", UUID.class),
                new TenantId(rs.getObject("tenant", UUID.class)),
                Domain.of(rs.getString("domain")),
                Reseal.Reason.labelled(rs.getString("reason")),
                instant(rs, "asked_at").orElseThrow(),
                instant(rs, "begun_at").orElse(null),
                rs.getLong("total"),
                rs.getLong("done"),
                rs.getLong("failed"),
                rs.getLong("bytes"),
                rs.getLong("removed"),
                instant(rs, "finished_at").orElse(null));
    }

    private static Optional<Instant> instant(ResultSet rs, String column) throws SQLException {
        @Nullable OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
    }
}
