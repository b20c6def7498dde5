package dev.visor.gateway.line;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a client may send, and what he hears when it is something else. */
class FormatsTests {

    private final Installation visor = Installation.shared();
    private final Cast cast = new Cast(visor);
    private final Line.Job job = cast.project();

    @Test
    void saysWhatToDoWithAFileThatIsNotTaken() {
        job.manifest(rows("phone.heic", "scan.pdf", "all.zip", "text.jpg"));
        byte[] heic = "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(US_ASCII);

        Answer refused = job.upload("phone.heic", heic).refused(422, "unsupported-heic");
        assertThat(refused.text()).contains("export them as JPEG");
        job.upload("scan.pdf", "%PDF-1.7".getBytes(US_ASCII)).refused(422, "unsupported-pdf");
        job.upload("all.zip", "PK\u0003\u0004".getBytes(US_ASCII)).refused(422, "unsupported-archive");
        job.upload("text.jpg", "just a text".getBytes(US_ASCII)).refused(422, "not-a-picture");
    }

    @Test
    void handsOriginalsOutUnderTheirOwnTypes() {
        Photo photo = Photo.read(Line.photograph()).part(100, 100, 1, 800, 900);
        Map<String, byte[]> files = new TreeMap<>(
                Map.of("a.png", photo.png(), "b.bmp", photo.bmp(), "c.tif", photo.tiff(), "d.jpg", photo.jpeg()));
        job.manifest(rows(files.keySet().toArray(String[]::new)));
        files.forEach((name, file) -> job.upload(name, file).ok());
        job.staged();

        Map<String, String> types = new TreeMap<>();
        for (JsonNode picture : job.review(cast.officer)) {
            Answer original = visor.get(
                            cast.officer, "/api/v1/assets/" + picture.path("id").asString() + "/original")
                    .ok();
            String name = picture.path("reference").asString();
            types.put(name, original.header("Content-Type"));
            assertThat(Arrays.equals(original.body(), files.get(name))).as(name).isTrue();
        }
        assertThat(types)
                .isEqualTo(Map.of(
                        "a.png", "image/png", "b.bmp", "image/bmp", "c.tif", "image/tiff", "d.jpg", "image/jpeg"));
    }

    private static String[] rows(String... files) {
        return List.of(files).stream()
                .map(file -> file + ",whole,person of " + file + ",consent," + file)
                .toArray(String[]::new);
    }
}
