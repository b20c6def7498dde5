package dev.visor.gateway.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.Actor;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.ChainLink;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.Result;
import dev.visor.audit.record.Shape;
import dev.visor.gateway.access.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each format is read back by a reader written from its own rules, above all where a value tries to break out of its field. */
class ExportFormatTest {

    private static final String HOSTILE = "=cmd|' /C calc'!A1,\"x\"\\|=;] \u202Ejosé 😀";
    private static final Instant TIME = Instant.parse("2026-11-22T10:13:35.123456Z");

    private static ExportedRecord record(
            String action, Shape shape, @Nullable Result result, String purpose, @Nullable String name) {
        Leaf leaf = new Leaf(
                UUID.randomUUID(),
                "visor/abcdefghijklmnop",
                TIME,
                shape,
                action,
                new Actor("person:" + Hash.ZERO.toUrl(), "annotator"),
                purpose,
                "gdpr-9-2-a",
                List.of(ObjectLabel.of("view", UUID.randomUUID()), ObjectLabel.of("task", UUID.randomUUID())),
                List.of(),
                Map.of("decision", "a=b|c\\d", "reason", HOSTILE),
                Map.of("actor.name", "c2VhbGVk"),
                result == null ? null : UUID.randomUUID(),
                result,
                new ChainLink(UUID.randomUUID(), 1, 1, Hash.ZERO),
                "A".repeat(22));
        byte[] bytes = leaf.toBytes();
        return new ExportedRecord(
                41,
                leaf,
                new String(bytes, StandardCharsets.UTF_8),
                HexFormat.of().formatHex(Hash.leaf(bytes).toBytes()),
                name,
                Catalogue.load().find(action).orElseThrow().sentence());
    }

    private static ExportedRecord shown() {
        return record("view.show", Shape.DISCLOSURE, null, HOSTILE, "=José\r\n|Ann\\=");
    }

    private static String row(ExportFormat format, ExportedRecord record) {
        return format.writer().row(record);
    }

    @Test
    void knowsItsFormatsAndNoOther() {
        for (ExportFormat format : ExportFormat.values()) {
            assertThat(ExportFormat.named(format.id())).isEqualTo(format);
        }
        assertThatThrownBy(() -> ExportFormat.named("CSV")).isInstanceOf(Refused.class);
    }

