package dev.visor.gateway.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** G3 over HTTP: what the client wrote around equal pixels is not in the master views, byte for byte. */
class EqualPixelsTests {

    private final Installation visor = Installation.shared();

    @Test
    void twoUploadsThatDifferInEverythingElseHaveTheSameMasterViews() {
        byte[] jpeg = Line.photograph();
        Photo photo = Photo.read(jpeg);
        byte[] chatty = Metadata.withSegment(
                Metadata.withExif(jpeg, 1, "Taken at home by somebody"), 0xfe, "A comment".getBytes(UTF_8));
        byte[] labelled = Metadata.withChunk(
                Metadata.withExif(photo.interlacedPng(), 1, "Another description"),
                "tEXt",
                "Author\0Somebody".getBytes(UTF_8));
        Cast cast = new Cast(visor);
        Line.Job job = cast.project();
        List<String> rows = new ArrayList<>();
        Map<String, byte[]> files = Map.of(
                "a.jpg",
                jpeg,
                "holiday b.jpg",
                chatty,
                "c.png",
                photo.png(),
                "d.png",
                labelled,
                "e.bmp",
                photo.bmp(),
                "f.tif",
                photo.tiff());
        files.keySet().forEach(name -> {
            for (int face = 0; face < 3; face++) {
                rows.add(name + ",\"" + Line.FACES[face] + "\"," + name + face + ",consent " + name + ",ref/" + name);
            }
        });
        job.manifest(rows.toArray(String[]::new));
        files.forEach((name, file) -> job.upload(name, file).ok());
        assertThat(job.staged().path("faces").asInt()).isEqualTo(18);

        Map<String, List<String>> views = views(job, cast.officer);

        assertThat(views).hasSize(6);
        views.forEach((name, own) -> assertThat(own).as(name).hasSize(3).doesNotHaveDuplicates());
        assertEqual(views, "ref/a.jpg", "ref/holiday b.jpg");
        assertEqual(views, "ref/c.png", "ref/d.png");
        assertEqual(views, "ref/c.png", "ref/e.bmp");
        assertEqual(views, "ref/c.png", "ref/f.tif");
    }

    private static void assertEqual(Map<String, List<String>> views, String one, String other) {
        assertThat(views.getOrDefault(one, List.of()))
                .containsExactlyInAnyOrderElementsOf(views.getOrDefault(other, List.of()));
    }

    /** The views by their hashes, for a failed test must not print faces. */
    private Map<String, List<String>> views(Line.Job job, Person officer) {
        Map<String, List<String>> views = new HashMap<>();
        for (JsonNode picture : job.review(officer)) {
            List<String> own = new ArrayList<>();
            picture.path("views")
                    .forEach(view -> own.add(hash(visor.get(
                                    officer, "/api/v1/views/" + view.path("id").asString() + "/picture")
                            .ok()
                            .body())));
            views.put(picture.path("reference").asString(), own);
        }
        return views;
    }

    private static String hash(byte[] view) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(view));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
