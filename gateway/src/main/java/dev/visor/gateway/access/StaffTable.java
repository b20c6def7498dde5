package dev.visor.gateway.access;

import dev.visor.gateway.keys.KeyOwner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who joined and left which team, and where people work. Nobody's tenant: identifiers, and details under the person's own key. */
@Component
class StaffTable {

    private final JdbcClient jdbc;

    StaffTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The teams that the person joined here, or left: false. */
    Map<UUID, Boolean> teams(UUID person) {
        return jdbc
                .sql("select distinct on (team) team, left_at is null as joined from team_member where person = ?"
                        + " order by team, number desc")
                .param(person)
                .query((row, number) -> new Standing(row.getObject("team", UUID.class), row.getBoolean("joined")))
                .list()
                .stream()
                .collect(Collectors.toMap(Standing::team, Standing::joined));
    }

    private record Standing(UUID team, boolean joined) {}

    /** The teams that it was recorded here of that the person is in them, and whether as their lead. */
    Map<UUID, Boolean> leads(UUID person) {
        return jdbc
                .sql("select team, lead as joined from team_member where person = ? and left_at is null")
                .param(person)
                .query((row, number) -> new Standing(row.getObject("team", UUID.class), row.getBoolean("joined")))
                .list()
                .stream()
                .collect(Collectors.toMap(Standing::team, Standing::joined));
    }

    /** Who is in a team because it was recorded here. */
    List<Membership> members() {
        return jdbc.sql("select person, team, lead, details, joined from team_member where left_at is null"
                        + " order by team, joined, number")
                .query(StaffTable::membership)
                .list();
    }

    /** False if the person is in the team already. */
    boolean join(Membership wanted, KeyOwner by) {
        try {
            return jdbc.sql("insert into team_member (person, team, lead, details, joined, joined_by)"
                                    + " values (?, ?, ?, ?, ?, ?)")
                            .param(wanted.person())
                            .param(wanted.team())
                            .param(wanted.lead())
                            .param(wanted.details())
                            .param(Timestamp.from(wanted.joined()))
                            .param(by.value())
                            .update()
                    == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** Also where only the identity provider says that the person is in it: from then on it says so in vain. */
    void leave(UUID person, UUID team, KeyOwner by, Instant at) {
        int left = jdbc.sql("update team_member set left_at = ?, left_by = ?"
                        + " where person = ? and team = ? and left_at is null")
                .params(Timestamp.from(at), by.value(), person, team)
                .update();
        if (left == 0) {
            jdbc.sql("insert into team_member (person, team, lead, joined, joined_by, left_at, left_by)"
                            + " values (?, ?, false, ?, ?, ?, ?)")
                    .params(person, team, Timestamp.from(at), by.value(), Timestamp.from(at), by.value())
                    .update();
        }
    }

    /** Where the person works, by the team, where that is known: what was recorded of the person, else of the team. */
    Map<UUID, String> countries(UUID person, Set<UUID> teams) {
        return jdbc
                .sql(
                        "select id, country from (select id, coalesce((select country from workplace where person = :person"
                                + " order by number desc limit 1), country) as country from team"
                                + " where id = any (string_to_array(:teams, ',')::uuid[])) known where country is not null")
                .param("person", person)
                .param("teams", teams.stream().map(UUID::toString).collect(Collectors.joining(",")))
                .query((row, number) -> new Place(row.getObject("id", UUID.class), row.getString("country")))
                .list()
                .stream()
                .collect(Collectors.toMap(Place::team, Place::country));
    }

    private record Place(UUID team, String country) {}

    void record(UUID person, @Nullable String country, KeyOwner by, UUID record, Instant at) {
        jdbc.sql("insert into workplace (person, country, recorded, recorded_by, record) values (?, ?, ?, ?, ?)")
                .param(person)
                .param(country)
                .param(Timestamp.from(at))
                .param(by.value())
                .param(record)
                .update();
    }

    void record(UUID team, @Nullable String country) {
        jdbc.sql("update team set country = ? where id = ?")
                .param(country)
                .param(team)
                .update();
    }

    private static Membership membership(ResultSet row, int number) throws SQLException {
        return new Membership(
                row.getObject("person", UUID.class),
                row.getObject("team", UUID.class),
                row.getBoolean("lead"),
                row.getBytes("details"),
                row.getTimestamp("joined").toInstant());
    }
}
