package dev.visor.gateway.subjects;

import dev.visor.audit.counts.CountedLeaf;
import dev.visor.audit.pdf.PdfPages;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.report.AccessKind;
import dev.visor.audit.report.ProvedCount;
import dev.visor.audit.report.ProvedRecord;
import dev.visor.audit.report.SubjectReport;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** The report to read. It proves nothing: the JSON beside it does. */
final class ReportPdf {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private ReportPdf() {}

    static byte[] write(SubjectReport report) throws IOException {
        try (PdfPages pages = new PdfPages("Who saw my face")) {
            pages.heading("Who saw my face");
            pages.paragraph("Report about " + report.subject() + ", made " + time(report.made()) + ".");
            pages.paragraph(SubjectReport.CLAIM);
            pages.paragraph(SubjectReport.NOT_CLAIMED);
            pages.paragraph("Everything here can be checked without trusting whoever made it: visor-audit report"
                    + " report.json --key log.vkey. " + reach(report));
            pages.heading("In short");
            for (Map.Entry<AccessKind, Integer> kind :
                    report.accesses().counts().entrySet()) {
                pages.indented(kind.getKey().words() + ": " + kind.getValue());
            }
            pages.heading("Every record");
            for (ProvedRecord record : report.records()) {
                write(pages, record);
            }
            return pages.toBytes();
        }
    }

    private static String reach(SubjectReport report) {
        ProvedCount counted = report.counted();
        String under = "It stands under a signed log of "
                + report.checkpoint().checkpoint().size() + " records";
        return counted == null
                ? under
                        + "; the log has not committed to a count of this person's records yet, so only its entries show"
                        + " that none is missing."
                : under + "; up to record "
                        + CountedLeaf.of(leaf(counted.leaf())).covered() + " the log committed to " + counted.count()
                        + " about this person.";
    }

    private static void write(PdfPages pages, ProvedRecord record) throws IOException {
        Leaf leaf = record.read();
        Map<String, String> plain = record.plain();
        pages.paragraph(record.number() + ". " + time(leaf.time()) + ": " + plain.get("sentence"));
        pages.indented("By " + plain.get("actor") + " as " + leaf.actor().role() + "; purpose: " + leaf.purpose()
                + "; legal basis: " + leaf.basis()
                + (plain.containsKey("ended") ? "; it ended: " + plain.get("ended") : "") + ".");
        String profile = leaf.facts().get("profile");
        if (profile != null) {
            pages.indented("Restricted to the profile " + profile + ": every pixel outside of it had one colour.");
        }
        String hash = leaf.facts().get("hash");
        if (hash != null) {
            pages.indented("Keyed hash of the picture sent: " + hash + ".");
        }
        String withdrawn = plain.get("withdrawn");
        if (withdrawn != null) {
            pages.indented("What it is about was withdrawn later, " + time(Instant.parse(withdrawn)) + ".");
        }
        pages.indented("Leaf " + record.inclusion().index() + " of the log, " + leaf.action() + ".");
        pages.space(4);
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }

    private static Leaf leaf(String text) {
        return Leaf.read(text);
    }
}
