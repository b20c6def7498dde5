package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** G10: a full disk refuses what comes, keeps what was taken, and is over when there is room again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FullDiskTests {

    private final SmallDisk disk;
    private final Installation visor;

    FullDiskTests() throws IOException {
        Path folder = Installation.cleared("full-disk");
        disk = new SmallDisk(folder.resolve("var/objects"));
        visor = Installation.apart(folder, disk.before());
    }

    @AfterAll
    void stops() {
        visor.close();
    }

    @Test
    void anUploadThatDoesNotFitIsRefusedAndNothingAcknowledgedIsLost() throws IOException {
        Cast cast = new Cast(visor);
        Line.Job job = cast.project();
        byte[] photograph = Line.photograph();
        job.manifest(
                "before.jpg,\"" + Line.FACES[0] + "\",disk-a,consent,before",
                "while.jpg,\"" + Line.FACES[0] + "\",disk-b,consent,while");
        job.upload("before.jpg", photograph).ok();

        disk.fill(visor.process().pid());
        for (int attempt = 0; attempt < 3; attempt++) {
            Answer refused = job.upload("while.jpg", photograph);
            refused.refused(507, "store-unavailable");
            assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
            assertThat(refused.text()).doesNotContain("while.jpg", "/objects", "Exception", "space");
        }
        assertThat(uploaded(job)).isEqualTo(1);
        disk.free(visor.process().pid());

        job.upload("before.jpg", photograph).refused(409, "already-uploaded");
        job.upload("while.jpg", photograph).ok();
        assertThat(job.staged().path("faces").asInt()).isEqualTo(2);
        for (JsonNode picture : job.review(cast.officer)) {
            String address = "/api/v1/assets/" + picture.path("id").asString() + "/original";
            byte[] opened = visor.get(cast.officer, address).ok().body();
            assertThat(Arrays.equals(opened, photograph)).isTrue();
        }
    }

    private int uploaded(Line.Job job) {
        return visor.get(job.client, "/api/v1/batches/" + job.batch())
                .ok()
                .json()
                .path("pictures")
                .asInt(-1);
    }
}
