package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.findings.Finding;
import dev.visor.gateway.findings.Findings;
import dev.visor.gateway.findings.Severity;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an annotator should not have seen is shown to no annotator again, until the client's own officer says otherwise. */
class ReportTests {

    private final Installation visor = Installation.shared();
    private final Scene scene = new Scene(visor);
    private final TenantId tenant =
            new TenantId(new Database(visor.bean(DatabaseAccess.class)).tenant(scene.tenant("own")));
    private final Person annotator = scene.annotator;
    private final Person officer = scene.person("redaction-officer", "own");
    private final String task = scene.next(annotator);

    @Test
    void takesTheViewFromEverybodyAtOnce() {
        byte[] seen = scene.job.view(annotator, task).ok().body();
        assertThat(seen).isNotEmpty();

        report(task, "another-face").ok();

        scene.job.view(annotator, task).refused(403, "forbidden");
        assertThat(scene.draft(annotator, task).status()).isIn(403, 409);
        Person mate = new Person(UUID.randomUUID(), "mate", Set.of("annotator"), null, annotator.teams(), 1, null);
        assertThat(visor.post(mate, "/api/v1/tasks/next", "").status()).isEqualTo(204);
        String view = withheld();
        List<Finding> open = findings(view);
        assertThat(open).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("view.report");
            assertThat(finding.severity()).isEqualTo(Severity.SEVERE);
            assertThat(finding.owner()).isEqualTo("redaction-officer");
            assertThat(finding.sentence()).contains("another face");
        });
        TrailRecord record = newest("view.report");
        assertThat(record.actorName()).isEqualTo(annotator.name());
        assertThat(record.facts()).containsEntry("concern", "another-face");
        assertThat(record.objects()).contains(label(view), ObjectLabel.of("task", UUID.fromString(task)));
        // The officer decides from what was shown.
        assertThat(visor.get(officer, "/api/v1/views/" + view + "/picture").ok().body())
                .isEqualTo(seen);
    }

    @Test
    void isUndoneByTheClientsOfficerAloneAndMakesTheTaskAnew() {
        report(task, "readable-text").ok();
        String view = withheld();
        for (Person other : List.of(
                annotator,
                scene.person("client", "own"),
                scene.person("compliance-officer", "own"),
                scene.person("redaction-officer", "other"))) {
            assertThat(restore(other, view).status()).as(other.name()).isIn(403, 404);
        }
        assertThat(restore(officer.withoutSecondFactor(), view).reason()).isEqualTo("step-up-required");

        restore(officer, view).ok();

        String again = scene.next(annotator);
        assertThat(again).isNotEqualTo(task);
        scene.job.view(annotator, again).ok();
        assertThat(findings(view)).isEmpty();
        assertThat(newest("view.restore").actorName()).isEqualTo(officer.name());
        restore(officer, view).refused(403, "forbidden");
    }

    @Test
    void letsNoUnreleasedViewThrough() {
        Line.Job staged = scene.project();
        staged.manifest("photo.jpg,\"" + Line.FACES[0] + "\",unreleased,consent,reference");
        staged.upload("photo.jpg", Line.photograph()).ok();
        staged.staged();
        String view =
                staged.review(officer).get(0).path("views").get(0).path("id").asString();

        restore(officer, view).refused(409, "view-not-withheld");

        assertThat(staged.review(officer)
                        .get(0)
                        .path("views")
                        .get(0)
                        .path("state")
                        .asString())
                .isEqualTo("staged");
    }

    @Test
    void isTakenFromTheTasksHolderAlone() {
        assertThat(report(scene.senior, task, "other").status()).isIn(403, 404);
        assertThat(report(scene.person("annotator", "other"), task, "other").status())
                .isIn(403, 404);
        scene.job.view(annotator, task).ok();
    }

    @Test
    void saysWhatWasSeenInTheWordsThatThereAreForIt() {
        assertThat(report(task, "Mr Miller of 4 Mill Lane").status()).isEqualTo(400);
        assertThat(visor.post(annotator, "/api/v1/tasks/" + task + "/report", "{}", "Visor-Purpose", scene.job.purpose)
                        .reason())
                .isEqualTo("concern-missing");
        scene.job.view(annotator, task).ok();
    }

    @Test
    void keepsAWithheldViewOutOfExportsAndDiesWithItsBatch() {
        report(task, "not-a-face").ok();
        String view = withheld();

        visor.send(officer, "POST", "/api/v1/batches/" + scene.job.batch() + "/withdraw", new byte[0])
                .ok();

        assertThat(visor.get(officer, "/api/v1/views/" + view + "/picture").status())
                .isEqualTo(404);
        assertThat(restore(officer, view).status()).isEqualTo(404);
    }

    private Answer report(String id, String concern) {
        return report(annotator, id, concern);
    }

    private Answer report(Person person, String id, String concern) {
        return visor.post(
                person,
                "/api/v1/tasks/" + id + "/report",
                "{\"concern\": \"" + concern + "\"}",
                "Visor-Purpose",
                scene.job.purpose);
    }

    private Answer restore(Person person, String view) {
        return visor.post(person, "/api/v1/views/" + view + "/restore", "");
    }

    /** The one view of the batch that is withheld. */
    private String withheld() {
        List<String> found = new ArrayList<>();
        for (JsonNode picture : scene.job.review(officer)) {
            for (JsonNode view : picture.path("views")) {
                if (view.path("state").asString().equals("withheld")) {
                    found.add(view.path("id").asString());
                }
            }
        }
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private List<Finding> findings(String view) {
        return visor.bean(Findings.class).about(tenant, List.of(label(view)));
    }

    private TrailRecord newest(String action) {
        return visor.bean(TrailReading.class).newest(tenant, Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.action().equals(action))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectLabel label(String view) {
        return ObjectLabel.of("view", UUID.fromString(view));
    }
}
