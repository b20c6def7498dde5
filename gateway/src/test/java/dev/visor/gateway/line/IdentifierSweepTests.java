package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;

/**
 * An annotator with a session and a task of their own guesses identifiers, as fast as they go: none is a hit, none tells whether
 * there is something behind it, the client's officer has one finding of it, and the trail holds it all in a few records.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IdentifierSweepTests {

    private static final int GUESSES = Boolean.getBoolean("visor.long") ? 100_000 : 2_000;
    private static final int THREADS = 4;

    /** One of so many guesses is the identifier of something that is there, and another's. */
    private static final int HIT_EVERY = 10;

    /** Singly recorded refusals of one person for one reason, in a minute. */
    private static final int SINGLY = 10;

    private static final MovedClock.Moved CLOCK = MovedClock.CLOCK;

    private final Installation visor = Installation.fresh("sweep", Map.of(), MovedClock.class);
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final TrailReading trail = visor.bean(TrailReading.class);
    private final Line line = new Line(visor);
    private final Cast cast = new Cast(visor);
    private final Cast others = new Cast(visor);
    private final Person sweeper = cast.annotator;
    private final TenantId tenant = new TenantId(database.tenant(cast.handle));
    private final TenantId theirs = new TenantId(database.tenant(others.handle));
    private final Map<String, Kind> kinds = new TreeMap<>();

    /** One way to guess. What is another's is what such a guess would have to hit. */
    private record Kind(Function<String, Request> request, boolean charged, List<String> anothers) {}

    @SuppressWarnings("ArrayRecordComponent") // made, sent, never compared
    private record Request(String method, String path, String... headers) {}

    @BeforeAll
    void prepare() {
        CLOCK.toNextHour();
        Line.Job own = released(cast);
        String task = next(sweeper);
        Line.Job foreign = released(others);
        String done = next(others.annotator);
        foreign.submit(others.annotator, done, foreign.points(others.annotator, done))
                .ok();
        String held = next(others.annotator);
        String grant =
                foreign.grant(others.annotator, held).ok().json().path("grant").asString();
        String export = foreign.export();
        JsonNode picture = foreign.review(now(others.officer)).get(0);
        List<String> tasks = List.of(done, held);
        List<String> views = picture.path("views").findValuesAsString("id");
        List<String> assets = List.of(picture.path("id").asString());
        List<String> exports = List.of(export);

        String purpose = foreign.purpose;
        kind("points", true, tasks, id -> new Request("GET", task(id, "points"), "Visor-Purpose", purpose));
        kind("comments", true, tasks, id -> new Request("GET", task(id, "comments"), "Visor-Purpose", purpose));
        kind("grants", true, tasks, id -> new Request("POST", task(id, "grants"), "Visor-Purpose", purpose));
        kind("release", true, tasks, id -> new Request("POST", task(id, "release"), "Visor-Purpose", purpose));
        kind("shown", true, tasks, id -> new Request("POST", task(id, "shown"), "Visor-Purpose", purpose));
        kind("receipt", true, tasks, id -> new Request("GET", task(id, "receipts/" + UUID.randomUUID())));
        kind(
                "view",
                true,
                tasks,
                id -> new Request(
                        "GET", task(id, "view"), "Visor-Purpose", purpose, "Visor-Grant", hex(UUID.randomUUID())));
        kind(
                "grant",
                true,
                List.of(grant),
                id -> new Request(
                        "GET", task(task, "view"), "Visor-Purpose", own.purpose, "Visor-Grant", id.replace("-", "")));
        kind("picture", false, views, id -> new Request("GET", "/api/v1/views/" + id + "/picture"));
        kind("original", false, assets, id -> new Request("GET", "/api/v1/assets/" + id + "/original"));
        kind("archive", false, exports, id -> new Request("GET", "/api/v1/exports/" + id + "/archive"));
        kind("check", false, exports, id -> new Request("GET", "/api/v1/exports/" + id + "/check"));
    }

    @AfterAll
    void stop() {
        visor.close();
    }

    private void kind(String name, boolean charged, List<String> anothers, Function<String, Request> request) {
        kinds.put(name, new Kind(request, charged, anothers));
    }

    private static String task(String id, String act) {
        return "/api/v1/tasks/" + id + "/" + act;
    }

    private static String hex(UUID random) {
        return random.toString().replace("-", "");
    }

    private Line.Job released(Cast of) {
        Line.Job job = line.project(now(of.client), of.handle, CLOCK.instant().plusSeconds(864_000));
        CLOCK.atPresent(() -> {
            job.manifest(row(0), row(1), row(2));
            job.upload("photo.jpg", Line.photograph()).ok();
            job.staged();
            job.release(now(of.officer)).ok();
        });
        return job;
    }

    private static String row(int face) {
        return "photo.jpg,\"" + Line.FACES[face] + "\",person-" + face + ",consent-1,reference-1";
    }

    private static Person now(Person person) {
        return person.authenticated(CLOCK.instant());
    }

    private String next(Person person) {
        return visor.post(person, "/api/v1/tasks/next", "")
                .ok()
                .json()
                .path("id")
                .asString();
    }

    /** What the guesses of one kind came to: everything of each answer but the request's own identifier. */
    private static final class Answers {
        private final Set<String> missing = ConcurrentHashMap.newKeySet();
        private final Set<String> anothers = ConcurrentHashMap.newKeySet();
    }

    private static String seen(Answer answer) {
        JsonNode body = answer.json();
        TreeSet<String> fields = new TreeSet<>(body.propertyNames());
        TreeSet<String> headers = new TreeSet<>(answer.headers().map().keySet());
        // The server closes each connection after a hundred requests, whatever they were.
        headers.remove("connection");
        return answer.status() + " " + body.path("reason").asString() + " " + fields + " "
                + body.path("title").asString() + " " + body.path("detail").asString() + " " + headers + " "
                + answer.header("Content-Type");
    }

    /** Guesses so often, one kind after the other. */
    private Map<String, Answers> sweep(Person person, int guesses, Map<String, Kind> with) throws Exception {
        Map<String, Answers> answers = new HashMap<>();
        with.keySet().forEach(name -> answers.put(name, new Answers()));
        List<String> names = List.copyOf(with.keySet());
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                running.add(threads.submit(() -> {
                    String token = "";
                    for (int guess = first; guess < guesses; guess += THREADS) {
                        if (guess / THREADS % 1000 == 0) {
                            token = visor.issuer().token(person);
                        }
                        String name = names.get(guess % names.size());
                        int round = guess / names.size();
                        Kind kind = Objects.requireNonNull(with.get(name));
                        boolean hit = round % HIT_EVERY == 0;
                        String id = hit
                                ? kind.anothers()
                                        .get(round / HIT_EVERY % kind.anothers().size())
                                : UUID.randomUUID().toString();
                        Request request = kind.request().apply(id);
                        Answer answer =
                                visor.sendWith(token, request.method(), request.path(), new byte[0], request.headers());
                        Answers of = Objects.requireNonNull(answers.get(name));
                        (hit ? of.anothers : of.missing).add(seen(answer));
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        return answers;
    }

    private static long guessed(int guesses, Map<String, Kind> with, boolean charged) {
        List<Kind> all = List.copyOf(with.values());
        long count = 0;
        for (int guess = 0; guess < guesses; guess++) {
            count += all.get(guess % all.size()).charged() == charged ? 1 : 0;
        }
        return count;
    }

    private List<JsonNode> findings(Cast of, String rule) {
        return visor.get(of.compliance, "/api/v1/findings?state=all")
                .ok()
                .json()
                .path("findings")
                .valueStream()
                .filter(finding -> finding.path("rule").asString().equals(rule))
                .toList();
    }

    private long attempts(Person person) {
        return visor.get(cast.compliance, "/api/v1/budgets")
                .ok()
                .json()
                .valueStream()
                .filter(budget -> budget.path("kind").asString().equals("off-task")
                        && budget.path("annotator").asString().equals(person.name())
                        && budget.path("running").asBoolean())
                .mapToLong(budget -> budget.path("used").asLong())
                .sum();
    }

    /** What was counted so far is recorded, as each minute does. */
    private void settle() {
        SmartLifecycle refusals =
                Objects.requireNonNull(visor.beans(SmartLifecycle.class).get("refusals"));
        refusals.stop();
        refusals.start();
    }

    private List<TrailRecord> refusals(@Nullable TenantId log) {
        return byPeople(
                log,
                record -> record.action().equals("access.refused")
                        && sweeper.name().equals(record.actorName()));
    }

    /** Housekeeping goes on meanwhile, so only what people did is looked at. */
    private List<TrailRecord> byPeople(@Nullable TenantId log, Predicate<TrailRecord> those) {
        List<TrailRecord> all = new ArrayList<>();
        List<TrailRecord> page = trail.newest(log, Long.MAX_VALUE, TrailReading.PAGE);
        while (!page.isEmpty()) {
            page.stream()
                    .filter(record -> record.actor().startsWith("person:"))
                    .filter(those)
                    .forEach(all::add);
            page = trail.newest(log, page.getLast().position(), TrailReading.PAGE);
        }
        return all;
    }

    private static long times(List<TrailRecord> refusals) {
        return refusals.stream()
                .mapToLong(record -> Long.parseLong(record.facts().getOrDefault("count", "1")))
                .sum();
    }

    @Test
    @Order(1)
    void hitsNothingTellsNothingAndIsFoundOnce() throws Exception {
        int foreign = byPeople(theirs, record -> true).size();
        long begun = System.nanoTime();

        Map<String, Answers> answers = sweep(sweeper, GUESSES, kinds);

        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf("%d guesses took %.1f s%n", GUESSES, seconds);
        answers.forEach((kind, seen) -> {
            assertThat(seen.missing).as(kind).hasSize(1).noneMatch(answer -> answer.startsWith("2"));
            assertThat(seen.anothers)
                    .as(kind + ": what is another's is as if it were not there")
                    .isEqualTo(seen.missing);
        });
        settle();
        List<TrailRecord> own = refusals(tenant);
        List<TrailRecord> operators = refusals(null);
        assertThat(times(own) + times(operators)).as("each is told").isEqualTo(GUESSES);
        long minutes = 2 + (long) (seconds / 60);
        Set<String> reasons = new TreeSet<>();
        own.forEach(record -> reasons.add("own " + record.facts().get("reason")));
        operators.forEach(record -> reasons.add(record.facts().get("reason")));
        assertThat((long) own.size() + operators.size())
                .as("records of refusals")
                .isLessThanOrEqualTo(reasons.size() * (SINGLY + minutes));
        // Two at once may both write it.
        assertThat(byPeople(tenant, record -> record.action().equals("budget.off-task")))
                .as("records of the budget")
                .hasSizeBetween(1, THREADS);
        assertThat(byPeople(theirs, record -> true))
                .as("nothing of it is the others'")
                .hasSize(foreign);

        assertThat(attempts(sweeper)).isEqualTo(guessed(GUESSES, kinds, true));
        assertThat(findings(cast, "budget.off-task")).singleElement().satisfies(finding -> {
            assertThat(finding.path("severity").asString()).isEqualTo("severe");
            assertThat(finding.path("owner").asString()).isEqualTo("compliance-officer");
        });
        assertThat(findings(others, "budget.off-task")).isEmpty();
        HealthIndicator sweeps =
                Objects.requireNonNull(visor.beans(HealthIndicator.class).get("sweepsHealthIndicator"));
        assertThat(Objects.requireNonNull(sweeps.health()).getDetails().get("amber"))
                .asString()
                .startsWith("1 of the workforce");
    }

    @Test
    @Order(2)
    void isFoundOfEachPersonAndInEachHourByItself() throws Exception {
        Person mate = new Person(UUID.randomUUID(), "Mate", Set.of("annotator"), null, List.of(cast.team), 1, null);
        int before = findings(cast, "budget.off-task").size();

        sweep(mate, 200, kinds);

        assertThat(findings(cast, "budget.off-task")).hasSize(before + 1);
        CLOCK.toNextHour();
        assertThat(attempts(sweeper)).isZero();
        sweep(sweeper, 200, kinds);
        assertThat(findings(cast, "budget.off-task")).hasSize(before + 2);
    }

    /** A grant has 128 random bits; whoever tries some is one who guesses, too. */
    @Test
    @Order(3)
    void guessedGrantsAloneAreFound() throws Exception {
        CLOCK.toNextHour();
        int before = findings(cast, "budget.off-task").size();
        Map<String, Kind> grants = Map.of("grant", Objects.requireNonNull(kinds.get("grant")));

        sweep(sweeper, 20, grants);
        assertThat(findings(cast, "budget.off-task")).hasSize(before);
        sweep(sweeper, 1, grants);

        assertThat(attempts(sweeper)).isEqualTo(21);
        assertThat(findings(cast, "budget.off-task")).hasSize(before + 1);
    }
}
