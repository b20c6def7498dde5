package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.verify.TrailVerifier;
import dev.visor.gateway.findings.Finding;
import dev.visor.gateway.findings.RuleKeeper;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import dev.visor.gateway.vault.ObjectRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code kill -9} while faces are given to other persons (Article 16): after the next start each is given whole or not at all,
 * no key of a wrong person opens anything, and the records tell what was done (G4, G8, G10).
 */
class KilledReassigningTests {

    private static final String NAME = "killed-reassigning";
    private static final int KILLS = Boolean.getBoolean("visor.long") ? 30 : 3;

    /** Each is a sealed object: enough of them that a kill comes while some are moved and some are not. */
    private static final int COMMENTS = 25;

    private static final int PICTURES = 2;

    /** What a dead process took from the queue is taken up again after six missed beats. */
    private static final Map<String, String> QUICK = Map.of("db-scheduler.heartbeat-interval", "1s");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Instant begin = Instant.now();
    private final List<Face> faces = new ArrayList<>();
    private final Set<String> pseudonyms = new HashSet<>();

    /** A face, and the pseudonym of whose it is now. */
    private static final class Face {
        private final String picture;
        private final int line;
        private String person;

        private Face(String picture, int line, String person) {
            this.picture = picture;
            this.line = line;
            this.person = person;
        }
    }

    @Test
    void isFinishedOrNotBegunAfterEachKillAndTheRecordsAgree() throws Exception {
        System.out.println("KilledReassigningTests: seed " + seed);
        Cast cast;
        try (Installation visor = Installation.apart(Installation.cleared(NAME), List.of())) {
            cast = new Cast(visor);
            prepare(visor, cast);
            // Once undisturbed: how long it takes, and what moves.
            Instant asked = Instant.now();
            for (Face face : faces) {
                String to = named(face, 0);
                ask(visor, cast, face, to).ok();
                face.person = to;
            }
            await().pollInterval(Duration.ofMillis(20)).until(() -> unfinished(visor, cast) == 0);
            Duration whole = Duration.between(asked, Instant.now());
            WatchedFolders watched = new WatchedFolders(visor.home());
            assertThat(watched.entries()).isEqualTo(PICTURES);

            for (int kill = 1; kill <= KILLS; kill++) {
                killed(visor, cast, kill, watched, whole);
            }
        }
        try (Installation visor = Installation.on(NAME)) {
            nothingIsTheWrongPersons(visor, cast);
            theRecordsAgree(visor, cast);
            erasingTells(visor, cast);
        }
    }

