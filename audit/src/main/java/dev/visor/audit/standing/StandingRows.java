package dev.visor.audit.standing;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.sql.Queries;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The rows of checks and of samples. Every method throws {@link TrailUnavailableException} if the database does not answer.
 */
public final class StandingRows {

    private static final String CHECK = "select checked_at, size, passed, note, fault from trail_check where log = ?";

    private final Queries queries;

    /** Uses a connection of its own for each call. */
    public StandingRows(DataSource database) {
        this.queries = new Queries(database);
    }

    /**
     * One check of a log.
     *
     * @param at when
     * @param size leaves of the head that was checked
     * @param passed whether the log stood
     * @param note the signed head; null if it could not be read
     * @param fault what is wrong, the first of it; null if the log stood
     */
    public record Check(
            Instant at,
            long size,
            boolean passed,
            @Nullable String note,
            @Nullable String fault) {

        @Override
        public String toString() {
            return "Check[" + at + ", " + size + ", " + passed + "]";
        }
    }

    /** The newest check of a log. */
    public Optional<Check> newest(String log) {
        return check(CHECK + " order by checked_at desc limit 1", log);
    }

    /** The newest check that a log passed. */
    public Optional<Check> newestPassed(String log) {
        return check(CHECK + " and passed order by checked_at desc limit 1", log);
    }

    /** The logs that did not stand when they were checked last. */
    public List<String> failing() {
        return queries.list("""
                select log from (select distinct on (log) log, passed from trail_check order by log, checked_at desc) c
                where not passed order by log
                """, row -> row.getString(1));
    }

    /** Keeps a check; one that another kept for the same moment stays. */
    public void add(String log, Check check) {
        queries.update(
                "insert into trail_check (log, checked_at, size, passed, note, fault) values (?, ?, ?, ?, ?, ?)"
                        + " on conflict do nothing",
                log,
                Timestamp.from(check.at()),
                check.size(),
                check.passed(),
                check.note(),
                check.fault());
    }

    /** The samples since a time, oldest first. */
    public List<SpaceSample> samples(Instant since) {
        return queries.list(
                "select sampled_at, folders, tables, free from trail_space where sampled_at >= ? order by sampled_at",
                row -> new SpaceSample(row.getTimestamp(1).toInstant(), row.getLong(2), row.getLong(3), row.getLong(4)),
                Timestamp.from(since));
    }

    /** Whether a day, in UTC, has its sample. */
    public boolean sampled(LocalDate day) {
        return !queries.list("select 1 from trail_space where day = ?", row -> row.getInt(1), day)
                .isEmpty();
    }

    /** Keeps a sample unless its day, in UTC, has one. */
    public void add(SpaceSample sample) {
        queries.update(
                "insert into trail_space (day, sampled_at, folders, tables, free) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing",
                LocalDate.ofInstant(sample.at(), ZoneOffset.UTC),
                Timestamp.from(sample.at()),
                sample.folders(),
                sample.tables(),
                sample.free());
    }

    /** Bytes of the trail's tables with everything that belongs to them. */
    public long tables() {
        return queries.list("""
                select coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint from pg_class c
                where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname like 'trail\\_%'
                """, row -> row.getLong(1)).getFirst();
    }

    private Optional<Check> check(String sql, String log) {
        return queries
                .list(
                        sql,
                        row -> new Check(
                                row.getTimestamp(1).toInstant(),
                                row.getLong(2),
                                row.getBoolean(3),
                                row.getString(4),
                                row.getString(5)),
                        log)
                .stream()
                .findFirst();
    }
}
