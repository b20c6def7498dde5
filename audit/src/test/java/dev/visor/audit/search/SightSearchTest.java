package dev.visor.audit.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.TestTrail;
import dev.visor.audit.search.SightSearch.Day;
import dev.visor.audit.search.SightSearch.Sight;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who saw whom is counted of what is in the index, and odd hours in the zone that is shown. */
class SightSearchTest {

    private static final ZoneId UTC = ZoneId.of("UTC");

    @TempDir
    Path place;

    private TestTrail t;
    private SearchIndex index;
    private SightSearch sights;

    @BeforeEach
    void open() {
        t = new TestTrail(place);
        index = new SearchIndex(t.database.trail(), leaf -> Optional.empty());
        sights = new SightSearch(t.database.trail());
    }

    @AfterEach
    void close() {
        t.close();
    }

    private void shown(int times, String... persons) {
        for (int i = 0; i < times; i++) {
            t.sent(t.show(
                    TestTrail.view(),
                    List.of(persons).stream().map(TestTrail::person).toArray(dev.visor.audit.record.Person[]::new)));
        }
    }

    private void indexed() {
        while (index.step()) {
            // Until nothing waits.
        }
    }

    private List<Sight> all(ZoneId zone) {
        return sights.sights(SearchFilter.all(t.log), zone, 100, 0);
    }

    /** As if everything had happened at one time. */
    private void at(String time) {
        t.database.attack("update trail_search set time = '" + time + "'");
    }

    @Test
    void countsEachPairAndThoseWhoOpenedMostFirst() {
        shown(3, "ann");
        shown(1, "bob");
        shown(1, "bob", "cid");
        t.show(TestTrail.view(), TestTrail.person("bob"));
        // Handing in landmarks shows no picture, and nobody else's log counts.
        t.trail.append(t.log, TestTrail.shown(ObjectLabel.of("view", java.util.UUID.randomUUID())));
        indexed();
        assertThat(all(UTC)).hasSize(3);
        assertThat(all(UTC)).extracting(Sight::opened).containsExactly(3L, 3L, 1L);
        assertThat(all(UTC))
                .filteredOn(
                        sight -> sight.person().equals(TestTrail.person("bob").label()))
                .singleElement()
                .satisfies(sight -> {
                    assertThat(sight.sent())
                            .as("one delivery was not told to be sent")
                            .isEqualTo(2);
                    assertThat(sight.first()).isBeforeOrEqualTo(sight.last());
                });
        assertThat(sights.sights(SearchFilter.all(t.log), UTC, 1, 2)).containsExactly(all(UTC).get(2));
        SearchFilter elsewhere = SearchFilter.all(t.logs.origin(java.util.UUID.randomUUID()));
        assertThat(sights.sights(elsewhere, UTC, 100, 0)).isEmpty();
        assertThat(sights.days(SearchFilter.all(t.log), UTC))
                .as("a picture of two persons was opened once")
                .singleElement()
                .satisfies(day -> assertThat(day.opened()).isEqualTo(6));
    }

    @Test
    void tellsOfNobodyElseOnThePictureWhereOnePersonIsAskedFor() {
        shown(1, "ann", "bob");
        shown(1, "bob");
        indexed();
        SearchFilter ann = new SearchFilter(
                t.log, null, TestTrail.person("ann").label(), null, null, null, null, null, null, null);
        assertThat(sights.sights(ann, UTC, 100, 0)).singleElement().satisfies(sight -> {
            assertThat(sight.person()).isEqualTo(TestTrail.person("ann").label());
            assertThat(sight.opened()).isEqualTo(1);
        });
        assertThat(sights.days(ann, UTC))
                .singleElement()
                .satisfies(day -> assertThat(day.opened()).isEqualTo(1));
    }

    /** 26 November 2026 is a Thursday. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-26T05:59:59Z, UTC, 1",
        "2026-11-26T06:00:00Z, UTC, 0",
        "2026-11-26T21:59:59Z, UTC, 0",
        "2026-11-26T22:00:00Z, UTC, 1",
        "2026-11-28T12:00:00Z, UTC, 1",
        "2026-11-29T12:00:00Z, UTC, 1",
        "2026-11-30T12:00:00Z, UTC, 0",
        "2026-11-26T05:30:00Z, Europe/Berlin, 0",
        "2026-11-26T21:30:00Z, Europe/Berlin, 1",
        "2026-11-27T20:00:00Z, Asia/Tokyo, 1"
    })
    void tellsOddHoursInTheZoneAskedFor(String time, String zone, long odd) {
        shown(1, "ann");
        indexed();
        at(time);
        assertThat(all(ZoneId.of(zone))).singleElement().satisfies(sight -> {
            assertThat(sight.odd()).isEqualTo(odd);
            assertThat(sight.first()).isEqualTo(Instant.parse(time));
        });
        LocalDate day = Instant.parse(time).atZone(ZoneId.of(zone)).toLocalDate();
        assertThat(sights.days(SearchFilter.all(t.log), ZoneId.of(zone))).containsExactly(new Day(day, 1, odd));
    }

    @Test
    void refusesAnOffsetWhichTheDatabaseReadsTheOtherWayRound() {
        assertThatThrownBy(() -> all(ZoneId.of("+02:00"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> all(ZoneId.of("UTC+2"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(SightSearch.zone("Europe/Berlin")).contains(ZoneId.of("Europe/Berlin"));
        assertThat(SightSearch.zone("Nowhere")).isEmpty();
    }

    @Test
    void forgetsWhoWasErased() {
        shown(2, "ann");
        indexed();
        index.forget(t.log, "person:nobody", TestTrail.person("ann").label());
        assertThat(all(UTC)).isEmpty();
    }
}
