package dev.visor.gateway.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.visor.gateway.TestDatabase;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Budgets are counted to the last unit, whoever asks at once, and are free again on the stroke of the hour and of the day. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BudgetTableTests {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final BudgetLimits LIMITS = new BudgetLimits(5, 3, BudgetLimits.LEAST_BYTES, 2);
    private static final long BYTES = 1000;

    private HikariDataSource pool;
    private JdbcClient jdbc;
    private TenantTransactions transactions;
    private BudgetTable table;
    private TenantId tenant;
    private UUID project;
    private final KeyOwner anna = KeyOwner.random();
    private final KeyOwner ben = KeyOwner.random();

    @BeforeAll
    void open() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(TestDatabase.app());
        pool = new HikariDataSource(config);
        jdbc = JdbcClient.create(pool);
        transactions = new TenantTransactions(new DataSourceTransactionManager(pool), jdbc, 8);
        table = new BudgetTable(jdbc, transactions, new BudgetPace(jdbc, transactions), 300, 600, 1L << 31, 20);
        tenant = new TenantId(UUID.randomUUID());
        jdbc.sql("insert into tenant (id, handle, created) values (?, ?, now())")
                .params(tenant.value(), "budget-" + Long.toString(System.nanoTime(), 36))
                .update();
    }

    @AfterAll
    void close() {
        pool.close();
    }

    @BeforeEach
    void begin() {
        project = project();
        table.limit(tenant, project, LIMITS);
    }

    private UUID project() {
        UUID id = UUID.randomUUID();
        transactions.runInTenant(
                tenant,
                () -> jdbc.sql("insert into project (id, tenant, name, purpose, legal_basis, landmark_schema,"
                                + " guideline_version, view_profile, retention, use, setting, created_by, created)"
                                + " values (?, ?, 'p', 'p', 'gdpr-9-2-a', 'ibug68', 1, 'face-oval', 'P90D',"
                                + " 'measurement', 'other', ?, now())")
                        .params(id, tenant.value(), UUID.randomUUID())
                        .update());
        return id;
    }

    private Set<BudgetKind> ask(KeyOwner person, KeyOwner subject, Instant now) {
        return table.charge(tenant, project, person, subject, BYTES, now, () -> true)
                .over();
    }

    private long used(KeyOwner person, BudgetKind kind, Instant now) {
        return table.standing(tenant, project, person, now).used(kind);
    }

    @Test
    void countsToTheLastAndNothingOfWhatDoesNotFit() {
        KeyOwner subject = KeyOwner.random();
        for (int i = 0; i < 5; i++) {
            assertThat(ask(anna, subject, NOON)).isEmpty();
        }
        assertThat(ask(anna, KeyOwner.random(), NOON)).containsExactly(BudgetKind.VIEWS);

        assertThat(used(anna, BudgetKind.VIEWS, NOON)).isEqualTo(5);
        assertThat(used(anna, BudgetKind.SUBJECTS, NOON))
                .as("undone with the rest")
                .isEqualTo(1);
        assertThat(used(anna, BudgetKind.BYTES, NOON)).isEqualTo(5 * BYTES);
    }

    @Test
    void countsAPersonOnceOnADay() {
        List<KeyOwner> three = List.of(KeyOwner.random(), KeyOwner.random(), KeyOwner.random());
        three.forEach(subject -> assertThat(ask(anna, subject, NOON)).isEmpty());
        assertThat(ask(anna, KeyOwner.random(), NOON)).containsExactly(BudgetKind.SUBJECTS);
        assertThat(ask(anna, three.getFirst(), NOON)).as("seen before").isEmpty();
        assertThat(used(anna, BudgetKind.SUBJECTS, NOON)).isEqualTo(3);

        Instant lastMoment = Instant.parse("2026-11-27T23:59:59.999999Z");
        assertThat(ask(anna, KeyOwner.random(), lastMoment)).containsExactly(BudgetKind.SUBJECTS);
        Instant midnight = Instant.parse("2026-11-28T00:00:00Z");
        assertThat(ask(anna, KeyOwner.random(), midnight)).isEmpty();
        assertThat(ask(anna, three.getFirst(), midnight)).isEmpty();
        assertThat(used(anna, BudgetKind.SUBJECTS, midnight))
                .as("new on a new day")
                .isEqualTo(2);
    }

    @Test
    void isFreeAgainOnTheStrokeOfTheHour() {
        KeyOwner subject = KeyOwner.random();
        for (int i = 0; i < 5; i++) {
            assertThat(ask(anna, subject, NOON)).isEmpty();
        }
        Instant last = NOON.plus(Duration.ofHours(1)).minusNanos(1000);
        assertThat(ask(anna, subject, last)).containsExactly(BudgetKind.VIEWS);
        assertThat(ask(anna, subject, NOON.plus(Duration.ofHours(1)))).isEmpty();
        assertThat(ask(anna, subject, last))
                .as("a replica whose clock is behind frees nothing")
                .containsExactly(BudgetKind.VIEWS);
    }

    @Test
    void countsBytesByTheDay() {
        KeyOwner subject = KeyOwner.random();
        long half = BudgetLimits.LEAST_BYTES / 2;
        assertThat(table.charge(tenant, project, anna, subject, half, NOON, () -> true)
                        .over())
                .isEmpty();
        Instant later = NOON.plus(Duration.ofHours(5));
        assertThat(table.charge(tenant, project, anna, subject, half + 1, later, () -> true)
                        .over())
                .containsExactly(BudgetKind.BYTES);
        assertThat(table.charge(tenant, project, anna, subject, half, later, () -> true)
                        .over())
                .isEmpty();
        assertThat(table.charge(tenant, project, anna, subject, 1, later, () -> true)
                        .over())
                .containsExactly(BudgetKind.BYTES);
    }

    @Test
    void isEachPersonsAndEachProjectsOwn() {
        KeyOwner subject = KeyOwner.random();
        for (int i = 0; i < 6; i++) {
            ask(anna, subject, NOON);
        }
        assertThat(ask(anna, subject, NOON)).isNotEmpty();
        assertThat(ask(ben, subject, NOON)).isEmpty();
        UUID another = project();
        assertThat(table.charge(tenant, another, anna, subject, BYTES, NOON, () -> true)
                        .over())
                .isEmpty();
        assertThat(table.standing(tenant, another, anna, NOON).used(BudgetKind.VIEWS))
                .isEqualTo(1);
    }

    @Test
    void isNotOverrunByThoseWhoAskAtOnce() throws Exception {
        table.limit(tenant, project, new BudgetLimits(40, 25, BudgetLimits.LEAST_BYTES, 2));
        KeyOwner known = KeyOwner.random();

        assertThat(fitting(() -> ask(anna, known, NOON))).isEqualTo(40);
        assertThat(used(anna, BudgetKind.VIEWS, NOON)).isEqualTo(40);
        assertThat(used(anna, BudgetKind.SUBJECTS, NOON)).isEqualTo(1);

        table.limit(tenant, project, new BudgetLimits(1000, 25, BudgetLimits.LEAST_BYTES, 2));
        assertThat(fitting(() -> ask(ben, KeyOwner.random(), NOON))).isEqualTo(25);
        assertThat(used(ben, BudgetKind.SUBJECTS, NOON)).isEqualTo(25);
        assertThat(used(ben, BudgetKind.BYTES, NOON)).isEqualTo(25 * BYTES);
    }

    /** Of 120 who ask in eight threads, how many got it. */
    private static long fitting(Supplier<Set<BudgetKind>> asking) throws Exception {
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            all.add(() -> asking.get().isEmpty());
        }
        long fitting = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> one : threads.invokeAll(all)) {
                fitting += one.get() ? 1 : 0;
            }
        }
        return fitting;
    }

    @Test
    void isReleasedOnceForItsWindowAndForAsMuchAgain() {
        KeyOwner subject = KeyOwner.random();
        for (int i = 0; i < 6; i++) {
            ask(anna, subject, NOON);
        }
        BudgetUse use = table.row(tenant, project, anna, BudgetKind.VIEWS, NOON);
        assertThat(table.release(tenant, use.id(), UUID.randomUUID())).isTrue();
        assertThat(table.release(tenant, use.id(), UUID.randomUUID())).isFalse();
        for (int i = 0; i < 5; i++) {
            assertThat(ask(anna, subject, NOON)).isEmpty();
        }
        assertThat(ask(anna, subject, NOON)).containsExactly(BudgetKind.VIEWS);
        Instant next = NOON.plus(Duration.ofHours(1));
        for (int i = 0; i < 5; i++) {
            assertThat(ask(anna, subject, next)).isEmpty();
        }
        assertThat(ask(anna, subject, next)).containsExactly(BudgetKind.VIEWS);
    }

    @Test
    void isNotTakenBackInTheDatabase() {
        ask(anna, KeyOwner.random(), NOON);
        UUID use = table.row(tenant, project, anna, BudgetKind.VIEWS, NOON).id();
        table.release(tenant, use, UUID.randomUUID());
        for (String update : List.of("used = used - 1", "release = gen_random_uuid()", "release = null")) {
            assertThatThrownBy(() -> transactions.runInTenant(
                            tenant,
                            () -> jdbc.sql("update budget_use set " + update + " where id = ?")
                                    .param(use)
                                    .update()))
                    .as(update)
                    .hasStackTraceContaining("budget");
        }
        assertThatThrownBy(() -> transactions.runInTenant(
                        tenant,
                        () -> jdbc.sql("update budget_use set begins = ? where id = ?")
                                .params(Timestamp.from(NOON), use)
                                .update()))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void isStoppedOnce() {
        BudgetUse use = table.row(tenant, project, anna, BudgetKind.OFF_TASK, NOON);
        assertThat(stop(use)).isTrue();
        assertThat(stop(use)).isFalse();
        assertThat(table.list(tenant, NOON.plus(Duration.ofDays(3)), NOON.minusSeconds(1)))
                .extracting(BudgetUse::id)
                .contains(use.id());
        assertThat(table.list(tenant, NOON.plus(Duration.ofDays(3)), NOON.plusSeconds(1)))
                .extracting(BudgetUse::id)
                .doesNotContain(use.id());
    }

    private boolean stop(BudgetUse use) {
        return transactions.inTenant(tenant, () -> table.stop(use.id(), NOON));
    }

    @Test
    void forgetsWhomSomebodySawAndHowMuch() {
        KeyOwner subject = KeyOwner.random();
        ask(anna, subject, NOON);
        table.forget(tenant, NOON, NOON.minus(Duration.ofDays(1)));
        assertThat(table.seen(tenant, project, anna, subject, NOON)).isTrue();
        assertThat(used(anna, BudgetKind.VIEWS, NOON)).isEqualTo(1);
        Instant tomorrow = NOON.plus(Duration.ofDays(1));
        table.forget(tenant, tomorrow, tomorrow);
        assertThat(table.seen(tenant, project, anna, subject, NOON)).isFalse();
        assertThat(used(anna, BudgetKind.VIEWS, NOON)).isZero();
    }

    /** So many person-hours and person-days before noon, each with this much; nine of ten are slower than the rest. */
    private void worked(UUID on, String kind, int windows, Duration window, long used) {
        Instant last = BudgetKind.labelled(kind).begins(NOON);
        transactions.runInTenant(tenant, () -> {
            for (int number = 1; number <= windows; number++) {
                jdbc.sql(
                                "insert into budget_use (tenant, project, person, kind, begins, used) values (?, ?, ?, ?, ?, ?)")
                        .params(
                                tenant.value(),
                                on,
                                anna.value(),
                                kind,
                                Timestamp.from(last.minus(window.multipliedBy(number))),
                                number % 10 == 0 ? 100 * used : used)
                        .update();
            }
        });
    }

    @Test
    void aProjectThatSaysNothingIsHeldToItsPace() {
        UUID silent = project();
        worked(silent, "views", BudgetPace.LEAST_HOURS, Duration.ofHours(1), 40);
        worked(silent, "subjects", BudgetPace.LEAST_DAYS, Duration.ofDays(1), 70);
        worked(silent, "bytes", BudgetPace.LEAST_DAYS, Duration.ofDays(1), 200L << 20);

        BudgetLimits limits = table.limits(tenant, silent, NOON);

        assertThat(limits).isEqualTo(new BudgetLimits(120, 210, 600L << 20, 20));
        assertThat(table.stated(tenant, silent)).isEmpty();
        table.limit(tenant, silent, LIMITS);
        assertThat(table.limits(tenant, silent, NOON)).isEqualTo(LIMITS);
    }

    @Test
    void aPaceNeverGivesMoreThanTheInstallationAndNeverStopsWhoWorksNormally() {
        UUID fast = project();
        worked(fast, "views", 3 * BudgetPace.LEAST_HOURS, Duration.ofHours(1), 290);
        worked(fast, "bytes", BudgetPace.LEAST_DAYS, Duration.ofDays(1), 1L << 40);
        assertThat(table.limits(tenant, fast, NOON)).isEqualTo(table.defaults());
        UUID slow = project();
        worked(slow, "views", BudgetPace.LEAST_HOURS, Duration.ofHours(1), 1);
        worked(slow, "bytes", BudgetPace.LEAST_DAYS, Duration.ofDays(1), 1);
        assertThat(table.limits(tenant, slow, NOON))
                .isEqualTo(new BudgetLimits(BudgetPace.LEAST_COUNT, 600, BudgetPace.LEAST_BYTES, 20));
        UUID fresh = project();
        worked(fresh, "views", BudgetPace.LEAST_HOURS - 1, Duration.ofHours(1), 1);
        worked(fresh, "subjects", BudgetPace.LEAST_DAYS - 1, Duration.ofDays(1), 1);
        assertThat(table.limits(tenant, fresh, NOON)).isEqualTo(table.defaults());
    }

    @Test
    void theHourThatRunsAndWhatIsLongPastDoNotCountToThePace() {
        UUID silent = project();
        worked(silent, "views", BudgetPace.LEAST_HOURS - 1, Duration.ofHours(1), 1);
        transactions.runInTenant(
                tenant,
                () -> List.of(NOON, NOON.minus(Duration.ofDays(31)))
                        .forEach(begins -> jdbc.sql(
                                        "insert into budget_use (tenant, project, person, kind, begins, used)"
                                                + " values (?, ?, ?, 'views', ?, 1)")
                                .params(tenant.value(), silent, ben.value(), Timestamp.from(begins))
                                .update()));
        assertThat(table.limits(tenant, silent, NOON)).isEqualTo(table.defaults());
    }
}
