package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.gateway.DatabaseAccess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** No annotator sees more pictures of one person than the project says; what is left over goes to others. */
class PicturesOfOneTests {

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final Cast cast = new Cast(visor);
    private final Line line = new Line(visor);
    private final UUID tenant = database.tenant(cast.handle);
    private final Person anna = annotator("anna");
    private final Person ben = annotator("ben");

    private Person annotator(String name) {
        return new Person(UUID.randomUUID(), name, Set.of("annotator"), null, List.of(cast.team), 1, null);
    }

    /** A released batch with a picture for each of these persons, in this order. */
    private Line.Job released(int most, String... persons) {
        Line.Job job = line.project(cast.client, cast.team, most);
        release(job, persons);
        return job;
    }

    private void release(Line.Job job, String... persons) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < persons.length; i++) {
            rows.add("p" + i + ".jpg,\"" + Line.FACES[0] + "\"," + persons[i] + ",consent-1,reference-" + i);
        }
        job.manifest(rows.toArray(String[]::new));
        for (int i = 0; i < persons.length; i++) {
            byte[] mark = UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            job.upload("p" + i + ".jpg", Metadata.withSegment(Line.photograph(), 0xfe, mark))
                    .ok();
        }
        job.staged();
        job.release(cast.officer).ok();
    }

    private Answer next(Person who) {
        return visor.post(who, "/api/v1/tasks/next", "");
    }

    private static String id(Answer task) {
        return task.ok().json().path("id").asString();
    }

    /** Takes a task, looks at it, and hands it in. */
    private String does(Person who, Line.Job job) {
        String task = id(next(who));
        job.view(who, task).ok();
        job.submit(who, task, job.points(who, task)).ok();
        return task;
    }

    private String pseudonym(String task) {
        UUID subject = Objects.requireNonNull(database.asOwner(
                tenant,
                owner -> owner.sql("select face.subject from task join view on view.id = task.view"
                                + " join face on face.id = view.face where task.id = ?")
                        .param(UUID.fromString(task))
                        .query(UUID.class)
                        .single()));
        return subject.toString();
    }

    private int count(String sql, Object... values) {
        return Objects.requireNonNull(database.asOwner(
                tenant,
                owner -> owner.sql(sql).params(values).query(Integer.class).single()));
    }

    @Test
    void whatIsLeftGoesToOthers() {
        Line.Job job = released(2, "one", "one", "one", "other");
        Set<String> persons = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            persons.add(pseudonym(does(anna, job)));
        }
        assertThat(persons).as("two of the one and the other").hasSize(2);
        assertThat(next(anna).status()).isEqualTo(204);

        does(ben, job);
        assertThat(next(ben).status()).isEqualTo(204);
    }

    @Test
    void aPictureThatWasSeenIsSeenAgain() {
        Line.Job job = released(1, "one", "one");
        String task = id(next(anna));
        job.view(anna, task).ok();
        job.view(anna, task).ok();
        visor.post(anna, "/api/v1/tasks/" + task + "/release", "", "Visor-Purpose", job.purpose)
                .ok();

        assertThat(id(next(anna))).as("this one, not the other").isEqualTo(task);
        job.view(anna, task).ok();
        assertThat(count("select count(*) from picture_seen")).isEqualTo(1);
    }

    /** The task may have been handed out before the last picture was counted. */
    @Test
    void theViewIsRefusedWhateverHandedOutTheTask() {
        Line.Job job = released(1, "one", "one");
        does(anna, job);
        String second = Objects.requireNonNull(database.asOwner(
                tenant,
                owner -> owner.sql(
                                "update task set state = 'leased', leased_by = ?, lease_ends = now() + interval '1 hour'"
                                        + " where state = 'open' returning id::text")
                        .param(anna.id())
                        .query(String.class)
                        .single()));

        assertThat(job.view(anna, second)
                        .refused(403, "forbidden")
                        .json()
                        .path("detail")
                        .asString())
                .isEqualTo("You have seen as many pictures of this person as the client wants one annotator to see.");
        assertThat(count("select count(*) from picture_seen")).isEqualTo(1);
    }

    @Test
    void ofSeveralAtOnceNoMoreAreSeen() throws Exception {
        Line.Job job = released(1, "one", "one", "one");
        List<String> held = Objects.requireNonNull(database.asOwner(
                tenant,
                owner -> owner.sql(
                                "update task set state = 'leased', leased_by = ?, lease_ends = now() + interval '1 hour'"
                                        + " where state = 'open' returning id::text")
                        .param(anna.id())
                        .query(String.class)
                        .list()));
        assertThat(held).hasSize(3);
        CyclicBarrier start = new CyclicBarrier(held.size());
        List<Future<Answer>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(held.size())) {
            for (String task : held) {
                asked.add(threads.submit(() -> {
                    start.await();
                    return job.view(anna, task);
                }));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Answer> answer : asked) {
            statuses.add(answer.get().status());
        }

        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(count("select count(*) from picture_seen")).isEqualTo(1);
    }

    /** Two looks at one picture at once, of the last one that may be seen: both are shown, and it counts once. */
    @Test
    void onePictureAskedForTwiceAtOnceCountsOnce() throws Exception {
        Line.Job job = released(1, "one", "one");
        String task = id(next(anna));
        List<String> grants = List.of(grant(job, task), grant(job, task));
        CyclicBarrier start = new CyclicBarrier(grants.size());
        List<Future<Answer>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(grants.size())) {
            for (String grant : grants) {
                asked.add(threads.submit(() -> {
                    start.await();
                    return job.view(anna, task, grant);
                }));
            }
        }
        for (Future<Answer> answer : asked) {
            answer.get().ok();
        }
        assertThat(count("select count(*) from picture_seen")).isEqualTo(1);
    }

    private String grant(Line.Job job, String task) {
        return job.grant(anna, task).ok().json().path("grant").asString();
    }

    /** Otherwise a picture that nobody was shown would count, or one that somebody was shown would not. */
    @Test
    void whatAnotherBudgetRefusedIsNotCounted() {
        Line.Job job = released(5, "one", "one");
        visor.post(cast.client, "/api/v1/projects/" + job.project + "/budgets", "{\"viewsPerHour\": 1}")
                .ok();
        String first = id(next(anna));
        database.asOwner(
                tenant,
                owner -> owner.sql(
                                "update task set state = 'leased', leased_by = ?, lease_ends = now() + interval '1 hour'"
                                        + " where state = 'open'")
                        .param(anna.id())
                        .update());
        String second = Objects.requireNonNull(database.asOwner(
                tenant,
                owner -> owner.sql("select id::text from task where id <> ?")
                        .param(UUID.fromString(first))
                        .query(String.class)
                        .single()));

        job.view(anna, first).ok();
        job.view(anna, second).refused(429, "budget-used-up");
        assertThat(count("select count(*) from picture_seen")).isEqualTo(1);
    }

    /** Tickets of a person of whom enough was seen do not fill the first page of the queue. */
    @Test
    void aQueueFullOfThePersonHidesNobody() {
        Line.Job job = released(1, "one", "one");
        does(anna, job);
        String left = Objects.requireNonNull(database.asOwner(
                tenant,
                owner -> owner.sql("select task::text from enough_ticket where annotator = ?")
                        .param(anna.id())
                        .query(String.class)
                        .single()));
        database.asOwner(
                tenant,
                owner -> owner.sql("""
                        with more as (
                            insert into task_ticket (task, tenant, project, team, due, state)
                            select gen_random_uuid(), tenant, project, team, due - interval '1 day', 'open'
                            from task_ticket, generate_series(1, 60) where task = ? returning task, tenant)
                        insert into enough_ticket (task, tenant, annotator, subject)
                        select more.task, more.tenant, annotator, subject from more, enough_ticket where enough_ticket.task = ?
                        """)
                        .params(UUID.fromString(left), UUID.fromString(left))
                        .update());
        release(job, "other");

        assertThat(pseudonym(id(next(anna)))).isNotEqualTo(pseudonym(left));
    }

    @Test
    void whatComesLaterIsKeptAwayToo() {
        Line.Job job = released(1, "one");
        does(anna, job);
        release(job, "one");

        assertThat(next(anna).status()).isEqualTo(204);
        assertThat(count("select count(*) from enough_ticket where annotator = ?", anna.id()))
                .isEqualTo(1);
        does(ben, job);
    }

    @Test
    void whoHasNotSeenEnoughIsOfferedWhatComesLater() {
        Line.Job job = released(2, "one");
        does(anna, job);
        release(job, "one");

        does(anna, job);
    }

    @Test
    void keepsNothingAwayThatIsAnotherProjects() {
        Line.Job job = released(1, "one");
        Line.Job without = cast.project();
        release(without, "one");

        does(anna, job);

        does(anna, without);
    }

    @Test
    void anotherProjectCountsForItself() {
        does(anna, released(1, "one"));
        Line.Job without = cast.project();
        release(without, "one", "one");

        does(anna, without);
        does(anna, without);
        does(anna, released(1, "one"));
        assertThat(count("select count(*) from picture_seen")).isEqualTo(2);
    }

    @Test
    void whoseFaceItIsAfterAllWasSeen() {
        Line.Job job = released(1, "wrong");
        String first = does(anna, job);
        String wrong = pseudonym(first);
        release(job, "right", "wrong");
        visor.post(
                        cast.compliance,
                        "/api/v1/reassignments",
                        "{\"picture\": \"" + asset(first) + "\", \"line\": " + line(first)
                                + ", \"from\": \"wrong\", \"to\": \"right\", \"reason\": \"Named wrongly\"}")
                .ok();
        await().until(() -> !pseudonym(first).equals(wrong));

        Set<String> offered = new HashSet<>();
        for (Answer answer = next(anna); answer.status() == 200; answer = next(anna)) {
            String task = id(answer);
            offered.add(pseudonym(task));
            job.view(anna, task).ok();
            job.submit(anna, task, job.points(anna, task)).ok();
        }
        assertThat(offered).as("of the right person enough was seen").containsExactly(wrong);
    }

    private String asset(String task) {
        return Objects.requireNonNull(database.asOwner(
                tenant,
                owner -> owner.sql(
                                "select view.asset::text from task join view on view.id = task.view where task.id = ?")
                        .param(UUID.fromString(task))
                        .query(String.class)
                        .single()));
    }

    private int line(String task) {
        return count(
                "select face.claim from task join view on view.id = task.view join face on face.id = view.face"
                        + " where task.id = ?",
                UUID.fromString(task));
    }

    /** Pictures are counted, not faces: whoever saw a picture of the person sees the person's other face on it, too. */
    @Test
    void twoFacesOnOnePictureAreOne() {
        Line.Job job = group("one", "one");
        does(anna, job);
        does(anna, job);
        assertThat(count("select count(*) from picture_seen")).isEqualTo(1);

        release(job, "one");
        assertThat(next(anna).status()).isEqualTo(204);
    }

    /** A view shows one face; the other people on the picture were not seen. */
    @Test
    void ofAGroupOnlyWhoWasShownIsCounted() {
        Line.Job job = group("one", "other");
        String seen = pseudonym(does(anna, job));
        assertThat(count("select count(*) from picture_seen")).isEqualTo(1);
        assertThat(pseudonym(does(anna, job))).isNotEqualTo(seen);
        assertThat(count("select count(*) from picture_seen")).isEqualTo(2);
    }

    @Test
    void isForgottenWithThePerson() {
        Line.Job job = released(1, "one", "one");
        does(anna, job);
        assertThat(count("select count(*) from enough_ticket")).isEqualTo(1);

        visor.post(cast.compliance, "/api/v1/erasures", "{\"pseudonym\": \"one\", \"ground\": \"objection\"}")
                .ok();

        await().until(() -> count("select count(*) from picture_seen") == 0);
        await().until(() -> count("select count(*) from enough_ticket") == 0);
    }

    @Test
    void isANumberThatMakesSense() {
        for (String none : List.of("0", "-1", "1001")) {
            visor.post(
                            cast.client,
                            "/api/v1/projects",
                            "{\"name\": \"Pictures\", \"purpose\": \"pictures\", \"legalBasis\": \"gdpr-9-2-a\","
                                    + " \"schema\": \"ibug68\", \"viewProfile\": \"face-oval\", \"retention\": \"P90D\","
                                    + " \"use\": {\"kind\": \"measurement\"}, \"picturesOfOne\": " + none + "}")
                    .refused(400, "bad-pictures");
        }
    }

    /** A released batch of one picture with these persons on it, of each of whom one picture may be seen. */
    private Line.Job group(String... persons) {
        Line.Job job = line.project(cast.client, cast.team, 1);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < persons.length; i++) {
            rows.add("group.jpg,\"" + Line.FACES[i] + "\"," + persons[i] + ",consent-1,reference-1");
        }
        job.manifest(rows.toArray(String[]::new));
        byte[] mark = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
        job.upload("group.jpg", Metadata.withSegment(Line.photograph(), 0xfe, mark))
                .ok();
        job.staged();
        job.release(cast.officer).ok();
        return job;
    }
}
