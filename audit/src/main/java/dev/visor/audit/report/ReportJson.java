package dev.visor.audit.report;

import dev.visor.audit.counts.CountMap;
import dev.visor.audit.json.CanonicalJson;
import dev.visor.audit.json.CanonicalReader;
import dev.visor.audit.json.JsonText;
import dev.visor.audit.json.NotCanonicalException;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.InclusionProof;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.record.TagKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report's file, {@code report.json}: RFC 8785 canonical JSON, so that a signature over its bytes is one over its meaning. */
public final class ReportJson {

    private ReportJson() {}

    /** Writes a report. */
    public static byte[] write(SubjectReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        RemovedRecords removed = report.removed();
        json.put("v", removed == null ? 1 : SubjectReport.VERSION);
        json.put("kind", "visor-subject-report");
        json.put("log", report.checkpoint().checkpoint().origin());
        json.put("subject", report.subject());
        json.put("made", report.made().toString());
        json.put("tagKey", report.key().reveal());
        json.put("checkpoint", report.checkpoint().note());
        json.put("keys", report.keys().lines());
        json.put("claim", SubjectReport.CLAIM);
        json.put("notClaimed", SubjectReport.NOT_CLAIMED);
        json.put("records", report.records().stream().map(ReportJson::record).toList());
        ProvedCount counted = report.counted();
        if (counted != null) {
            json.put("counted", counted(counted));
        }
        if (removed != null) {
            json.put(
                    "removed",
                    Map.of(
                            "counted", counted(removed.counted()),
                            "record", proved(removed.leaf(), removed.inclusion())));
        }
        return CanonicalJson.write(json);
    }

    private static Map<String, Object> record(ProvedRecord record) {
        Map<String, Object> json = proved(record.leaf(), record.inclusion());
        json.put("number", record.number());
        json.put("plain", record.plain());
        return json;
    }

    private static Map<String, Object> counted(ProvedCount counted) {
        CountMap.Member member = counted.member();
        return Map.of(
                "record", proved(counted.leaf(), counted.inclusion()),
                "count", counted.count(),
                "place", member.entry().place().toUrl(),
                "commitment", member.entry().commitment().toUrl(),
                "entry", member.inclusion().index(),
                "entries", member.inclusion().size(),
                "path", urls(member.inclusion().path()));
    }

    private static Map<String, Object> proved(String leaf, InclusionProof inclusion) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("leaf", leaf);
        json.put("index", inclusion.index());
        json.put("path", urls(inclusion.path()));
        return json;
    }

    private static List<String> urls(List<Hash> path) {
        return path.stream().map(Hash::toUrl).toList();
    }

    /**
     * Reads what {@link #write} wrote. Nothing of it is proved yet: {@link ReportVerifier} does that.
     *
     * @throws NoteException if it is not a report of a version that is known
     */
    public static SubjectReport read(byte[] bytes) {
        try {
            CanonicalReader.check(bytes);
            Map<?, ?> json = object(JsonText.parse(new String(bytes, StandardCharsets.UTF_8)));
            long version = number(json, "v");
            if (version < 1
                    || version > SubjectReport.VERSION
                    || !text(json, "kind").equals("visor-subject-report")
                    || json.containsKey("removed") != (version == SubjectReport.VERSION)) {
                throw new NoteException("Not a report about a person, version 1 or " + SubjectReport.VERSION);
            }
            SignedCheckpoint checkpoint = SignedCheckpoint.parse(text(json, "checkpoint"));
            long size = checkpoint.checkpoint().size();
            return new SubjectReport(
                    text(json, "subject"),
                    Instant.parse(text(json, "made")),
                    TagKey.parse(text(json, "tagKey")),
                    checkpoint,
                    VerifierKeys.parse(String.join("\n", texts(json, "keys"))),
                    list(json, "records").stream()
                            .map(record -> record(object(record), size))
                            .toList(),
                    json.containsKey("counted") ? counted(object(json.get("counted")), size) : null,
                    version == 1 ? null : removed(object(json.get("removed")), size));
        } catch (NotCanonicalException | IllegalArgumentException | ClassCastException | DateTimeParseException e) {
            throw new NoteException("Not a report about a person: " + e.getMessage(), e);
        }
    }

    private static ProvedRecord record(Map<?, ?> json, long size) {
        Map<String, String> plain = new LinkedHashMap<>();
        object(json.get("plain")).forEach((key, value) -> plain.put((String) key, (String) value));
        return new ProvedRecord(number(json, "number"), text(json, "leaf"), inclusion(json, "index", size), plain);
    }

    private static ProvedCount counted(Map<?, ?> json, long size) {
        Map<?, ?> record = object(json.get("record"));
        CountMap.Entry entry =
                new CountMap.Entry(Hash.parseUrl(text(json, "place")), Hash.parseUrl(text(json, "commitment")));
        return new ProvedCount(
                text(record, "leaf"),
                inclusion(record, "index", size),
                new CountMap.Member(entry, inclusion(json, "entry", number(json, "entries"))),
                number(json, "count"));
    }

    private static RemovedRecords removed(Map<?, ?> json, long size) {
        Map<?, ?> record = object(json.get("record"));
        return new RemovedRecords(
                counted(object(json.get("counted")), size), text(record, "leaf"), inclusion(record, "index", size));
    }

    private static InclusionProof inclusion(Map<?, ?> json, String index, long size) {
        return new InclusionProof(
                number(json, index),
                size,
                texts(json, "path").stream().map(Hash::parseUrl).toList());
    }

    private static Map<?, ?> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(Map<?, ?> json, String name) {
        if (json.get(name) instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("the list " + name + " is missing");
    }

    private static List<String> texts(Map<?, ?> json, String name) {
        return list(json, name).stream().map(String.class::cast).toList();
    }

    private static String text(Map<?, ?> json, String name) {
        if (json.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the text " + name + " is missing");
    }

    private static long number(Map<?, ?> json, String name) {
        if (json.get(name) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("the number " + name + " is missing");
    }
}
