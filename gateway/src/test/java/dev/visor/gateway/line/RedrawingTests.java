package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.findings.Findings;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.views.FaceDrawn;
import dev.visor.gateway.views.View;
import dev.visor.gateway.views.Views;
import dev.visor.redaction.geometry.ImagePoint;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;

/**
 * What is left of a drawing that comes too late, fails, is cut short, or meets another: one view of each face, and no key to
 * any other. For a tenant of its own, so that all that it seals is counted.
 */
class RedrawingTests {

    private static final ObjectKind[] MADE = {ObjectKind.VIEW, ObjectKind.SUGGESTION};

    /** Around the first face of the photograph, in stored pixels. */
    private static final List<ImagePoint> AROUND = List.of(
            new ImagePoint(420, 380), new ImagePoint(585, 380), new ImagePoint(600, 500), new ImagePoint(405, 600));

    private final Installation visor = Installation.shared();
    private final Cast cast = new Cast(visor);
    private final Sealed sealed = new Sealed(visor, cast.handle);
    private final Line.Job job = cast.project();
    private final Instant begin = Instant.now();

    @Test
    void isToldOfEverybodyOnThePictureAndTakesNobodyElsesView() {
        String picture = staged(Line.FACES[0], Line.FACES[1]);
        UUID other = view(picture, 3).id();

        JsonNode drawn = draw(picture).ok().json();

        assertThat(actions(2)).contains("face.draw", "face.drawn");
        assertThat(actions(3)).contains("face.draw").doesNotContain("face.drawn");
        assertThat(views(picture)).extracting(View::id).containsExactlyInAnyOrder(other, id(drawn));
        assertThat(view(picture, 3).id()).isEqualTo(other);
    }

    @Test
    void leavesOneViewHoweverOftenAFaceIsDrawn() {
        String picture = staged(Line.FACES[0]);
        job.release(cast.officer).ok();
        View first = view(picture, 2);
        View second = view(draw(picture));
        View third = view(draw(picture));

        assertThat(views(picture)).extracting(View::id).containsExactly(third.id());
        assertThat(List.of(first.picture(), second.picture())).noneMatch(sealed::opens);
        assertThat(List.of(first.geometry(), second.geometry(), third.picture(), third.geometry()))
                .allMatch(sealed::opens);
        assertThat(new StoredGeometry(visor, sealed.tenant().value())
                        .of(third.id())
                        .frame()
                        .generation())
                .isEqualTo(3);
        assertThat(visor.bean(Findings.class).about(sealed.tenant(), List.of(first.label(), second.label())))
                .isEmpty();
        assertThat(visor.bean(Findings.class).about(sealed.tenant(), List.of(third.label())))
                .hasSize(1);
    }

    @Test
    void endsTheTaskOfWhoeverWorksOnTheOldView() {
        String picture = staged(Line.FACES[0]);
        job.release(cast.officer).ok();
        String task = job.next(cast.annotator).path("id").asString();
        job.view(cast.annotator, task).ok();

        draw(picture).ok();

        assertThat(job.view(cast.annotator, task).status()).isIn(403, 404);
        assertThat(visor.post(cast.annotator, "/api/v1/tasks/next", "").status())
                .as("the new view waits for a look, the old one is nobody's task")
                .isEqualTo(204);
    }

    /** Whatever state the picture is in, an original that nothing can come of stays closed. */
    @ParameterizedTest
    @CsvSource({"uploaded, picture-not-looked-at", "refused, picture-closed", "withdrawn, picture-closed"})
    void opensNoPictureThatHasNoViewToCome(String state, String reason) {
        String picture = staged(Line.FACES[0]);
        sealed.update("update asset set state = ? where id = ?", state, UUID.fromString(picture));

        draw(picture).refused(409, reason);

        assertThat(newest("face.draw", picture)).isEmpty();
    }

    @Test
    void opensNoPictureOfAWithdrawnBatch() {
        String picture = staged(Line.FACES[0]);
        visor.send(cast.officer, "POST", "/api/v1/batches/" + job.batch() + "/withdraw", new byte[0])
                .ok();

        draw(picture).refused(409, "batch-withdrawn");

        assertThat(newest("face.draw", picture)).isEmpty();
    }

    @Test
    void destroysTheKeysOfAViewThatCouldNotBeKept() {
        String picture = staged(Line.FACES[0]);
        View before = view(picture, 2);
        List<ObjectRef> made = sealed.since(begin, MADE);

        Answer answer = during(picture, RedrawingTests::fail, () -> draw(picture));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(views(picture)).extracting(View::id).containsExactly(before.id());
        assertThat(sealed.since(begin, MADE)).hasSize(made.size() + 2);
        assertThat(sealed.since(begin, MADE)).filteredOn(sealed::opens).containsExactlyElementsOf(made);
        TrailRecord failed = newest("face.draw-failed", picture).orElseThrow();
        assertThat(failed.facts()).containsEntry("reason", "internal");
        assertThat(failed.intent())
                .isEqualTo(newest("face.draw", picture).orElseThrow().id());
        assertThat(actions(2)).contains("face.draw-failed").doesNotContain("face.drawn");
    }