    /** RFC 4180, section 2, and nothing more lenient. */
    private static List<List<String>> csv(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            assertThat(text.charAt(at))
                    .as("a field begins with a quote at " + at)
                    .isEqualTo('"');
            StringBuilder field = new StringBuilder();
            at++;
            while (text.charAt(at) != '"' || (at + 1 < text.length() && text.charAt(at + 1) == '"')) {
                field.append(text.charAt(at));
                at += text.charAt(at) == '"' ? 2 : 1;
            }
            at++;
            fields.add(field.toString());
            if (text.startsWith("\r\n", at)) {
                lines.add(List.copyOf(fields));
                fields.clear();
                at += 2;
            } else {
                assertThat(text.charAt(at)).isEqualTo(',');
                at++;
            }
        }
        assertThat(fields).as("the last line ends").isEmpty();
        return lines;
    }

    @Test
    void csvKeepsEachValueInItsFieldAndRunsNone() {
        ExportedRecord record = shown();
        List<List<String>> lines = csv(ExportFormat.CSV.writer().head() + row(ExportFormat.CSV, record));

        assertThat(lines).hasSize(2);
        Map<String, String> read = new HashMap<>();
        for (int i = 0; i < lines.getFirst().size(); i++) {
            read.put(lines.getFirst().get(i), lines.getLast().get(i));
        }
        assertThat(lines.getLast()).hasSameSizeAs(lines.getFirst());
        assertThat(read)
                .containsEntry("leaf_index", "41")
                .containsEntry("leaf_hash", record.leafHash())
                .containsEntry("purpose", "'" + HOSTILE)
                .containsEntry("actor_name", "'=José\r\n|Ann\\=")
                .containsEntry("outcome", "intended");
        assertThat(JsonMapper.shared()
                        .readTree(read.get("facts"))
                        .path("reason")
                        .asString())
                .isEqualTo(HOSTILE);
        for (String start : List.of("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")) {
            String field = csv(row(ExportFormat.CSV, record("view.show", Shape.DISCLOSURE, null, "p", start + "1")))
                    .getFirst()
                    .get(8);
            assertThat(field).isEqualTo("'" + start + "1");
        }
    }

    /** RFC 5424, section 6, without structured data. */
    private static final Pattern SYSLOG = Pattern.compile(
            "<(\\d{1,3})>1 (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?Z) - ([!-~]{1,48}) - ([!-~]{1,32}) - (.*)",
            Pattern.DOTALL);

    /** Splits at a character that no backslash stands before, and takes the escapes away. */
    private static List<String> header(String cef) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        int at = 0;
        while (fields.size() < 7) {
            char c = cef.charAt(at++);
            if (c == '\\') {
                assertThat(cef.charAt(at)).as("what a header may escape").isIn('\\', '|');
                field.append(cef.charAt(at++));
            } else if (c == '|') {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(cef.substring(at));
        return fields;
    }

    private static Map<String, String> extension(String text) {
        Map<String, String> fields = new HashMap<>();
        // A key is what stands before an equals sign without a backslash, back to the last space.
        Matcher keys = Pattern.compile("(?:^| )([A-Za-z0-9]+)=").matcher(text);
        List<int[]> found = new ArrayList<>();
        while (keys.find()) {
            found.add(new int[] {keys.start(), keys.start(1), keys.end(1), keys.end()});
        }
        for (int i = 0; i < found.size(); i++) {
            int end = i + 1 < found.size() ? found.get(i + 1)[0] : text.length();
            String value = text.substring(found.get(i)[3], end);
            StringBuilder plain = new StringBuilder();
            for (int at = 0; at < value.length(); at++) {
                char c = value.charAt(at);
                assertThat(c).as("an equals sign without its backslash").isNotEqualTo('=');
                if (c == '\\') {
                    char escaped = value.charAt(++at);
                    assertThat(escaped).isIn('\\', '=', 'n', 'r');
                    plain.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
                } else {
                    plain.append(c);
                }
            }
            fields.put(text.substring(found.get(i)[1], found.get(i)[2]), plain.toString());
        }
        return fields;
    }

    @Test
    void cefIsOneSyslogLineWhoseValuesComeBack() {
        ExportedRecord record = shown();
        String line = row(ExportFormat.CEF, record);

        assertThat(line).endsWith("\n").doesNotContain("\r");
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        Matcher syslog = SYSLOG.matcher(line.substring(0, line.length() - 1));
        assertThat(syslog.matches()).as(line).isTrue();
        assertThat(Integer.parseInt(syslog.group(1))).isEqualTo(13 * 8 + 6);
        assertThat(Instant.parse(syslog.group(2))).isEqualTo(TIME);
        assertThat(syslog.group(5)).as("UTF-8 is marked").startsWith("\uFEFFCEF:0|");
        List<String> header = header(syslog.group(5).substring(1));
        assertThat(header.subList(0, 7))
                .containsExactly("CEF:0", "Visor", "Visor", "1", "view.show", record.sentence(), "3");
        assertThat(extension(header.get(7)))
                .containsEntry("rt", Long.toString(TIME.toEpochMilli()))
                .containsEntry("cn1Label", "leafIndex")
                .containsEntry("cn1", "41")
                .containsEntry("cs1", record.leafHash())
                .containsEntry("cs2", record.leaf().log())
                .containsEntry("cs3", HOSTILE)
                .containsEntry("suser", "=José\r\n|Ann\\=")
                .containsEntry("suid", record.leaf().actor().label())
                .containsEntry("outcome", "intended");
    }

    /** RFC 5425, section 4.3: SYSLOG-FRAME = MSG-LEN SP SYSLOG-MSG, the length in octets. */
    @Test
    void syslogFramesTheSameMessagesByTheirLengthInBytes() {
        ExportedRecord named = shown();
        ExportedRecord plain = record("act.failed", Shape.OUTCOME, Result.FAILED, "plain", null);
        byte[] stream =
                (row(ExportFormat.SYSLOG, named) + row(ExportFormat.SYSLOG, plain)).getBytes(StandardCharsets.UTF_8);
        List<String> messages = new ArrayList<>();
        for (int at = 0; at < stream.length; ) {
            int space = at;
            while (stream[space] != ' ') {
                space++;
            }
            int length = Integer.parseInt(new String(stream, at, space - at, StandardCharsets.US_ASCII));
            messages.add(new String(stream, space + 1, length, StandardCharsets.UTF_8));
            at = space + 1 + length;
        }
        assertThat(messages)
                .containsExactly(
                        row(ExportFormat.CEF, named).stripTrailing(),
                        row(ExportFormat.CEF, plain).stripTrailing());
    }

    @Test
    void cefOfPlainAsciiHasNoMarkAndWarnsOfFailures() {
        ExportedRecord failed = record("act.failed", Shape.OUTCOME, Result.FAILED, "plain", null);
        ExportedRecord plain = new ExportedRecord(
                7,
                new Leaf(
                        failed.leaf().id(),
                        failed.leaf().log(),
                        TIME,
                        Shape.OUTCOME,
                        "act.failed",
                        failed.leaf().actor(),
                        "plain",
                        "none",
                        List.of(),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        UUID.randomUUID(),
                        Result.FAILED,
                        failed.leaf().link(),
                        failed.leaf().salt()),
                "",
                failed.leafHash(),
                null,
                failed.sentence());
        String line = row(ExportFormat.CEF, plain);
        assertThat(line).startsWith("<108>1 ").contains(" - CEF:0|").doesNotContain("suser=");
        assertThat(header(line.substring(line.indexOf("CEF:"))).get(6)).isEqualTo("6");
    }

    private static JsonNode json(String line) {
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        return JsonMapper.shared().readTree(line);
    }

    /** What the schema of 1.9.0 requires of each event and of its two classes. */
    private static void requireOcsf(JsonNode event) {
        for (String field : List.of("category_uid", "class_uid", "activity_id", "type_uid", "severity_id", "time")) {
            assertThat(event.path(field).isIntegralNumber()).as(field).isTrue();
        }
        assertThat(event.path("type_uid").asLong())
                .isEqualTo(event.path("class_uid").asLong() * 100
                        + event.path("activity_id").asLong());
        assertThat(event.path("class_uid").asInt() / 1000)
                .isEqualTo(event.path("category_uid").asInt());
        assertThat(event.path("activity_id").asInt()).isIn(0, 1, 2, 3, 4, 99);
        assertThat(event.path("status_id").asInt()).isIn(0, 1, 2, 99);
        JsonNode metadata = event.path("metadata");
        assertThat(metadata.path("version").asString()).isEqualTo("1.9.0");
        assertThat(metadata.path("product").path("name").asString()).isNotEmpty();
        assertThat(metadata.path("profiles").get(0).asString()).isEqualTo("record_integrity");
        assertThat(event.path("actor").has("user") || event.path("actor").has("app_name"))
                .isTrue();
        switch (event.path("class_uid").asInt()) {
            case 6003 -> {
                assertThat(event.path("api").path("operation").asString()).isNotEmpty();
                assertThat(event.path("src_endpoint").path("name").asString()).isNotEmpty();
            }
            case 3004 ->
                assertThat(event.path("entity").has("uid")
                                || event.path("entity").has("name"))
                        .isTrue();
            default -> throw new AssertionError("Another class: " + event.path("class_uid"));
        }
        JsonNode fingerprint = event.path("attestation").path("fingerprint");
        assertThat(fingerprint.path("algorithm_id").asInt()).isEqualTo(99);
        assertThat(fingerprint.path("algorithm").asString()).isNotEmpty();
    }

    @Test
    void ocsfCarriesTheRecordWhoseHashItStates() throws NoSuchAlgorithmException {
        ExportedRecord record = shown();
        JsonNode event = json(row(ExportFormat.OCSF, record));
        requireOcsf(event);
        assertThat(event.path("class_uid").asInt()).isEqualTo(6003);
        assertThat(event.path("activity_id").asInt()).isEqualTo(2);
        assertThat(event.path("time").asLong()).isEqualTo(TIME.toEpochMilli());
        assertThat(event.path("metadata").path("sequence").asLong()).isEqualTo(41);
        assertThat(event.path("unmapped").path("leaf_index").asLong()).isEqualTo(41);
        assertThat(event.path("attestation").path("chain_uid").asString())
                .isEqualTo(record.leaf().log());
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update((byte) 0);
        sha256.update(event.path("raw_data").asString().getBytes(StandardCharsets.UTF_8));
        assertThat(event.path("attestation").path("fingerprint").path("value").asString())
                .isEqualTo(HexFormat.of().formatHex(sha256.digest()));
        assertThat(event.path("unmapped").path("facts").path("reason").asString())
                .isEqualTo(HOSTILE);
    }

    @Test
    void ocsfTellsChangesAndFailuresApart() {
        JsonNode created = json(row(ExportFormat.OCSF, record("project.create", Shape.CHANGE, null, "p", null)));
        requireOcsf(created);
        assertThat(created.path("class_uid").asInt()).isEqualTo(3004);
        assertThat(created.path("activity_id").asInt()).isEqualTo(1);
        JsonNode aborted =
                json(row(ExportFormat.OCSF, record("view.aborted", Shape.OUTCOME, Result.ABORTED, "p", null)));
        requireOcsf(aborted);
        assertThat(aborted.path("status_id").asInt()).isEqualTo(2);
        assertThat(aborted.path("metadata").path("correlation_uid").asString()).isNotEmpty();
    }

    @Test
    void fhirHasWhatAnAuditEventMustHave() {
        ExportedRecord record = shown();
        JsonNode event = json(row(ExportFormat.FHIR, record));
        assertThat(event.path("resourceType").asString()).isEqualTo("AuditEvent");
        assertThat(event.path("id").asString()).matches("[A-Za-z0-9.-]{1,64}");
        assertThat(event.path("type").path("system").asString()).startsWith("http");
        assertThat(event.path("type").path("code").asString()).isNotEmpty();
        assertThat(event.path("action").asString()).isIn("C", "R", "U", "D", "E");
        assertThat(event.path("outcome").asString()).isIn("0", "4", "8", "12");
        assertThat(Instant.parse(event.path("recorded").asString())).isEqualTo(TIME);
        assertThat(event.path("agent")).hasSize(1);
        assertThat(event.path("agent").get(0).path("requestor").isBoolean()).isTrue();
        assertThat(event.path("source").path("observer").has("display")).isTrue();
        Map<String, String> details = new HashMap<>();
        JsonNode place = event.path("entity").get(event.path("entity").size() - 1);
        place.path("detail")
                .forEach(detail -> details.put(
                        detail.path("type").asString(),
                        detail.path("valueString").asString()));
        assertThat(details)
                .containsEntry("leaf-index", "41")
                .containsEntry("leaf-hash", record.leafHash())
                .containsEntry("log", record.leaf().log())
                .containsEntry("fact-reason", HOSTILE);
        // FHIR has no empty strings, arrays or objects.
        requireFull(event);
    }

    private static void requireFull(JsonNode node) {
        if (node.isString()) {
            assertThat(node.asString()).isNotEmpty();
        } else if (node.isContainer()) {
            assertThat(node.isEmpty()).isFalse();
            node.forEach(ExportFormatTest::requireFull);
        }
    }

    @Test
    void noFormatTellsANameThatWasNotAskedFor() {
        ExportedRecord labelled = record("view.show", Shape.DISCLOSURE, null, "p", null);
        for (ExportFormat format : ExportFormat.values()) {
            assertThat(row(format, labelled))
                    .contains(labelled.leaf().actor().label())
                    .doesNotContain("Ann");
            assertThat(row(format, record("view.show", Shape.DISCLOSURE, null, "p", "Ann Otator")))
                    .contains("Ann Otator");
        }
    }
}
