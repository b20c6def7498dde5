package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.findings.Findings;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import dev.visor.gateway.vault.Vault;
import dev.visor.gateway.views.View;
import dev.visor.gateway.views.ViewGeometry;
import dev.visor.gateway.views.Views;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ViewPoint;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The client's redaction officer draws what may be seen of a face, and what was seen before dies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrawingTests {

    private static final int FILL = 0x808080;

    /** Around the first face of the photograph, in stored pixels. */
    private static final List<ImagePoint> AROUND =
            List.of(at(420, 380), at(500, 350), at(585, 380), at(600, 500), at(505, 610), at(405, 500));

    private final Installation visor = Installation.shared();
    private final Scene scene = new Scene(visor);
    private final TenantId tenant =
            new TenantId(new Database(visor.bean(DatabaseAccess.class)).tenant(scene.tenant("own")));
    private final StoredGeometry geometries = new StoredGeometry(visor, tenant.value());
    private final Person officer = scene.person("redaction-officer", "own");

    @Test
    void givesAViewToAFaceThatNoDetectorMatched() {
        Line.Job job = waiting();
        String picture = job.review(officer).get(0).path("id").asString();
        assertThat(job.review(officer).get(0).path("state").asString()).isEqualTo("waiting");

        List<ObjectLabel> itself = List.of(ObjectLabel.of("asset", UUID.fromString(picture)));
        assertThat(visor.bean(Findings.class).about(tenant, itself)).hasSize(1);

        JsonNode drawn = draw(officer, picture, 2, AROUND).ok().json();

        assertThat(drawn.path("state").asString()).isEqualTo("staged");
        assertThat(visor.bean(Findings.class).about(tenant, itself)).isEmpty();
        assertThat(drawn.path("detector").asString()).isEqualTo("drawn");
        JsonNode reviewed = job.review(officer).get(0);
        assertThat(reviewed.path("state").asString()).isEqualTo("redacted");
        assertThat(reviewed.path("rows").get(0).path("reason").isNull()).isTrue();
        assertThat(reviewed.path("rows").get(0).path("view").asString())
                .isEqualTo(drawn.path("id").asString());
        TrailRecord intent = newest("face.draw");
        assertThat(intent.actorName()).isEqualTo(officer.name());
        assertThat(intent.facts()).containsEntry("row", "2").containsEntry("profile", "face-oval");
        assertThat(intent.objects()).contains(ObjectLabel.of("asset", UUID.fromString(picture)));
        assertThat(newest("face.drawn").objects()).contains(label(drawn));

        job.release(officer).ok();
        JsonNode task = job.next(scene.annotator);
        byte[] served =
                job.view(scene.annotator, task.path("id").asString()).ok().body();
        checkShows(Photo.read(served).pixels(), geometries.of(id(drawn)));
        job.submit(
                        scene.annotator,
                        task.path("id").asString(),
                        job.points(scene.annotator, task.path("id").asString()))
                .ok();
        assertThat(job.export()).isNotEmpty();
    }

    @Test
    void putsACorrectedViewInThePlaceOfOneThatWasReported() {
        Line.Job job = scene.project();
        job.manifest("photo.jpg,\"" + Line.FACES[0] + "\",corrected-" + System.nanoTime() + ",consent,reference");
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();
        job.release(officer).ok();
        String task = job.next(scene.annotator).path("id").asString();
        JsonNode before = job.review(officer).get(0);
        String old = before.path("views").get(0).path("id").asString();
        View replaced = visor.bean(Views.class).find(tenant, UUID.fromString(old));
        report(job, task);

        JsonNode drawn =
                draw(officer, before.path("id").asString(), 2, AROUND).ok().json();

        // Nobody is shown the old one any more, and nothing opens it; the new one waits for the officer's look.
        assertThat(visor.get(officer, "/api/v1/views/" + old + "/picture").status())
                .isEqualTo(404);
        assertThat(visor.bean(Vault.class).standing(List.of(replaced.picture(), replaced.geometry())))
                .containsOnlyKeys(replaced.geometry());
        assertThat(visor.bean(Findings.class).about(tenant, List.of(ObjectLabel.of("view", UUID.fromString(old)))))
                .isEmpty();
        assertThat(drawn.path("state").asString()).isEqualTo("withheld");
        assertThat(visor.bean(Findings.class).about(tenant, List.of(label(drawn))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.rule()).isEqualTo("face.draw"));
        assertThat(job.view(scene.annotator, task).status()).isIn(403, 404);
        assertThat(geometries.of(id(drawn)).frame().generation()).isEqualTo(2);
        visor.get(officer, "/api/v1/views/" + drawn.path("id").asString() + "/picture")
                .ok();

        visor.post(officer, "/api/v1/views/" + drawn.path("id").asString() + "/restore", "")
                .ok();

        assertThat(visor.bean(Findings.class).about(tenant, List.of(label(drawn))))
                .isEmpty();
        String again = job.next(scene.annotator).path("id").asString();
        assertThat(again).isNotEqualTo(task);
        checkShows(Photo.read(job.view(scene.annotator, again).ok().body()).pixels(), geometries.of(id(drawn)));
        job.submit(scene.annotator, again, job.points(scene.annotator, again)).ok();
    }

    @Test
    void isTheClientsOwnOfficersActWithASecondFactor() {
        for (Person other : List.of(
                scene.annotator,
                scene.senior,
                scene.person("client", "own"),
                scene.person("compliance-officer", "own"),
                scene.person("redaction-officer", "other"))) {
            assertThat(draw(other, scene.picture, 2, AROUND).status())
                    .as(other.name())
                    .isIn(403, 404);
            assertThat(draw(other, scene.picture, 99, AROUND).status())
                    .as("%s, of a row that is not there", other.name())
                    .isIn(403, 404);
        }
        assertThat(draw(officer.withoutSecondFactor(), scene.picture, 2, AROUND).reason())
                .isEqualTo("step-up-required");
        assertThat(visor.bean(Views.class).find(tenant, UUID.fromString(scene.view)))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | bad-outline",
                "{\"row\": 2} | bad-outline",
                "{\"row\": 2, \"imagePoints\": []} | bad-outline",
                "{\"row\": 2, \"imagePoints\": [null, null, null]} | bad-outline",
                "{\"row\": 2, \"imagePoints\": [{\"x\": 1}, {\"x\": 1}, {\"x\": 1}]} | bad-outline",
                "{\"row\": 2, \"imagePoints\": [{\"x\":0,\"y\":0},{\"x\":90,\"y\":0}]} | bad-outline",
                "{\"row\": 2, \"imagePoints\": [{\"x\":0,\"y\":0},{\"x\":90,\"y\":90},{\"x\":180,\"y\":180}]} | bad-outline",
                "{\"row\": 2, \"imagePoints\": [{\"x\":-1,\"y\":0},{\"x\":90,\"y\":0},{\"x\":90,\"y\":90}]} | bad-outline",
                "{\"row\": 2, \"imagePoints\": [{\"x\":0,\"y\":0},{\"x\":1921,\"y\":0},{\"x\":90,\"y\":90}]} | bad-outline",
                "{\"row\": 2, \"imagePoints\": [{\"x\":0,\"y\":0},{\"x\":40,\"y\":0},{\"x\":40,\"y\":90}]} | face-too-small",
                "{\"row\": 99, \"imagePoints\": [{\"x\":0,\"y\":0},{\"x\":90,\"y\":0},{\"x\":90,\"y\":90}]} | unknown-row",
            })
    void refusesWhatIsNoOutlineOfAClaimedFace(String body, String reason) {
        Answer answer = visor.post(officer, "/api/v1/assets/" + scene.picture + "/outlines", body);
        answer.refused(422, reason);
        visor.get(officer, "/api/v1/views/" + scene.view + "/picture").ok();
    }

    /** A staged batch of one picture whose only claim is a piece of wall. */
    private Line.Job waiting() {
        Line.Job job = scene.project();
        job.manifest("photo.jpg,\"20,20,180,240\",drawn-" + System.nanoTime() + ",consent,reference");
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();
        return job;
    }

    private void report(Line.Job job, String task) {
        visor.post(
                        scene.annotator,
                        "/api/v1/tasks/" + task + "/report",
                        "{\"concern\": \"another-face\"}",
                        "Visor-Purpose",
                        job.purpose)
                .ok();
    }

    private Answer draw(Person person, String picture, int row, List<ImagePoint> corners) {
        return scene.job.draw(person, picture, row, corners);
    }

    /** Every pixel beside what was drawn is the fill, and what was drawn can be seen. */
    private static void checkShows(BufferedImage served, ViewGeometry geometry) {
        assertThat(geometry.outline().corners()).isEqualTo(AROUND);
        assertThat(geometry.exclusions()).isEmpty();
        int shown = 0;
        for (int y = 0; y < served.getHeight(); y++) {
            for (int x = 0; x < served.getWidth(); x++) {
                ImagePoint under = geometry.frame().toImage(new ViewPoint(x + 0.5, y + 0.5));
                ImagePoint centre = new ImagePoint(Math.floor(under.x()) + 0.5, Math.floor(under.y()) + 0.5);
                boolean filled = (served.getRGB(x, y) & 0xffffff) == FILL;
                if (!geometry.outline().contains(centre)) {
                    assertThat(filled).as("pixel %d, %d", x, y).isTrue();
                }
                shown += filled ? 0 : 1;
            }
        }
        assertThat(shown).isGreaterThan(served.getWidth() * served.getHeight() / 3);
    }

    private TrailRecord newest(String action) {
        return visor.bean(TrailReading.class).newest(tenant, Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.action().equals(action))
                .findFirst()
                .orElseThrow();
    }

    private static UUID id(JsonNode view) {
        return UUID.fromString(view.path("id").asString());
    }

    private static ObjectLabel label(JsonNode view) {
        return ObjectLabel.of("view", id(view));
    }

    private static ImagePoint at(double x, double y) {
        return new ImagePoint(x, y);
    }
}