    /** Nobody learns of the commit, as if the process had ended with it: the view that has rows stays, the old one goes. */
    @Test
    void keepsAViewThatWasKeptThoughNobodyHeardOfIt() {
        String picture = staged(Line.FACES[0]);
        View before = view(picture, 2);

        Answer answer = during(
                picture,
                () -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        fail();
                    }
                }),
                () -> draw(picture));

        assertThat(answer.status()).isEqualTo(500);
        View kept = view(picture, 2);
        assertThat(kept.id()).isNotEqualTo(before.id());
        assertThat(List.of(kept.picture(), kept.geometry())).allMatch(sealed::opens);
        assertThat(sealed.opens(before.picture())).isTrue();
        assertThat(sealed.update(
                        "update scheduled_tasks set execution_time = now() where task_name = 'destroy-replaced-views'"
                                + " and task_instance = ?",
                        kept.id().toString()))
                .isEqualTo(1);
        await().until(() -> !sealed.opens(before.picture()));
        assertThat(List.of(kept.picture(), kept.geometry(), before.geometry())).allMatch(sealed::opens);
    }

    /** Both ask for the same generation before either is done. */
    @Test
    void letsOneOfTwoWhoDrawAtOnceBegin() {
        String picture = staged(Line.FACES[0]);
        View before = view(picture, 2);
        Database database = new Database(visor.bean(DatabaseAccess.class));
        List<CompletableFuture<Answer>> both = database.asApp(sealed.tenant().value(), app -> {
            app.sql("select id from asset where id = ? for update")
                    .param(UUID.fromString(picture))
                    .query(UUID.class)
                    .single();
            List<CompletableFuture<Answer>> asked = List.of(
                    CompletableFuture.supplyAsync(() -> draw(picture)),
                    CompletableFuture.supplyAsync(() -> draw(picture)));
            await().until(() -> app.sql("select count(*) from pg_locks where not granted")
                            .query(Integer.class)
                            .single()
                    >= 2);
            return asked;
        });
        List<Answer> answers = both.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 409);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .allSatisfy(answer -> assertThat(answer.reason()).isEqualTo("drawn-meanwhile"));
        View kept = view(picture, 2);
        assertThat(sealed.since(begin, MADE))
                .filteredOn(sealed::opens)
                .containsExactlyInAnyOrder(before.geometry(), kept.picture(), kept.geometry());
        TrailRecord failed = newest("face.draw-failed", picture).orElseThrow();
        assertThat(failed.facts()).containsEntry("reason", "drawn-meanwhile");
    }

    /** A staged batch of the photograph; the rows begin with number 2. */
    private String staged(String... faces) {
        String[] rows = new String[faces.length];
        for (int i = 0; i < faces.length; i++) {
            rows[i] = "photo.jpg,\"" + faces[i] + "\",redrawn-" + i + ",consent,reference";
        }
        job.manifest(rows);
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();
        return sealed.picture(job);
    }

    private Answer draw(String picture) {
        return job.draw(cast.officer, picture, 2, AROUND);
    }

    /** Does this inside of the transaction that keeps the picture's next drawn view. */
    private Answer during(String picture, Runnable act, Supplier<Answer> drawing) {
        ApplicationEventMulticaster events = visor.bean(ApplicationEventMulticaster.class);
        ApplicationListener<PayloadApplicationEvent<FaceDrawn>> listener = new ApplicationListener<>() {
            @Override
            public void onApplicationEvent(PayloadApplicationEvent<FaceDrawn> event) {
                if (event.getPayload().asset().toString().equals(picture)) {
                    act.run();
                }
            }
        };
        events.addApplicationListener(listener);
        try {
            return drawing.get();
        } finally {
            events.removeApplicationListener(listener);
        }
    }

    private static void fail() {
        throw new IllegalStateException("Nothing works any more");
    }

    private List<View> views(String picture) {
        return visor.bean(Views.class).of(sealed.tenant(), List.of(UUID.fromString(picture)));
    }

    private View view(String picture, int line) {
        return Objects.requireNonNull(
                visor.bean(Views.class).byLine(sealed.tenant(), views(picture)).get(line));
    }

    private View view(Answer drawn) {
        return visor.bean(Views.class).find(sealed.tenant(), id(drawn.ok().json()));
    }

    private static UUID id(JsonNode view) {
        return UUID.fromString(view.path("id").asString());
    }

    /** What is recorded about the person whom a line claims. */
    private List<String> actions(int line) {
        return visor
                .bean(TrailReading.class)
                .about(sealed.tenant(), new KeyOwner(sealed.subject(job, line)), 0, TrailReading.PAGE)
                .stream()
                .map(TrailRecord::action)
                .toList();
    }

    private Optional<TrailRecord> newest(String action, String picture) {
        return visor.bean(TrailReading.class).newest(sealed.tenant(), Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.action().equals(action)
                        && record.objects().contains(ObjectLabel.of("asset", UUID.fromString(picture))))
                .findFirst();
    }
}
