package dev.visor.gateway.subjects;

import dev.visor.audit.report.Accounting;
import dev.visor.audit.report.AccountingPdf;
import dev.visor.audit.report.ReportJson;
import dev.visor.audit.report.SubjectReport;
import dev.visor.gateway.exchange.ExportKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The report as one ZIP file: {@code report.json}, which proves itself, the installation's Ed25519 signature over its bytes
 * with the public key, the log's keys, and the same to read as a PDF; and the accounting of disclosures that it makes.
 *
 * <pre>{@code
 * openssl pkeyutl -verify -pubin -inkey report.pub -rawin -in report.json -sigfile report.sig
 * java -jar visor-audit.jar report report.json --key log.vkey --accounting made-again.json
 * }</pre>
 */
final class ReportArchive {

    private ReportArchive() {}

    static byte[] write(SubjectReport report, ExportKey key) throws IOException {
        byte[] json = ReportJson.write(report);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            add(zip, "report.json", json);
            add(zip, "report.sig", key.sign(json));
            add(zip, "report.pub", key.publicKeyPem());
            add(zip, "log.vkey", report.keys().file().getBytes(StandardCharsets.UTF_8));
            add(zip, "report.pdf", ReportPdf.write(report));
            Accounting accounting = Accounting.of(report);
            add(zip, "accounting.json", accounting.toJson());
            add(zip, "accounting.pdf", AccountingPdf.write(accounting));
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String path, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(path));
        zip.write(content);
        zip.closeEntry();
    }
}
