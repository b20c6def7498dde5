package dev.visor.gateway.reading;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * ArcSight Common Event Format, version 0, as the message of an RFC 5424 line.
 *
 * <p>In CEF's header a backslash and a bar are escaped, in its extension a backslash, an equals sign and line ends; other
 * control characters become spaces. A message that is not plain ASCII begins with the byte order mark that RFC 5424, section
 * 6.4 demands.
 */
final class CefMessages implements ExportFormat.RowWriter {

    /** Facility 13, log audit, at severity 6, informational, or 4, warning: RFC 5424, section 6.2.1. */
    private static final int AUDIT = 13 * 8;

    private static final int INFORMATIONAL = 6;
    private static final int WARNING = 4;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    @Override
    public String row(ExportedRecord record) {
        String message = message(record);
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(message);
        return "<" + (AUDIT + (record.unsuccessful() ? WARNING : INFORMATIONAL)) + ">1 "
                + record.leaf().time()
                // No host and no process: a record is the log's, not a machine's. The message id is the act.
                + " - visor - " + record.leaf().action() + " - "
                + (ascii ? "" : BYTE_ORDER_MARK)
                + message
                + "\n";
    }

    private static String message(ExportedRecord record) {
        return "CEF:0|Visor|Visor|1|" + header(record.leaf().action()) + "|" + header(record.sentence()) + "|"
                + (record.unsuccessful() ? 6 : 3) + "|"
                + extension(record).entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + value(entry.getValue()))
                        .collect(Collectors.joining(" "));
    }

    private static Map<String, String> extension(ExportedRecord record) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("rt", Long.toString(record.leaf().time().toEpochMilli()));
        fields.put("externalId", record.leaf().id().toString());
        fields.put("act", record.leaf().action());
        fields.put("outcome", record.outcome());
        fields.put("suid", record.leaf().actor().label());
        if (record.name() != null) {
            fields.put("suser", record.name());
        }
        fields.put("spriv", record.leaf().actor().role());
        fields.put("cn1Label", "leafIndex");
        fields.put("cn1", Long.toString(record.index()));
        custom(fields, 1, "leafHash", record.leafHash());
        custom(fields, 2, "log", record.leaf().log());
        custom(fields, 3, "purpose", record.leaf().purpose());
        custom(fields, 4, "legalBasis", record.leaf().basis());
        custom(fields, 5, "objects", record.objects());
        custom(
                fields,
                6,
                "facts",
                record.facts().entrySet().stream()
                        .map(fact -> fact.getKey() + "=" + fact.getValue())
                        .collect(Collectors.joining("; ")));
        return fields;
    }

    private static void custom(Map<String, String> fields, int number, String label, String value) {
        if (!value.isEmpty()) {
            fields.put("cs" + number + "Label", label);
            fields.put("cs" + number, value);
        }
    }

    private static String header(String text) {
        return plain(text.replace("\\", "\\\\").replace("|", "\\|"));
    }

    private static String value(String text) {
        return plain(text.replace("\\", "\\\\")
                .replace("=", "\\=")
                .replace("\r", "\\r")
                .replace("\n", "\\n"));
    }

    /** Nothing that could end the line or steer a terminal. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.chars()
                .forEach(c ->
                        plain.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : (char) c));
        return plain.toString();
    }
}
