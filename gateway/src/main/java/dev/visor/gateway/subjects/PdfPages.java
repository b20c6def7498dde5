package dev.visor.gateway.subjects;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/** Paragraphs on A4 pages, in the one font that comes with PDFBox: Latin, Greek and Cyrillic. Lengths in points, 1/72 inch. */
final class PdfPages implements AutoCloseable {

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float MARGIN = 56;
    private static final float LEADING = 1.35f;
    private static final String UNKNOWN = "?";

    private final PDDocument document = new PDDocument();
    private final PDFont font;
    private @Nullable PDPageContentStream page;
    private float y;

    PdfPages(String title) throws IOException {
        document.getDocumentInformation().setTitle(title);
        document.getDocumentCatalog().setLanguage("en");
        try (InputStream ttf = PDDocument.class.getResourceAsStream(FONT)) {
            font = PDType0Font.load(document, Objects.requireNonNull(ttf, "PDFBox's own font"));
        }
    }

    void heading(String text) throws IOException {
        space(8);
        paragraph(text, 15, 0);
        space(4);
    }

    void paragraph(String text) throws IOException {
        paragraph(text, 10, 0);
        space(4);
    }

    void indented(String text) throws IOException {
        paragraph(text, 9, 14);
    }

    void space(float points) {
        y -= points;
    }

    private void paragraph(String text, float size, float indent) throws IOException {
        float width = PDRectangle.A4.getWidth() - 2 * MARGIN - indent;
        for (String line : wrapped(printable(text), size, width)) {
            PDPageContentStream out = at(size * LEADING);
            out.beginText();
            out.setFont(font, size);
            out.newLineAtOffset(MARGIN + indent, y);
            out.showText(line);
            out.endText();
        }
    }

    /** The page that has so much room left, moved down by it. */
    private PDPageContentStream at(float height) throws IOException {
        PDPageContentStream out = page;
        if (out == null || y - height < MARGIN) {
            if (out != null) {
                out.close();
            }
            PDPage next = new PDPage(PDRectangle.A4);
            document.addPage(next);
            out = new PDPageContentStream(document, next);
            page = out;
            y = PDRectangle.A4.getHeight() - MARGIN;
        }
        y -= height;
        return out;
    }

    private List<String> wrapped(String text, float size, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && width(line + " " + word, size) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (!line.isEmpty()) {
                line.append(' ');
            }
            for (int c : word.codePoints().toArray()) {
                if (width(line.toString() + Character.toString(c), size) > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.appendCodePoint(c);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private float width(String text, float size) throws IOException {
        return font.getStringWidth(text) / 1000 * size;
    }

    /** What the font lacks is shown as a question mark: the JSON has it. */
    private String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().forEach(c -> {
            String character = Character.isISOControl(c) ? " " : Character.toString(c);
            try {
                font.encode(character);
                printable.append(character);
            } catch (IOException | IllegalArgumentException e) {
                printable.append(UNKNOWN);
            }
        });
        return printable.toString();
    }

    /** The document; no more can be written then. */
    byte[] toBytes() throws IOException {
        PDPageContentStream out = page;
        if (out != null) {
            out.close();
            page = null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
