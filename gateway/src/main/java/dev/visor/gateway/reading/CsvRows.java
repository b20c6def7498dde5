package dev.visor.gateway.reading;

import dev.visor.audit.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * RFC 4180: every field quoted, quotes doubled, lines end in CR LF.
 *
 * <p>A spreadsheet takes a field that begins with one of {@code = + - @}, also in full width, a tab or a line end for a
 * formula, quoted or not. Such a field gets an apostrophe in front, as OWASP advises: what a purpose or a name says must not
 * run on the officer's machine.
 */
final class CsvRows implements ExportFormat.RowWriter {

    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    @Override
    public String head() {
        return line(List.of(
                "leaf_index",
                "leaf_hash",
                "log",
                "record",
                "time",
                "action",
                "sentence",
                "actor",
                "actor_name",
                "role",
                "purpose",
                "legal_basis",
                "outcome",
                "intent",
                "objects",
                "facts"));
    }

    @Override
    public String row(ExportedRecord record) {
        return line(List.of(
                Long.toString(record.index()),
                record.leafHash(),
                record.leaf().log(),
                record.leaf().id().toString(),
                record.leaf().time().toString(),
                record.leaf().action(),
                record.sentence(),
                record.leaf().actor().label(),
                text(record.name()),
                record.leaf().actor().role(),
                record.leaf().purpose(),
                record.leaf().basis(),
                record.outcome(),
                text(record.leaf().intent()),
                record.objects(),
                new String(CanonicalJson.write(record.facts()), StandardCharsets.UTF_8)));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String line(List<String> fields) {
        return fields.stream().map(CsvRows::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(String value) {
        String inert = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return '"' + inert.replace("\"", "\"\"") + '"';
    }
}
