package dev.visor.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.landmarks.codes.ActionUnitCode;
import dev.visor.gateway.landmarks.codes.AttributeCode;
import dev.visor.gateway.landmarks.codes.Coding;
import dev.visor.gateway.landmarks.codes.FaceCodes;
import dev.visor.gateway.projects.codes.AskedCodes;
import dev.visor.gateway.projects.codes.Extent;
import dev.visor.gateway.projects.codes.Intensity;
import dev.visor.gateway.projects.codes.Side;
import dev.visor.policies.DeclaredUse;
import dev.visor.redaction.geometry.Orientation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The codes of an export, version 1; the golden file is kept for ever. */
class CodesFileTest {

    private static final AskedCodes ASKED =
            AskedCodes.of(List.of(6, 12, 25), null, List.of("glasses"), DeclaredUse.Use.MEASUREMENT);

    private final ExportContent content = coded(CodesFileTest::codes);

    @Test
    void isWrittenAsItAlwaysWas() throws IOException {
        assertThat(new String(CodesFile.write(content), StandardCharsets.UTF_8))
                .isEqualTo(Golden.text("codes-v1.json"));
    }

    @Test
    void isReadByTheFaces() {
        var read = CodesFile.read(CodesFile.write(content));

        assertThat(read).hasSize(3);
        assertThat(read.get(Sample.id(2))).isEqualTo(codes(1));
    }

    @Test
    void refusesAnotherVersionAndAFaceThatIsThereTwice() {
        String text = new String(CodesFile.write(content), StandardCharsets.UTF_8);
        for (String other : List.of(
                text.replace("\"version\":1", "\"version\":2"),
                text.replace(Sample.id(2).toString(), Sample.id(1).toString()),
                text.replace("\"bilateral\"", "\"both\""),
                text.substring(1))) {
            assertThat(other).isNotEqualTo(text);
            assertThatThrownBy(() -> CodesFile.read(other.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(ExportFormatException.class);
        }
    }

    @Test
    void isInTheArchiveAndInTheManifestWhereCodesAreAskedFor() throws Exception {
        JsonNode manifest = archive(content).manifest();

        assertThat(manifest.path("codes").asString()).contains("COCO and .pts have no word for them");
        assertThat(manifest.path("files").toString())
                .contains("\"format\":\"visor-codes-1\"", "annotations/codes.json");
        ExportContent plain = Sample.content(CoordinateSpace.STORED, Orientation.UPRIGHT);
        assertThat(archive(plain).manifest().has("codes")).isFalse();
        assertThat(archive(plain).paths()).doesNotContain(CodesFile.PATH);
    }

    /** One person's codes under another's name, or no codes at all, are found. */
    @Test
    void isComparedFaceByFace() throws Exception {
        assertThat(ReadBack.of(archive(content), content).difference()).isZero();
        ExportContent swapped = coded(number -> codes(2 - number));
        assertThatThrownBy(() -> ReadBack.of(archive(swapped), content)).isInstanceOf(ExportFormatException.class);
        ExportContent plain = Sample.content(CoordinateSpace.STORED, Orientation.UPRIGHT);
        assertThatThrownBy(() -> ReadBack.of(archive(plain), content)).isInstanceOf(ExportFormatException.class);
        assertThatThrownBy(() -> ReadBack.of(archive(content), plain)).isInstanceOf(ExportFormatException.class);
    }

    @Test
    void isOfEveryFaceOrOfNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> coded(number -> number == 1 ? null : codes(number)));
    }

    private static FaceCodes codes(int number) {
        return new FaceCodes(
                List.of(
                        new ActionUnitCode(
                                6,
                                Side.BILATERAL,
                                new Coding.Present(List.of(Intensity.A, Intensity.B, Intensity.C)
                                        .get(number))),
                        new ActionUnitCode(12, Side.LEFT, new Coding.Absent()),
                        new ActionUnitCode(25, null, new Coding.NotCodable(Coding.Reason.HAND, null))),
                number == 1,
                null,
                null,
                List.of(new AttributeCode("glasses", Extent.FULL, "clear")),
                List.of());
    }

    private static ExportContent coded(IntFunction<@Nullable FaceCodes> codes) {
        ExportContent plain = Sample.content(CoordinateSpace.STORED, Orientation.UPRIGHT);
        List<ExportedPicture> pictures = new ArrayList<>();
        int number = 0;
        for (ExportedPicture picture : plain.pictures()) {
            List<ExportedFace> faces = new ArrayList<>();
            for (ExportedFace face : picture.faces()) {
                faces.add(new ExportedFace(
                        face.face(),
                        face.annotation(),
                        face.guideline(),
                        face.generation(),
                        face.detector(),
                        face.box(),
                        face.schema(),
                        face.points(),
                        codes.apply(number++),
                        face.mask()));
            }
            pictures.add(new ExportedPicture(
                    picture.asset(), picture.reference(), picture.stored(), picture.orientation(), faces));
        }
        return new ExportContent(
                plain.export(),
                plain.project(),
                plain.purpose(),
                plain.basis(),
                plain.created(),
                plain.schema(),
                ASKED,
                plain.space(),
                plain.masks(),
                pictures,
                plain.leftOut());
    }

    private static ArchiveReader archive(ExportContent of) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ExportArchive.write(of, new ManifestSigner(pair), bytes);
        return ArchiveReader.of(bytes.toByteArray(), pair.getPublic());
    }
}
