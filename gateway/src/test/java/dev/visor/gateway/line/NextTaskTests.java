package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A team that comes to work at the same minute. */
class NextTaskTests {

    /** More than there are connections to the database, and more than there are tasks. */
    private static final int PEOPLE = 24;

    /** Of three faces each: eighteen tasks, which is more than there are connections, too. */
    private static final int PICTURES = 6;

    private final Installation visor = Installation.shared();
    private final Line line = new Line(visor);
    private final String name = "next-" + Long.toString(System.nanoTime(), 36);
    private final TenantId tenant = new TenantId(organisations());

    @Test
    void givesEachAtMostOneAndNobodyAnError() throws Exception {
        Person client = person("client", name);
        Line.Job job = line.project(client, name, Instant.now().plus(Duration.ofDays(1)));
        List<String> rows = new ArrayList<>();
        for (int picture = 0; picture < PICTURES; picture++) {
            for (String face : Line.FACES) {
                rows.add("p" + picture + ".jpg,\"" + face + "\"," + name + rows.size() + ",consent,reference-"
                        + picture);
            }
        }
        job.manifest(rows.toArray(String[]::new));
        for (int picture = 0; picture < PICTURES; picture++) {
            job.upload("p" + picture + ".jpg", Line.photograph()).ok();
        }
        job.staged();
        job.release(person("redaction-officer", name)).ok();

        List<Answer> answers = together();

        assertThat(answers).extracting(Answer::status).as("only tasks and none").containsOnly(200, 204);
        List<String> tasks = answers.stream()
                .filter(answer -> answer.status() == 200)
                .map(answer -> answer.json().path("id").asString())
                .toList();
        assertThat(tasks).doesNotHaveDuplicates().hasSize(PICTURES * Line.FACES.length);
        long recorded = visor.bean(TrailReading.class).newest(tenant, Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.action().equals("task.lease"))
                .count();
        assertThat(recorded).as("records of a task that was taken").isEqualTo(tasks.size());
        assertThat(answers.stream().filter(answer -> answer.status() == 200))
                .allSatisfy(answer -> assertThat(
                                Instant.parse(answer.json().path("leaseEnds").asString()))
                        .isAfter(Instant.now().plus(Duration.ofMinutes(30))));
    }

    private List<Answer> together() throws Exception {
        CyclicBarrier start = new CyclicBarrier(PEOPLE);
        List<Future<Answer>> asked = new ArrayList<>();
        try (ExecutorService people = Executors.newFixedThreadPool(PEOPLE)) {
            for (int i = 0; i < PEOPLE; i++) {
                Person worker = person("annotator", null);
                asked.add(people.submit(() -> {
                    start.await();
                    return visor.post(worker, "/api/v1/tasks/next", "");
                }));
            }
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> answer : asked) {
            answers.add(answer.get());
        }
        return answers;
    }

    private Person person(String role, @Nullable String of) {
        return new Person(UUID.randomUUID(), role, Set.of(role), of, of == null ? List.of(name) : List.of(), 2, null);
    }

    private UUID organisations() {
        visor.post(Person.ADA, "/api/v1/tenants", "{\"handle\": \"" + name + "\"}")
                .ok();
        visor.post(
                        Person.ADA,
                        "/api/v1/teams",
                        "{\"workforce\": \"" + name + "\", \"team\": \"" + name + "\", \"country\": \"DE\"}")
                .ok();
        return new Database(visor.bean(DatabaseAccess.class)).tenant(name);
    }
}