    /** Two pictures of one person each, worked on and exported. */
    private void prepare(Installation visor, Cast cast) {
        Line.Job job = cast.project();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            String person = pseudonym(i, "first");
            rows.add("photo-" + i + ".jpg,\"" + Line.FACES[i] + "\"," + person + ",consent-1,reference-" + i);
        }
        job.manifest(rows.toArray(String[]::new));
        for (int i = 0; i < PICTURES; i++) {
            // The same picture would be refused as a copy, so each has its own remark.
            byte[] photograph = Metadata.withSegment(Line.photograph(), 0xfe, new byte[] {(byte) i});
            String picture = job.upload("photo-" + i + ".jpg", photograph)
                    .ok()
                    .json()
                    .path("id")
                    .asString();
            faces.add(new Face(picture, i + 2, pseudonym(i, "first")));
        }
        job.staged();
        job.release(cast.officer).ok();
        for (int i = 0; i < PICTURES; i++) {
            String task = job.next(cast.annotator).path("id").asString();
            for (int comment = 0; comment < COMMENTS; comment++) {
                visor.post(
                                cast.annotator,
                                "/api/v1/tasks/" + task + "/comments",
                                "{\"point\": 30, \"text\": \"In the shade\"}",
                                "Visor-Purpose",
                                job.purpose)
                        .ok();
            }
            ObjectNode draft = JsonMapper.shared().createObjectNode();
            draft.set("viewPoints", job.points(cast.annotator, task));
            visor.post(
                            cast.annotator,
                            "/api/v1/tasks/" + task + "/drafts",
                            draft.toString(),
                            "Visor-Purpose",
                            job.purpose)
                    .ok();
            job.submit(cast.annotator, task, job.points(cast.annotator, task)).ok();
        }
        job.export();
    }

    /** Both faces are given to others at once, and the gateway is killed before, while or after that is done. */
    private void killed(Installation visor, Cast cast, int kill, WatchedFolders watched, Duration whole)
            throws Exception {
        BooleanSupplier instant = instant(kill, watched, whole);
        Map<Face, String> wanted = new HashMap<>();
        Map<Face, CompletableFuture<Optional<String>>> answers = new HashMap<>();
        for (Face face : faces) {
            String to = named(face, kill);
            wanted.put(face, to);
            answers.put(face, CompletableFuture.supplyAsync(() -> taken(visor, cast, face, to)));
        }
        while (!instant.getAsBoolean()) {
            LockSupport.parkNanos(100_000);
        }
        visor.process().kill();
        Map<Face, Optional<String>> taken = new HashMap<>();
        for (Face face : faces) {
            taken.put(face, known(answers, face).get(Installation.PATIENCE.toMinutes(), TimeUnit.MINUTES));
        }
        visor.startApart(QUICK);

        await().pollInterval(Duration.ofMillis(100)).until(() -> unfinished(visor, cast) == 0);
        List<JsonNode> listed = listed(visor, cast);
        // What stands in the ledger is done here, too, in its order.
        assertThat(listed).hasSize(watched.entries());
        for (Face face : faces) {
            String to = known(wanted, face);
            boolean given = has(visor, cast, to, face);
            assertThat(has(visor, cast, face.person, face))
                    .as("the face is one person's: seed " + seed)
                    .isNotEqualTo(given);
            known(taken, face).ifPresent(id -> {
                assertThat(given).as("what was answered is done").isTrue();
                assertThat(listed).anyMatch(one -> one.path("id").asString().equals(id));
            });
            if (given) {
                face.person = to;
            }
        }
    }

    private static <T> T known(Map<Face, T> all, Face face) {
        return Objects.requireNonNull(all.get(face));
    }

    /** When it is time to kill: as the first entry of the ledger is there, as some objects have moved, or at any time. */
    private BooleanSupplier instant(int kill, WatchedFolders watched, Duration whole) {
        int entries = watched.entries();
        Set<String> sidecars = watched.sidecars();
        long after = random.nextLong(whole.toNanos() + 1);
        int moved = kill == 2 ? COMMENTS / 2 : 1 + random.nextInt(COMMENTS);
        long until = System.nanoTime() + after;
        return switch (kill % 3) {
            case 1 -> () -> watched.entries() > entries;
            case 2 -> () -> watched.newSidecars(sidecars) >= moved;
            default -> () -> System.nanoTime() > until;
        };
    }

    private void nothingIsTheWrongPersons(Installation visor, Cast cast) throws IOException {
        Sealed sealed = new Sealed(visor, cast.handle);
        Set<UUID> wrong = wrong(visor, cast);
        List<ObjectRef> objects = sealed.since(begin, Sealed.OF_PICTURES);
        assertThat(objects).hasSizeGreaterThan(PICTURES * COMMENTS).allMatch(sealed::opens);
        Map<String, List<Path>> sidecars = WatchedFolders.byObject(visor.home());
        for (ObjectRef object : objects) {
            assertThat(sealed.owners(object)).as(object.toString()).doesNotContainAnyElementsOf(wrong);
            // Nor does the store alone, without the database, open it by a wrong person's key.
            List<Path> beside = sidecars.getOrDefault(object.id().value() + "." + object.generation(), List.of());
            assertThat(beside).as("wrapped keys beside " + object).hasSize(1);
            assertThat(WatchedFolders.owners(beside.getFirst()))
                    .containsExactlyInAnyOrderElementsOf(sealed.owners(object));
        }
    }

    /** Everybody to whom a face was ever given, and whose it is no more. */
    private Set<UUID> wrong(Installation visor, Cast cast) {
        Set<UUID> persons = new HashSet<>();
        Map<String, String> now = new HashMap<>();
        for (JsonNode one : listed(visor, cast)) {
            persons.add(UUID.fromString(one.path("from").asString()));
            persons.add(UUID.fromString(one.path("to").asString()));
            // The newest come first.
            now.putIfAbsent(one.path("picture").asString(), one.path("to").asString());
        }
        now.values().forEach(person -> persons.remove(UUID.fromString(person)));
        assertThat(persons).hasSizeGreaterThanOrEqualTo(PICTURES);
        return persons;
    }

    private void theRecordsAgree(Installation visor, Cast cast) throws Exception {
        Sealed sealed = new Sealed(visor, cast.handle);
        TrailReading reading = visor.bean(TrailReading.class);
        List<TrailRecord> records = records(reading, sealed);
        Set<UUID> unended = new HashSet<>();
        Map<String, Set<ObjectLabel>> moves = new HashMap<>();
        for (JsonNode one : listed(visor, cast)) {
            String id = one.path("id").asString();
            ObjectLabel label = ObjectLabel.of("reassignment", UUID.fromString(id));
            assertThat(records.stream()
                            .filter(record -> record.action().equals("subject.reassign")
                                    && record.objects().contains(label)))
                    .as("the officer's act")
                    .hasSize(1);
            List<UUID> intents =
                    of(records, "subject.move-keys", id).map(TrailRecord::id).toList();
            List<TrailRecord> outcomes = of(records, "subject.reassigned", id).toList();
            assertThat(outcomes).isNotEmpty().extracting(TrailRecord::intent).isSubsetOf(intents);
            assertThat(outcomes)
                    .extracting(outcome -> outcome.id().toString())
                    .contains(one.path("record").asString());
            unended.addAll(intents);
            outcomes.forEach(outcome -> unended.remove(outcome.intent()));
            // However often it was begun, its records name all that is the face's.
            Set<ObjectLabel> named = new HashSet<>();
            of(records, "object.rewrap", id).forEach(record -> named.addAll(record.objects()));
            named.remove(label);
            assertThat(moves.computeIfAbsent(one.path("picture").asString(), picture -> named))
                    .isEqualTo(named)
                    .hasSizeGreaterThan(COMMENTS);
        }
        // A kill between the act's record and the ledger leaves a record of something that was not begun.
        assertThat(records.stream()
                        .filter(record -> record.action().equals("subject.reassign"))
                        .count())
                .isBetween((long) listed(visor, cast).size(), (long) PICTURES * (KILLS + 1));

        assertThat(unended).as("a kill in the middle: seed " + seed).isNotEmpty();
        Set<UUID> told = new HashSet<>();
        for (Finding finding :
                visor.bean(RuleKeeper.class).look(sealed.tenant(), Instant.now().plus(Duration.ofHours(2)))) {
            if (finding.rule().equals("missing-outcome")) {
                told.addAll(finding.evidence());
            }
        }
        assertThat(told).as("what a kill left without an outcome is found").containsAll(unended);

        RestoredTests.awaitPublished(visor, sealed.tenant());
        assertThat(RestoredTests.faults(new TrailVerifier(
                                RestoredTests.published(visor, sealed.tenant()).path(), null, null)
                        .verify()
                        .findings()))
                .isEmpty();
    }

    /** The proof of it all: with every wrong person's keys destroyed all opens, and nothing without the right ones'. */
    private void erasingTells(Installation visor, Cast cast) {
        Sealed sealed = new Sealed(visor, cast.handle);
        List<ObjectRef> objects = sealed.since(begin, Sealed.OF_PICTURES);
        Set<String> right = new HashSet<>();
        faces.forEach(face -> right.add(face.person));
        pseudonyms.stream().filter(person -> !right.contains(person)).forEach(person -> erased(visor, cast, person));
        assertThat(objects).allMatch(sealed::opens);
        right.forEach(person -> erased(visor, cast, person));
        assertThat(objects).noneMatch(sealed::opens);
    }

    private static Stream<TrailRecord> of(List<TrailRecord> records, String action, String reassignment) {
        return records.stream()
                .filter(record -> record.action().equals(action)
                        && reassignment.equals(record.facts().get("reassignment")));
    }

    private static List<TrailRecord> records(TrailReading reading, Sealed sealed) {
        List<TrailRecord> all = new ArrayList<>();
        List<TrailRecord> page = reading.newest(sealed.tenant(), Long.MAX_VALUE, TrailReading.PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = reading.newest(sealed.tenant(), page.getLast().position(), TrailReading.PAGE);
        }
        return all;
    }

    private String named(Face face, int round) {
        return pseudonym(faces.indexOf(face), "round-" + round);
    }

    private String pseudonym(int face, String which) {
        String pseudonym = "face-" + face + "-" + which;
        pseudonyms.add(pseudonym);
        return pseudonym;
    }

    private static Answer ask(Installation visor, Cast cast, Face face, String to) {
        return visor.post(
                cast.compliance,
                "/api/v1/reassignments",
                JsonMapper.shared()
                        .createObjectNode()
                        .put("picture", face.picture)
                        .put("line", face.line)
                        .put("from", face.person)
                        .put("to", to)
                        .put("reason", "The list was wrong")
                        .toString());
    }

    /** The reassignment that was taken on; empty where the gateway was killed before it answered. */
    private static Optional<String> taken(Installation visor, Cast cast, Face face, String to) {
        try {
            return Optional.of(ask(visor, cast, face, to).ok().json().path("id").asString());
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static List<JsonNode> listed(Installation visor, Cast cast) {
        return visor.get(cast.compliance, "/api/v1/reassignments")
                .ok()
                .json()
                .valueStream()
                .toList();
    }

    private static long unfinished(Installation visor, Cast cast) {
        return listed(visor, cast).stream()
                .filter(one -> one.path("moved").isNull())
                .count();
    }

    /** Whether a face is declared as this person's; nobody's is a person who was never declared. */
    private static boolean has(Installation visor, Cast cast, String pseudonym, Face face) {
        Answer answer =
                visor.post(cast.compliance, "/api/v1/reassignments/pictures", "{\"pseudonym\": \"" + pseudonym + "\"}");
        return answer.status() == 200
                && answer.json()
                        .valueStream()
                        .anyMatch(one -> one.path("picture").asString().equals(face.picture)
                                && one.path("line").asInt() == face.line);
    }

    private static void erased(Installation visor, Cast cast, String pseudonym) {
        Answer asked = visor.post(
                cast.compliance,
                "/api/v1/erasures",
                "{\"pseudonym\": \"" + pseudonym + "\", \"ground\": \"objection\"}");
        if (asked.status() == 400) {
            return; // killed before this person was declared
        }
        String id = asked.ok().json().path("id").asString();
        await().pollInterval(Duration.ofMillis(20))
                .until(() -> visor.get(cast.compliance, "/api/v1/erasures")
                        .ok()
                        .json()
                        .valueStream()
                        .anyMatch(one -> one.path("id").asString().equals(id)
                                && !one.path("unreadable").isNull()));
    }
}
