package dev.visor.redaction.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthTest {

    @TempDir
    Path folder;

    @Test
    void readsDlibsBoxesAndPoints() throws Exception {
        Files.writeString(folder.resolve("a.xml"), """
                <?xml version='1.0' encoding='ISO-8859-1'?>
                <?xml-stylesheet type='text/xsl' href='x.xsl'?>
                <dataset><images><image file='a.jpg' width='9' height='9'>
                <box top='1' left='2' width='3' height='4'><part name='00' x='5' y='6'/></box>
                <box top='5' left='5' width='2' height='2' ignore='1'/>
                </image><image file='none.jpg'/></images></dataset>
                """);
        List<Labelled> pictures = Truth.in(folder);
        assertThat(pictures).hasSize(2);
        assertThat(pictures.getFirst().faces())
                .containsExactly(new Labelled.Face(new Box(2, 1, 3, 4), List.of(new ImagePoint(5.5, 6.5))));
        assertThat(pictures.getLast().faces()).isEmpty();
    }

    @Test
    void readsCoco() throws Exception {
        Files.writeString(folder.resolve("coco.json"), """
                {"info": {"a": null, "b": [true, "\\u0041\\n"]},
                 "images": [{"id": 7, "file_name": "sub/b.jpg"}, {"id": 8, "file_name": "c.jpg"}],
                 "annotations": [{"image_id": 7, "bbox": [1.5, 2, 30, 4e1]}, {"image_id": 8, "bbox": [0, 0, 0, 5]}]}
                """);
        List<Labelled> pictures = Truth.in(folder);
        assertThat(pictures)
                .extracting(Labelled::file)
                .containsExactly(folder.resolve("sub/b.jpg"), folder.resolve("c.jpg"));
        assertThat(pictures.getFirst().boxes()).containsExactly(new Box(1.5, 2, 30, 40));
        assertThat(pictures.getLast().boxes()).as("a box without extent").isEmpty();
    }

    @Test
    void leavesTheLearningHalfOfTheKnownPicturesOut() throws Exception {
        StringBuilder list = new StringBuilder("[");
        for (int i = 0; i < 100; i++) {
            list.append(i == 0 ? "" : ",")
                    .append("{\"file\":\"p%d.jpg\",\"faces\":[{\"box\":[1,2,3,4],\"ignore\":%b}]}"
                            .formatted(i, i % 2 == 0));
        }
        Files.writeString(folder.resolve("fmd.json"), list.append("]"));
        List<Labelled> known = Truth.in(folder);
        assertThat(known.stream().filter(Labelled::learning).count()).isBetween(35L, 65L);
        assertThat(known.get(0).faces()).isEmpty();
        assertThat(known.get(1).faces()).hasSize(1);
        Files.move(folder.resolve("fmd.json"), folder.resolve("other.json"));
        assertThat(Truth.in(folder)).noneMatch(Labelled::learning);
    }

    @Test
    void knowsTheDemonstrationsFaces() throws Exception {
        assertThat(Truth.ofSamples()).hasSize(6).allMatch(picture -> Files.exists(picture.file()));
        assertThat(Truth.ofSamples().stream()
                        .mapToInt(picture -> picture.faces().size())
                        .sum())
                .isEqualTo(22);
    }
}
