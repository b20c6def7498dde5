package dev.visor.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.redaction.geometry.Orientation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PtsNamesTest {

    @Test
    void namesFilesAfterTheirPictures() {
        assertThat(names(List.of("a/face_01.jpg"))).containsExactly("pts/face_01.pts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "..\\..\\x", "/", "", "..", ".hidden", "a\0b", "-rf", "ü", "x/../y"})
    void aReferenceNeverLeavesTheFolder(String reference) {
        assertThat(names(List.of(reference)).getFirst()).matches("pts/[A-Za-z0-9_][A-Za-z0-9._-]*\\.pts");
    }

    @Test
    void noTwoFacesShareAFileEvenWhereCaseIsNotTold() {
        List<String> references =
                new ArrayList<>(List.of("a.jpg", "A.jpg", "a.png", "b/a.jpg", "a_2.jpg", "ä.jpg", "ö.jpg"));
        references.add("x".repeat(300) + "1.jpg");
        references.add("x".repeat(300) + "2.jpg");
        List<String> names = names(references);
        assertThat(new HashSet<>(names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList()))
                .hasSameSizeAs(references);
        assertThat(names).allSatisfy(name -> assertThat(name.length()).isLessThan(100));
    }

    private static List<String> names(List<String> references) {
        ExportContent sample = Sample.content();
        ExportedFace model = sample.pictures().getFirst().faces().getFirst();
        List<ExportedPicture> pictures = new ArrayList<>();
        for (String reference : references) {
            ExportedFace face = new ExportedFace(
                    UUID.randomUUID(), 1, 1, 1, "none", model.box(), model.schema(), model.points(), null, null);
            pictures.add(
                    new ExportedPicture(UUID.randomUUID(), reference, Sample.SIZE, Orientation.UPRIGHT, List.of(face)));
        }
        PtsNames names = new PtsNames(sample.with(pictures));
        return pictures.stream()
                .map(picture -> names.of(picture.faces().getFirst()))
                .toList();
    }
}
