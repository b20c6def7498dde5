package dev.visor.gateway.intake;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.trail.Portions;
import dev.visor.redaction.geometry.Box;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A client's list of whose face is where: CSV (RFC 4180) in UTF-8 with the columns {@code file, box, subject, consent,
 * reference}. A box is {@code x,y,w,h} in stored pixels, corner-origin, or {@code whole}. A row that cannot be used is
 * refused by itself, with a reason; only a file that is no manifest at all is refused as a whole.
 */
final class Manifest {

    static final int MOST_ROWS = 10_000;
    /** Rows of one file: as many persons as one record in the trail can be about. */
    static final int MOST_CLAIMS = Portions.MOST;

    private static final int LONGEST_FIELD = 256;
    private static final List<String> COLUMNS = List.of("file", "box", "subject", "consent", "reference");

    private final List<ManifestRow> rows = new ArrayList<>();
    private final List<RowVerdict> verdicts = new ArrayList<>();
    private final Map<String, String> references = new HashMap<>();
    private final Set<String> faces = new HashSet<>();
    private final Map<String, Integer> persons = new HashMap<>();

    private Manifest() {}

    /**
     * Reads a manifest.
     *
     * @throws Refused (400) if it has other columns, too many rows, or cannot be read as CSV
     */
    static Manifest read(String csv) {
        Manifest manifest = new Manifest();
        String text = csv.startsWith("\uFEFF") ? csv.substring(1) : csv;
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            if (!parser.getHeaderNames().equals(COLUMNS)) {
                throw Refused.badRequest(
                        "bad-manifest", "A manifest's first line is: " + String.join(",", COLUMNS) + ".");
            }
            for (CSVRecord found : parser) {
                if (manifest.verdicts.size() >= MOST_ROWS) {
                    throw Refused.badRequest("too-many-rows", "A manifest has at most " + MOST_ROWS + " rows.");
                }
                manifest.take(found);
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            throw Refused.badRequest("bad-manifest", "The manifest cannot be read as CSV.");
        }
        return manifest;
    }

    /** The rows that can be used. */
    List<ManifestRow> rows() {
        return List.copyOf(rows);
    }

    /** What became of each row, in the file's order. */
    List<RowVerdict> verdicts() {
        return List.copyOf(verdicts);
    }

    private void take(CSVRecord found) {
        int line = Math.toIntExact(found.getRecordNumber()) + 1;
        RowVerdict verdict = judge(line, found);
        verdicts.add(verdict);
    }

    private RowVerdict judge(int line, CSVRecord found) {
        if (found.size() != COLUMNS.size()) {
            return RowVerdict.refused(
                    line, "wrong-columns", "A row has " + COLUMNS.size() + " fields; a box is put in quotes.");
        }
        for (String value : found) {
            if (value.isEmpty()) {
                return RowVerdict.refused(line, "empty-field", "Every field of a row is needed.");
            }
            if (value.length() > LONGEST_FIELD || value.chars().anyMatch(Character::isISOControl)) {
                return RowVerdict.refused(
                        line, "bad-field", "A field has at most " + LONGEST_FIELD + " characters, all printable.");
            }
        }
        @Nullable Box box = null;
        String where = found.get("box");
        if (!where.equals("whole")) {
            box = box(where);
            if (box == null) {
                return RowVerdict.refused(
                        line, "bad-box", "A box is whole, or x,y,w,h in stored pixels with w and h above 0.");
            }
        }
        String file = found.get("file");
        String reference = found.get("reference");
        String other = references.putIfAbsent(file, reference);
        if (other != null && !other.equals(reference)) {
            return RowVerdict.refused(line, "reference-differs", "All rows of one file carry the same reference.");
        }
        if (!faces.add(file + '\n' + where)) {
            return RowVerdict.refused(line, "face-named-twice", "An earlier row names this face already.");
        }
        if (persons.merge(file, 1, Integer::sum) > MOST_CLAIMS) {
            return RowVerdict.refused(
                    line,
                    "too-many-claims",
                    "One file has at most " + MOST_CLAIMS + " rows; this one comes after them.");
        }
        rows.add(new ManifestRow(line, file, box, found.get("subject"), found.get("consent"), reference));
        return RowVerdict.accepted(line);
    }

    private static @Nullable Box box(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 4) {
            return null;
        }
        double[] numbers = new double[4];
        try {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Double.parseDouble(parts[i].strip());
            }
            return new Box(numbers[0], numbers[1], numbers[2], numbers[3]);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
