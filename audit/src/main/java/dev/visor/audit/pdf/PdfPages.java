package dev.visor.audit.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/**
 * Paragraphs and tables on A4 pages, in the one font that comes with PDFBox: Latin, Greek and Cyrillic. Lengths in points,
 * 1/72 inch.
 */
public final class PdfPages implements AutoCloseable {

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float MARGIN = 56;
    private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private static final float LEADING = 1.35f;
    private static final float CELL = 7.5f;

    /** A heading and two lines of text. */
    private static final float HEADING = 64;

    private static final float GAP = 5;
    private static final String UNKNOWN = "?";

    /** A document's identifier is made of this and its content, and of no time. */
    private static final long IDENTIFIER = 1;

    private final PDDocument document = new PDDocument();
    private final PDFont font;
    private @Nullable PDPageContentStream page;
    private float y;

    /**
     * Begins a document.
     *
     * @throws IOException if PDFBox's font cannot be read
     */
    public PdfPages(String title) throws IOException {
        document.setDocumentId(IDENTIFIER);
        document.getDocumentInformation().setTitle(title);
        document.getDocumentCatalog().setLanguage("en");
        try (InputStream ttf = PDDocument.class.getResourceAsStream(FONT)) {
            font = PDType0Font.load(document, Objects.requireNonNull(ttf, "PDFBox's own font"));
        }
    }

    /** Writes a heading; with too little room for text below it, on the next page. */
    public void heading(String text) throws IOException {
        if (page != null && y - HEADING < MARGIN) {
            y = 0;
        }
        space(8);
        paragraph(text, 15, 0);
        space(4);
    }

    /** Writes a paragraph. */
    public void paragraph(String text) throws IOException {
        paragraph(text, 10, 0);
        space(4);
    }

    /** Writes a smaller paragraph, indented. */
    public void indented(String text) throws IOException {
        paragraph(text, 9, 14);
    }

    /** Leaves room. */
    public void space(float points) {
        y -= points;
    }

    /**
     * Writes a row of a table; a row that does not fit on the page goes to the next as a whole.
     *
     * @param shares how wide the columns are, each as a part of their sum
     * @param cells as many as there are columns
     * @throws IllegalArgumentException if there are more or fewer, or a row is higher than a page
     */
    public void row(List<Integer> shares, List<String> cells) throws IOException {
        if (shares.size() != cells.size()) {
            throw new IllegalArgumentException(
                    "A row has a cell for each of " + shares.size() + " columns, not " + cells.size());
        }
        float unit = WIDTH / shares.stream().mapToInt(Integer::intValue).sum();
        List<List<String>> wrapped = new ArrayList<>();
        int lines = 0;
        for (int i = 0; i < cells.size(); i++) {
            List<String> cell = wrapped(printable(cells.get(i)), CELL, shares.get(i) * unit - GAP);
            wrapped.add(cell);
            lines = Math.max(lines, cell.size());
        }
        float height = lines * CELL * LEADING;
        if (height > PDRectangle.A4.getHeight() - 2 * MARGIN) {
            throw new IllegalArgumentException("A row is at most as high as a page");
        }
        PDPageContentStream out = at(height);
        float x = MARGIN;
        for (int i = 0; i < wrapped.size(); i++) {
            float top = y + height;
            for (String line : wrapped.get(i)) {
                top -= CELL * LEADING;
                text(out, line, CELL, x, top);
            }
            x += shares.get(i) * unit;
        }
        space(3);
    }

    private void paragraph(String text, float size, float indent) throws IOException {
        for (String line : wrapped(printable(text), size, WIDTH - indent)) {
            text(at(size * LEADING), line, size, MARGIN + indent, y);
        }
    }

    private void text(PDPageContentStream out, String line, float size, float x, float bottom) throws IOException {
        out.beginText();
        out.setFont(font, size);
        out.newLineAtOffset(x, bottom);
        out.showText(line);
        out.endText();
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

    /** What the font lacks is shown as a question mark: the evidence has it. */
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
    public byte[] toBytes() throws IOException {
        PDPageContentStream out = page;
        if (out != null) {
            out.close();
            page = null;
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        document.save(written, CompressParameters.NO_COMPRESSION);
        return plain(written.toByteArray());
    }

    /** Without compression: how well zlib compresses differs from machine to machine. */
    private static byte[] plain(byte[] written) throws IOException {
        try (PDDocument compressed = Loader.loadPDF(written)) {
            for (COSObjectKey key : compressed.getDocument().getXrefTable().keySet()) {
                COSBase object = compressed.getDocument().getObjectFromPool(key).getObject();
                if (object instanceof COSStream stream) {
                    byte[] content;
                    try (InputStream in = stream.createInputStream()) {
                        content = in.readAllBytes();
                    }
                    stream.removeItem(COSName.FILTER);
                    try (OutputStream raw = stream.createOutputStream()) {
                        raw.write(content);
                    }
                }
            }
            compressed.setDocumentId(IDENTIFIER);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            compressed.save(bytes, CompressParameters.NO_COMPRESSION);
            return bytes.toByteArray();
        }
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
