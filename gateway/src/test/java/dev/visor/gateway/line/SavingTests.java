package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A program that cannot tell whether its save arrived sends it again: nothing is lost and nothing is there twice. */
class SavingTests {

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final Cast cast = Cast.sharing(SavingTests.class, visor);
    private final UUID tenant = database.tenant(cast.handle);
    private final Person anna = worker("anna");
    private final Person ben = worker("ben");
    private final Line.Job job = cast.project().released("subject", cast.officer);

    private String task = "";
    private ArrayNode points = JsonMapper.shared().createArrayNode();

    private Person worker(String name) {
        return new Person(UUID.randomUUID(), name, Set.of("annotator"), null, List.of(cast.team), 1, null);
    }

    @BeforeEach
    void takesTheTask() {
        task = job.next(anna).path("id").asString();
        points = job.points(anna, task);
    }

    /** Each answer is lost ten times over; the next save goes out once the one before is known to have arrived. */
    @Test
    void aNetworkThatIsCutTenTimesLosesNoChangeAndDoublesNone() {
        ArrayNode last = points;
        for (int cut = 0; cut < 10; cut++) {
            last = moved(last, cut);
            UUID save = UUID.randomUUID();
            Answer lost = save(anna, "/drafts", last, save, cut).ok();
            Answer again = save(anna, "/drafts", last, save, cut).ok();
            assertThat(again.json()).isEqualTo(lost.json());
        }

        assertThat(versions()).isEqualTo(10);
        Answer now = visor.get(anna, "/api/v1/tasks/" + task + "/points", "Visor-Purpose", job.purpose);
        assertThat(now.header("Visor-Version")).isEqualTo("10");
        assertThat(now.json()).isEqualTo(Line.begun(last));
    }

    @Test
    void sentSeveralTimesAtOnceItIsOneVersion() throws Exception {
        UUID save = UUID.randomUUID();
        CyclicBarrier start = new CyclicBarrier(6);
        List<Future<Answer>> sent = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 6; i++) {
                sent.add(senders.submit(() -> {
                    start.await();
                    return save(anna, "/drafts", points, save, null);
                }));
            }
        }
        for (Future<Answer> answer : sent) {
            assertThat(answer.get().ok().json().path("version").asInt()).isEqualTo(1);
        }
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void aSubmissionWhoseAnswerWasLostIsAnsweredAgain() {
        UUID save = UUID.randomUUID();
        Answer lost = save(anna, "/submission", points, save, 0).ok();

        assertThat(save(anna, "/submission", points, save, 0).ok().json()).isEqualTo(lost.json());
        save(anna, "/submission", points, UUID.randomUUID(), 1).refused(403, "forbidden");
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void aSaveIsItsAuthorsAlone() {
        UUID save = UUID.randomUUID();
        save(anna, "/drafts", points, save, 0).ok();
        visor.post(anna, "/api/v1/tasks/" + task + "/release", "", "Visor-Purpose", job.purpose);
        task = job.next(ben).path("id").asString();

        assertThat(save(ben, "/drafts", moved(points, 1), save, 1)
                        .ok()
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void whatSomebodyDidNotKnowOfIsNotWrittenOver() {
        ArrayNode inOneTab = moved(points, 3);
        save(anna, "/drafts", inOneTab, null, 0).ok();

        save(anna, "/drafts", moved(points, 4), null, 0).refused(409, "stale-version");
        save(anna, "/submission", moved(points, 4), null, 0).refused(409, "stale-version");
        save(anna, "/drafts", moved(points, 4), null, 7).refused(409, "stale-version");

        assertThat(job.points(anna, task)).isEqualTo(Line.begun(inOneTab));
        assertThat(versions()).isEqualTo(1);
    }

    private Answer save(Person person, String path, ArrayNode sent, @Nullable UUID save, @Nullable Integer after) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.set("viewPoints", sent);
        if (save != null) {
            body.put("save", save.toString());
        }
        if (after != null) {
            body.put("after", after);
        }
        return visor.post(person, "/api/v1/tasks/" + task + path, body.toString(), "Visor-Purpose", job.purpose);
    }

    private static ArrayNode moved(ArrayNode points, int which) {
        ArrayNode moved = Line.begun(points);
        ObjectNode point = (ObjectNode) moved.get(which);
        point.put("provenance", "placed").put("x", point.path("x").asDouble() + 0.5);
        return moved;
    }

    private int versions() {
        String known = task;
        return database.asApp(
                tenant,
                app -> app.sql(
                                "select count(*) from annotation where task = (select task from task_handle where handle = ?)")
                        .param(UUID.fromString(known))
                        .query(Integer.class)
                        .single());
    }
}
