package dev.visor.gateway.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.audit.search.Place;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailSearch.Ended;
import dev.visor.gateway.trail.TrailSearch.Standing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Search on a real database with names sealed; only the keys are the test's own. */
class TrailSearchTests {

    private static AnnotationConfigApplicationContext context;
    private static Trails trails;
    private static TrailSearch search;

    private final TenantId tenant = TenantId.random();
    private final KeyOwner ann = KeyOwner.random();

    @BeforeAll
    static void start() {
        context = new AnnotationConfigApplicationContext(TrailBeans.class);
        trails = context.getBean(Trails.class);
        search = context.getBean(TrailSearch.class);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    private UUID show(TenantId log, KeyOwner actor, String name, KeyOwner... persons) {
        return trails.append(Entry.of("view.show", new ActorRef(actor, name, "annotator"))
                        .in(log)
                        .because("training", "consent")
                        .on(ObjectLabel.of("view", UUID.randomUUID()))
                        .about(persons))
                .record();
    }

    private static TrailFilter by(List<String> actors) {
        return new TrailFilter(actors, null, null, null, null, null, null, null, null);
    }

    private static TrailFilter about(KeyOwner subject) {
        return new TrailFilter(null, subject, null, null, null, null, null, null, null);
    }

    private static Place top(TenantId log, TrailFilter filter) {
        return Objects.requireNonNull(search.standing(log, filter).top());
    }

    private List<UUID> found(TenantId log, TrailFilter filter) {
        Place top = search.standing(log, filter).top();
        return top == null
                ? List.of()
                : search.from(log, filter, top, TrailReading.PAGE, true).stream()
                        .map(TrailRecord::id)
                        .toList();
    }

    @Test
    void findsWhoActedUnderANameHoweverItIsTyped() {
        UUID shown = show(tenant, ann, "José Strauß");
        show(tenant, KeyOwner.random(), "Josef Strauss");

        for (String typed : List.of("José Strauß", "  josé strauss ", "JOSE\u0301 STRAUSS")) {
            List<String> labels = search.actors(tenant, typed);
            assertThat(labels).as(typed).hasSize(1);
            assertThat(found(tenant, by(labels))).containsExactly(shown);
        }
        for (String other : List.of(
                "Jose Strauss", "José", "%", "' or 1=1 --", "José Strauß' or ''='", "\u0000", "", "😀", "\uFFFF")) {
            assertThat(search.actors(tenant, other)).as(other).isEmpty();
        }
    }

    @Test
    void findsEachNameOfAPersonAndEachPersonOfAName() {
        KeyOwner ben = KeyOwner.random();
        UUID first = show(tenant, ann, "Ann Otator");
        UUID married = show(tenant, ann, "Ann Other");
        UUID namesake = show(tenant, ben, "ann other");

        assertThat(found(tenant, by(search.actors(tenant, "Ann Otator")))).containsExactly(married, first);
        assertThat(search.actors(tenant, "Ann Other")).hasSize(2);
        assertThat(found(tenant, by(search.actors(tenant, "Ann Other")))).containsExactly(namesake, married, first);
    }

    @Test
    void findsNobodyWhoWasErasedByNameAndStillByLabel() {
        UUID shown = show(tenant, ann, "Ann Otator");
        List<String> label = search.actors(tenant, "Ann Otator");
        assertThat(label).hasSize(1);

        // The keys alone are enough: a search row that was left over, or came back with a backup, finds nothing.
        TrailBeans.IDENTITIES.erase(ann);
        assertThat(search.actors(tenant, "Ann Otator")).isEmpty();
        search.forget(tenant, ann);
        assertThat(search.actors(tenant, "Ann Otator")).isEmpty();
        search.rebuild();
        assertThat(search.actors(tenant, "Ann Otator")).isEmpty();

        assertThat(found(tenant, by(label))).containsExactly(shown);
        TrailRecord record =
                search.from(tenant, by(label), top(tenant, by(label)), 1, true).getFirst();
        assertThat(record.actorName()).isNull();
        assertThat(record.actor()).isEqualTo(label.getFirst());
    }

    @Test
    void findsNothingAboutAPersonWhoseSearchRowsWereRemoved() {
        KeyOwner subject = KeyOwner.random();
        UUID shown = show(tenant, ann, "Ann Otator", subject);
        assertThat(found(tenant, about(subject))).containsExactly(shown);

        search.forget(tenant, subject);

        assertThat(found(tenant, about(subject))).isEmpty();
        assertThat(found(tenant, TrailFilter.ALL)).containsExactly(shown);
    }

    @Test
    void keepsTenantsApart() {
        TenantId other = TenantId.random();
        KeyOwner subject = KeyOwner.random();
        UUID shown = show(tenant, ann, "Ann Otator", subject);
        UUID theirs = show(other, ann, "Ann Otator", subject);
        List<String> label = search.actors(tenant, "Ann Otator");

        assertThat(found(tenant, TrailFilter.ALL)).containsExactly(shown);
        assertThat(found(other, TrailFilter.ALL)).containsExactly(theirs);
        assertThat(found(other, by(label))).isEmpty();
        assertThat(search.actors(other, "Ann Otator")).doesNotContainAnyElementsOf(label);
        assertThat(search.actors(null, "Ann Otator")).isEmpty();
        assertThat(search.outcomes(other, List.of(shown))).isEmpty();
    }

    @Test
    void opensPersonalFieldsOnlyIfTheyAreAskedFor() {
        trails.append(Entry.of("view.show", new ActorRef(ann, "Ann Otator", "annotator"))
                .in(tenant)
                .because("training", "consent")
                .on(ObjectLabel.of("view", UUID.randomUUID()))
                .sealed("address", "203.0.113.7"));
        Place top = top(tenant, TrailFilter.ALL);
        TrailRecord named = search.from(tenant, TrailFilter.ALL, top, 1, true).getFirst();
        TrailRecord labelled =
                search.from(tenant, TrailFilter.ALL, top, 1, false).getFirst();
        assertThat(named.actorName()).isEqualTo("Ann Otator");
        assertThat(named.sealed()).containsValue("203.0.113.7");
        assertThat(labelled.actorName()).isNull();
        assertThat(labelled.sealed()).isEmpty();
        assertThat(labelled.leaf()).isEqualTo(named.leaf());
    }

    @Test
    void tellsHowAnIntentEnded() {
        Receipt intent = trails.append(Entry.of("view.show", new ActorRef(ann, "Ann Otator", "annotator"))
                .in(tenant)
                .because("training", "consent")
                .on(ObjectLabel.of("view", UUID.randomUUID())));
        Receipt outcome = trails.outcome(
                intent,
                Entry.of("view.aborted", new ActorRef(ann, "Ann Otator", "annotator"))
                        .in(tenant)
                        .because("training", "consent"));
        search.standing(tenant, TrailFilter.ALL);
        assertThat(search.outcomes(tenant, List.of(intent.record(), outcome.record())))
                .isEqualTo(Map.of(intent.record(), new Ended(outcome.record(), "aborted")));
    }

    /** What was there when the search began is read once, all of it, in whatever order others write meanwhile. */
    @Test
    void pagesThroughTwoThousandRecordsWhileOthersAreWritten() throws Exception {
        Set<UUID> written = new HashSet<>();
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService writers = Executors.newFixedThreadPool(16)) {
            List<Future<UUID>> firsts = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                firsts.add(writers.submit(() -> show(tenant, ann, "Ann Otator")));
            }
            for (Future<UUID> first : firsts) {
                written.add(first.get());
            }
            for (int i = 0; i < 4; i++) {
                writers.execute(() -> {
                    while (!done.get()) {
                        show(tenant, ann, "Ann Otator");
                    }
                });
            }
            try {
                Standing standing = search.standing(tenant, TrailFilter.ALL);
                assertThat(standing.count()).isGreaterThanOrEqualTo(2_000);
                List<UUID> read = new ArrayList<>();
                List<TrailRecord> page =
                        search.from(tenant, TrailFilter.ALL, Objects.requireNonNull(standing.top()), 97, false);
                while (!page.isEmpty()) {
                    page.forEach(record -> read.add(record.id()));
                    TrailRecord last = page.getLast();
                    page = search.behind(tenant, TrailFilter.ALL, new Place(last.time(), last.position()), 97, false);
                }
                assertThat(read).doesNotHaveDuplicates().containsAll(written);
            } finally {
                done.set(true);
            }
        }
    }
}
