package dev.visor.gateway.reading;

import dev.visor.gateway.access.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a trail can be exported as. Each writes row by row, and each row names its leaf. */
enum ExportFormat {
    /** Open Cybersecurity Schema Framework 1.9.0, one event a line. */
    OCSF("application/x-ndjson", "ocsf.jsonl") {
        @Override
        RowWriter writer() {
            return new OcsfEvents();
        }
    },
    /** HL7 FHIR R4 AuditEvent, one resource a line. */
    FHIR("application/fhir+ndjson", "fhir.ndjson") {
        @Override
        RowWriter writer() {
            return new FhirAuditEvents();
        }
    },
    /** Common Event Format in RFC 5424 messages, one a line. */
    CEF("text/plain;charset=utf-8", "cef.log") {
        @Override
        RowWriter writer() {
            return new CefMessages();
        }
    },
    /** The same messages, each behind its length in bytes as RFC 5425, section 4.3 has it: to be sent over TLS as it is. */
    SYSLOG("application/octet-stream", "cef.syslog") {
        @Override
        RowWriter writer() {
            RowWriter messages = new CefMessages();
            return record -> {
                String message = messages.row(record).stripTrailing();
                return message.getBytes(StandardCharsets.UTF_8).length + " " + message;
            };
        }
    },
    /** RFC 4180 with a header. */
    CSV("text/csv;charset=utf-8;header=present", "csv") {
        @Override
        RowWriter writer() {
            return new CsvRows();
        }
    };

    private final String mediaType;
    private final String extension;

    ExportFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** Writes rows; it keeps nothing of them. */
    interface RowWriter {

        /** What stands before the first row. */
        default String head() {
            return "";
        }

        /** One row with whatever parts it from the next. */
        String row(ExportedRecord record);
    }

    abstract RowWriter writer();

    String mediaType() {
        return mediaType;
    }

    String extension() {
        return extension;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ExportFormat named(String id) {
        for (ExportFormat format : values()) {
            if (format.id().equals(id)) {
                return format;
            }
        }
        throw Refused.badRequest("unknown-format", "An export is one of ocsf, fhir, cef, syslog and csv.");
    }
}
