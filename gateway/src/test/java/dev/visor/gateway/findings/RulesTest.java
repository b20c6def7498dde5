package dev.visor.gateway.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.search.DayCount;
import dev.visor.audit.search.DayRow;
import dev.visor.gateway.trail.TrailDay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each rule at its threshold, and one below; the same rows give the same findings. */
class RulesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 10);
    private static final Instant NOON = DAY.atTime(12, 0).toInstant(ZoneOffset.UTC);
    private static final Instant END = DAY.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final UUID REPLICA = new UUID(1, 1);
    private static final String ANN = "person:" + "A".repeat(43);
    private static final String BEN = "person:" + "B".repeat(43);
    private static final String SUBJECT = "0123456789abcdef".repeat(4);

    private final List<DayRow> rows = new ArrayList<>();
    private final List<DayRow> strays = new ArrayList<>();
    private final List<DayRow> unended = new ArrayList<>();
    private final List<DayCount> before = new ArrayList<>();

    private DayRow row(Instant time, String action, String actor, @Nullable String reason, String... objects) {
        return new DayRow(
                new UUID(2, rows.size()),
                rows.size(),
                time,
                time,
                action,
                actor,
                reason == null ? null : "refused",
                List.of(objects),
                List.of(),
                reason,
                1,
                REPLICA,
                1,
                rows.size() + 1);
    }

    private void add(int number, Instant time, String action, String actor) {
        for (int i = 0; i < number; i++) {
            rows.add(row(time.plusSeconds(i), action, actor, null, "view:" + new UUID(3, rows.size())));
        }
    }

    private void refuse(int number, Duration apart, String reason, String actor) {
        for (int i = 0; i < number; i++) {
            rows.add(row(NOON.plus(apart.multipliedBy(i)), "access.refused", actor, reason));
        }
    }

    private void usually(int days, long count, String action) {
        for (int i = 1; i <= days; i++) {
            before.add(new DayCount(ANN, action, DAY.minusDays(i), count));
        }
    }

    private TrailDay day() {
        return new TrailDay(DAY, END, rows, strays, unended, before);
    }

    private List<Found> look(Rule rule) {
        List<Found> found = rule.look(day());
        assertThat(rule.look(day())).isEqualTo(found);
        assertThat(found).allSatisfy(one -> {
            assertThat(one.rule()).isEqualTo(rule.code());
            assertThat(one.day()).isEqualTo(DAY);
            assertThat(one.evidence()).isNotEmpty().hasSizeLessThanOrEqualTo(Found.MOST_EVIDENCE);
        });
        return found;
    }

    private static ObjectLabel ann() {
        return Labels.actor(ANN);
    }

    @Nested
    class Volume {

        private final Rule rule = new UnusualVolume(100, 4, 5);

        @Test
        void isHeldAgainstThePersonsOwnMedian() {
            usually(5, 25, "view.show");
            add(101, NOON, "view.show", ANN);
            assertThat(look(rule)).singleElement().satisfies(found -> {
                assertThat(found.object()).isEqualTo(ann());
                assertThat(found.actor()).isEqualTo(ANN);
                assertThat(found.sentence()).contains("101", "25");
            });
            rows.removeLast();
            assertThat(look(rule)).as("exactly four times").isEmpty();
        }

        @Test
        void isNothingWithoutABaselineOrInSmallNumbersOrByVisor() {
            usually(4, 1, "view.show");
            add(200, NOON, "view.show", ANN);
            add(200, NOON, "view.show", "system:views");
            assertThat(look(rule)).isEmpty();
            usually(5, 1, "view.show");
            assertThat(look(rule)).hasSize(1);
            rows.clear();
            add(99, NOON, "view.show", ANN);
            assertThat(look(rule)).isEmpty();
        }
    }

    @Nested
    class Night {

        private final Instant late = DAY.atTime(22, 0).toInstant(ZoneOffset.UTC);
        private final Rule rule = new OffHours(10, 22, 6, ZoneOffset.UTC);

        @Test
        void beginsAndEndsByTheClocksOfTheZone() {
            add(9, late, "view.show", ANN);
            assertThat(look(rule)).isEmpty();
            add(1, DAY.atTime(5, 59).toInstant(ZoneOffset.UTC), "original.show", ANN);
            assertThat(look(rule)).singleElement().returns(ann(), Found::object);
            rows.removeLast();
            add(1, DAY.atTime(6, 0).toInstant(ZoneOffset.UTC), "view.show", ANN);
            add(1, late.minusSeconds(1), "view.show", ANN);
            add(10, late, "view.sent", ANN);
            assertThat(look(rule)).isEmpty();
        }

        @Test
        void isAnotherElsewhere() {
            add(10, late, "view.show", ANN);
            assertThat(look(rule)).hasSize(1);
            assertThat(look(new OffHours(10, 22, 6, ZoneId.of("America/New_York"))))
                    .isEmpty();
        }
    }

    @Nested
    class Refusals {

        private final Rule enumeration = RefusalBurst.identifiers(20, 60);
        private final Rule denied = RefusalBurst.denied(10, 10);

        @Test
        void areTakenForAsManyAsTheyCount() {
            rows.add(counted(row(NOON, "access.refused", ANN, "not-found"), 19));
            assertThat(look(enumeration)).isEmpty();
            rows.add(row(NOON.plusSeconds(3600), "access.refused", ANN, "not-found"));
            assertThat(look(enumeration))
                    .singleElement()
                    .satisfies(found -> assertThat(found.evidence()).hasSize(2));
            rows.clear();
            rows.add(counted(row(NOON, "access.refused", ANN, "not-found"), 19));
            rows.add(row(NOON.plusSeconds(3601), "access.refused", ANN, "not-found"));
            assertThat(look(enumeration)).as("an hour and more apart").isEmpty();
        }

        @Test
        void ofWhatIsNotThereAreAnEnumerationWithinTheHour() {
            refuse(20, Duration.ofSeconds(3600 / 19), "not-found", ANN);
            assertThat(look(enumeration)).singleElement().returns(ann(), Found::object);
            assertThat(look(denied)).isEmpty();
            rows.clear();
            refuse(40, Duration.ofSeconds(3600 / 18), "not-found", ANN);
            assertThat(look(enumeration)).isEmpty();
            rows.clear();
            refuse(19, Duration.ofSeconds(1), "not-found", ANN);
            refuse(19, Duration.ofSeconds(1), "not-found", BEN);
            assertThat(look(enumeration)).isEmpty();
        }

        @Test
        void byThePoliciesAreABurstWithinTenMinutes() {
            refuse(10, Duration.ofSeconds(66), "forbidden", ANN);
            assertThat(look(denied)).singleElement().returns(ann(), Found::object);
            assertThat(look(enumeration)).isEmpty();
            rows.clear();
            refuse(40, Duration.ofSeconds(67), "forbidden", ANN);
            assertThat(look(denied)).isEmpty();
            rows.clear();
            refuse(9, Duration.ofSeconds(1), "forbidden", ANN);
            refuse(30, Duration.ofSeconds(1), "step-up-required", ANN);
            refuse(30, Duration.ofSeconds(1), "forbidden", "anonymous");
            assertThat(look(denied)).isEmpty();
        }
    }

    @Test
    void aSubjectIsMuchOpenedByManyPeopleNotByManyOpenings() {
        Rule rule = new MuchOpenedSubject(5);
        for (char who = 'A'; who < 'E'; who++) {
            for (int times = 0; times < 3; times++) {
                rows.add(about(
                        row(NOON, "view.show", "person:" + String.valueOf(who).repeat(43), null)));
            }
        }
        rows.add(about(row(NOON, "redaction.process", "system:redaction", null)));
        rows.add(about(row(NOON, "task.lease", "person:" + "F".repeat(43), null)));
        assertThat(look(rule)).isEmpty();
        rows.add(about(row(NOON, "original.show", "person:" + "E".repeat(43), null)));
        assertThat(look(rule)).singleElement().satisfies(found -> {
            assertThat(found.object()).isEqualTo(Labels.person(SUBJECT));
            assertThat(found.actor()).isNull();
            assertThat(found.sentence()).contains(" 5 people");
        });
    }

    @Test
    void viewsAreWithoutWorkUntilSomethingIsDoneWithThem() {
        Rule rule = new ViewsWithoutWork(10, 2);
        add(10, NOON, "view.show", ANN);
        assertThat(look(rule)).singleElement().returns(ann(), Found::object);
        // Somebody else's work on it is not this person's.
        String view = rows.getFirst().objects().getFirst();
        rows.add(row(NOON, "annotation.submit", BEN, null, view));
        assertThat(look(rule)).hasSize(1);
        rows.add(row(NOON, "task.release", ANN, null, view));
        assertThat(look(rule)).isEmpty();
        rows.clear();
        add(9, NOON, "view.show", ANN);
        rows.add(row(END.minus(Duration.ofHours(2)), "view.show", ANN, null, "view:" + new UUID(9, 9)));
        rows.add(row(NOON, "view.show", ANN, null, rows.getFirst().objects().getFirst()));
        assertThat(look(rule)).as("too late in the day, or the same once more").isEmpty();
    }

    @Test
    void exportsSpikeAgainstTheUsualDayOrNone() {
        Rule rule = new ExportSpike(10, 3, 5);
        add(9, NOON, "export.download", ANN);
        assertThat(look(rule)).isEmpty();
        add(1, NOON, "trail.export", ANN);
        assertThat(look(rule)).singleElement().returns(ann(), Found::object);
        usually(5, 4, "export.create");
        assertThat(look(rule)).isEmpty();
        add(2, NOON, "subject.report", ANN);
        assertThat(look(rule)).as("exactly three times").isEmpty();
        add(1, NOON, "subject.report", ANN);
        assertThat(look(rule)).hasSize(1);
    }

    @Test
    void aClockIsSkewedByMoreThanAMinuteEitherWayAndOnAnotherDay() {
        Rule rule = new ClockSkew(60);
        rows.add(appended(row(NOON, "view.show", ANN, null), NOON.plusSeconds(60)));
        rows.add(appended(row(NOON, "view.show", ANN, null), NOON.minusSeconds(60)));
        assertThat(look(rule)).isEmpty();
        rows.add(appended(row(NOON, "view.show", ANN, null), NOON.minusSeconds(61)));
        assertThat(look(rule)).singleElement().returns(ObjectLabel.of("replica", REPLICA), Found::object);
        rows.removeLast();
        strays.add(appended(row(NOON.minus(Duration.ofDays(2)), "view.show", ANN, null), NOON));
        assertThat(look(rule))
                .singleElement()
                .satisfies(found -> assertThat(found.sentence()).contains("172800 seconds"));
    }

    @Test
    void anActShouldHaveEndedAfterAnHour() {
        Rule rule = new MissingOutcome(60);
        unended.add(row(END.minus(Duration.ofMinutes(60)), "view.show", ANN, null));
        assertThat(look(rule)).as("not due yet").isEmpty();
        unended.add(row(END.minus(Duration.ofMinutes(61)), "view.show", ANN, null));
        unended.add(row(NOON, "redaction.process", "system:redaction", null));
        assertThat(look(rule)).singleElement().satisfies(found -> {
            assertThat(found.object()).isEqualTo(ObjectLabel.of("replica", REPLICA));
            assertThat(found.sentence()).startsWith("2 acts");
            assertThat(found.evidence())
                    .containsExactly(unended.get(1).record(), unended.get(2).record());
            assertThat(found.actor()).isNull();
        });
    }

    @Test
    void aReplicasNumbersHaveAHoleWhereOneIsMissingWithinAnEpoch() {
        Rule rule = new ReplicaHole(10);
        add(5, NOON, "view.show", ANN);
        DayRow gone = rows.remove(2);
        assertThat(look(rule)).singleElement().satisfies(found -> {
            assertThat(found.object()).isEqualTo(ObjectLabel.of("replica", REPLICA));
            assertThat(found.sentence()).startsWith("1 numbers");
        });
        // In whatever order, and whatever day it tells: it is there.
        strays.add(gone);
        Collections.reverse(rows);
        assertThat(look(rule)).isEmpty();
        strays.clear();
        rows.clear();
        add(4, END.minus(Duration.ofMinutes(10)), "view.show", ANN);
        rows.remove(2);
        assertThat(look(rule)).as("may be on its way").isEmpty();
    }

    @Test
    void everyRuleSaysWhatItIsInWhatFitsIntoARecord() {
        List<Rule> rules = new Rules("Europe/Berlin").inForce();
        assertThat(rules).hasSize(10).extracting(Rule::code).doesNotHaveDuplicates();
        assertThat(rules).extracting(Rule::label).doesNotHaveDuplicates();
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.says()).hasSizeLessThanOrEqualTo(200).endsWith(".");
            assertThat(rule.parameters()).hasSizeBetween(1, 200);
            assertThat(rule.code()).matches("[a-z-]+");
        });
        assertThat(new OffHours(10, 22, 6, ZoneOffset.UTC).label())
                .isNotEqualTo(new OffHours(11, 22, 6, ZoneOffset.UTC).label());
    }

    private static DayRow about(DayRow row) {
        return like(row, row.appended(), List.of(SUBJECT), row.times());
    }

    private static DayRow appended(DayRow row, Instant at) {
        return like(row, at, row.persons(), row.times());
    }

    private static DayRow counted(DayRow row, int times) {
        return like(row, row.appended(), row.persons(), times);
    }

    private static DayRow like(DayRow row, Instant appended, List<String> persons, int times) {
        return new DayRow(
                row.record(),
                row.seq(),
                row.time(),
                appended,
                row.action(),
                row.actor(),
                row.outcome(),
                row.objects(),
                persons,
                row.reason(),
                times,
                row.replica(),
                row.epoch(),
                row.n());
    }
}
