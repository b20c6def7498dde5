package dev.visor.audit.report;

import dev.visor.audit.pdf.PdfPages;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The accounting to read, {@code accounting.pdf}: columns as paragraph (b)(2) of 45 CFR 164.528 wants them. */
public final class AccountingPdf {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
    private static final List<Integer> COLUMNS = List.of(18, 30, 34, 26, 22);

    private AccountingPdf() {}

    /** Writes the document; the same accounting gives the same bytes. */
    public static byte[] write(Accounting accounting) throws IOException {
        SubjectReport report = accounting.report();
        try (PdfPages pages = new PdfPages("Accounting of disclosures")) {
            pages.heading("Accounting of disclosures");
            pages.paragraph("In the form of 45 CFR 164.528(b), about " + report.subject() + ", from "
                    + time(accounting.since()) + " to " + time(report.made()) + ".");
            for (String sentence : Accounting.SAYS) {
                pages.paragraph(sentence);
            }
            pages.paragraph(
                    "Made of report.json and of nothing else. To make it again: visor-audit report report.json --key"
                            + " log.vkey --accounting accounting.json");
            pages.heading("Disclosures");
            table(pages, accounting.disclosures(), "To whom", true);
            pages.heading("Uses, which are no disclosures");
            table(pages, accounting.uses(), "By whom", false);
            return pages.toBytes();
        }
    }

    private static void table(PdfPages pages, List<Accounting.Line> lines, String who, boolean addresses)
            throws IOException {
        if (lines.isEmpty()) {
            pages.paragraph("None.");
            return;
        }
        pages.row(COLUMNS, List.of("Date", who, "What", "Purpose; legal basis", "More of the same"));
        for (Accounting.Line line : lines) {
            pages.row(
                    COLUMNS,
                    List.of(
                            time(line.first().time()),
                            line.who() + ", " + line.first().actor().role()
                                    + (addresses ? "; address: " + Accounting.address() : ""),
                            line.what() + " (leaf " + line.index() + ")",
                            line.first().purpose() + "; " + line.first().basis(),
                            line.number() == 1 ? "none" : line.number() + " in all, the last " + time(line.last())));
        }
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }
}
