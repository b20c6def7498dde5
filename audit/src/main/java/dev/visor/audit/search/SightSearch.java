package dev.visor.audit.search;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.report.AccessKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Who opened pictures of whom, counted from the index.
 *
 * <p>Opened means: the gateway was about to show a picture, whether it was sent to its end or not, because nobody can say how
 * much of a broken delivery was seen. Odd hours are those before 06:00 and from 22:00 on, and Saturdays and Sundays.
 */
public final class SightSearch {

    private static final String ODD = "(extract(hour from s.time at time zone ?) < 6"
            + " or extract(hour from s.time at time zone ?) >= 22 or extract(isodow from s.time at time zone ?) > 5)";

    private final DataSource database;

    /** Reads with a connection of its own for each call. */
    public SightSearch(DataSource database) {
        this.database = database;
    }

    /**
     * That one actor opened pictures of one person.
     *
     * @param actor the actor's label
     * @param person the person's label
     * @param opened how often
     * @param sent how often of these to the last byte, as far as outcomes tell
     * @param first the first time
     * @param last the last time
     * @param odd how often of these at odd hours
     */
    public record Sight(String actor, Hash person, long opened, long sent, Instant first, Instant last, long odd) {}

    /**
     * One day in the zone asked for.
     *
     * @param opened how many records tell that a picture was opened
     * @param odd how many of these at odd hours
     */
    public record Day(LocalDate day, long opened, long odd) {}

    /**
     * A page, those who opened most first.
     *
     * @param zone in which hours and days are counted
     * @throws IllegalArgumentException if it is no zone's name, or the database does not know it
     */
    public List<Sight> sights(SearchFilter filter, ZoneId zone, int limit, int offset) {
        return opened(filter, zone)
                .then(
                        ") select actor, person, count(*), count(*) filter (where sent), min(time), max(time),"
                                + " count(*) filter (where odd) from opened group by actor, person"
                                + " order by count(*) desc, actor, person limit ? offset ?",
                        limit,
                        offset)
                .query(
                        database,
                        row -> new Sight(
                                row.getString(1),
                                Hash.of(row.getBytes(2)),
                                row.getLong(3),
                                row.getLong(4),
                                row.getObject(5, OffsetDateTime.class).toInstant(),
                                row.getObject(6, OffsetDateTime.class).toInstant(),
                                row.getLong(7)));
    }

    /**
     * The days on which anything was opened, in their order.
     *
     * @throws IllegalArgumentException if it is no zone's name, or the database does not know it
     */
    public List<Day> days(SearchFilter filter, ZoneId zone) {
        return opened(filter, zone)
                .then(
                        ") select cast(time at time zone ? as date) as day, count(distinct record),"
                                + " count(distinct record) filter (where odd) from opened group by day order by day",
                        zone.getId())
                .query(database, row -> new Day(row.getObject(1, LocalDate.class), row.getLong(2), row.getLong(3)));
    }

    /**
     * A time zone by the name of a place, or UTC. An offset is none: the database reads {@code +02:00} as two hours west.
     */
    public static Optional<ZoneId> zone(String name) {
        return ZoneId.getAvailableZoneIds().contains(name) && !name.startsWith("SystemV/")
                ? Optional.of(ZoneId.of(name))
                : Optional.empty();
    }

    private static SearchStatement opened(SearchFilter filter, ZoneId zone) {
        String id = zone(zone.getId())
                .orElseThrow(() -> new IllegalArgumentException("Not the name of a time zone: " + zone))
                .getId();
        SearchStatement opened = new SearchStatement("with opened as (select s.record, s.actor, s.time, a.person, ")
                .then(ODD + " as odd,", id, id, id)
                .then(" exists (select 1 from trail_search o where o.intent = s.record and o.outcome = 'sent') as sent"
                        + " from trail_search s join trail_about a on a.log = s.log and a.record = s.record where ")
                .where(filter)
                .then(" and s.action = any(?)", (Object) AccessKind.pictures().toArray(String[]::new));
        Hash person = filter.person();
        // A picture may show others, too, who were not asked about.
        return person == null ? opened : opened.then(" and a.person = ?", person.toBytes());
    }
}
