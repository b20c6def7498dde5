package dev.visor.audit.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.TestTrail;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.standing.StandingRows.Check;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of checks and samples, and that it only grows. */
class StandingRowsTest {

    private static final Instant THEN = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir
    Path place;

    private TestTrail t;
    private StandingRows rows;

    @BeforeEach
    void open() {
        t = new TestTrail(place);
        rows = new StandingRows(t.database.trail());
    }

    @AfterEach
    void close() {
        t.close();
    }

    @Test
    void tellsTheNewestCheckAndTheNewestThatPassed() {
        assertThat(rows.newest(t.log)).isEmpty();
        Check passed = new Check(THEN, 4, true, "note", null);
        Check failed = new Check(THEN.plus(Duration.ofDays(1)), 9, false, null, "The log was rolled back");
        rows.add(t.log, passed);
        assertThat(rows.failing()).isEmpty();
        rows.add(t.log, failed);
        assertThat(rows.newest(t.log)).contains(failed);
        assertThat(rows.newestPassed(t.log)).contains(passed);
        assertThat(rows.failing()).containsExactly(t.log);
        String other = t.logs.origin(UUID.randomUUID());
        assertThat(rows.newest(other)).isEmpty();
        rows.add(t.log, new Check(THEN.plus(Duration.ofDays(2)), 9, true, "note", null));
        assertThat(rows.failing()).isEmpty();
    }

    @Test
    void keepsOneSampleADay() {
        SpaceSample first = new SpaceSample(THEN, 1, 2, 3);
        rows.add(first);
        rows.add(new SpaceSample(THEN.plusSeconds(60), 7, 8, 9));
        SpaceSample next = new SpaceSample(THEN.plus(Duration.ofDays(1)), 4, 5, 6);
        rows.add(next);
        assertThat(rows.samples(THEN)).containsExactly(first, next);
        assertThat(rows.samples(THEN.plusSeconds(1))).containsExactly(next);
        assertThat(rows.sampled(LocalDate.parse("2026-11-26"))).isTrue();
        assertThat(rows.sampled(LocalDate.parse("2026-11-25"))).isFalse();
    }

    @Test
    void measuresTheTrailsTables() {
        long before = rows.tables();
        assertThat(before).isPositive();
        for (int i = 0; i < 200; i++) {
            t.show(TestTrail.view(), TestTrail.person("ann"));
        }
        assertThat(rows.tables()).isGreaterThan(before);
    }

    @Test
    void cannotBeChanged() throws SQLException {
        rows.add(t.log, new Check(THEN, 4, false, null, "A fault"));
        for (String sql : List.of("update trail_check set passed = true, fault = null", "delete from trail_check")) {
            try (Connection connection = t.database.trail().getConnection();
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("permission denied");
            }
            try (Connection connection = t.database.attacker().getConnection();
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("the trail only grows");
            }
        }
        t.database.attack("drop table trail_check");
        assertThatThrownBy(rows::failing).isInstanceOf(TrailUnavailableException.class);
    }
}
