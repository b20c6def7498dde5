package dev.visor.audit.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PdfPagesTest {

    private static byte[] written(String word) throws IOException {
        try (PdfPages pages = new PdfPages("A title")) {
            pages.heading("A heading");
            pages.paragraph("A paragraph with the word " + word + ", and \u4e00.");
            for (int i = 0; i < 200; i++) {
                pages.row(List.of(1, 3), List.of("row " + i, "long ".repeat(i % 40) + "end " + i));
            }
            return pages.toBytes();
        }
    }

    @Test
    void canBeReadAndLosesNoRow() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(written("Gruß"))) {
            String text = new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");

            assertThat(pdf.getNumberOfPages()).isGreaterThan(2);
            assertThat(text).contains("A heading", "Gruß, and ?.");
            for (int i = 0; i < 200; i++) {
                assertThat(text).contains("row " + i).contains("end " + i);
            }
        }
    }

    @Test
    void isTheSameForTheSameWordsAndBearsNoTraceOfZlib() throws IOException {
        byte[] pdf = written("one");

        assertThat(written("one")).isEqualTo(pdf);
        assertThat(written("two")).isNotEqualTo(pdf);
        assertThat(new String(pdf, ISO_8859_1)).doesNotContain("FlateDecode", "CreationDate", "ModDate");
    }

    @Test
    void refusesARowThatDoesNotFitItsColumns() throws IOException {
        try (PdfPages pages = new PdfPages("A title")) {
            assertThatThrownBy(() -> pages.row(List.of(1, 1), List.of("one")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> pages.row(List.of(1, 9), List.of("word ".repeat(500), "")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
