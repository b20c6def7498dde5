package dev.visor.gateway.subjects;

import dev.visor.audit.json.CanonicalJson;
import dev.visor.audit.pdf.PdfPages;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.exchange.ExportKey;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.RecordProof;
import dev.visor.gateway.trail.TrailReading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;

/**
 * The receipt of an erasure as one ZIP file: {@code receipt.json}, the installation's Ed25519 signature over its bytes with the
 * public key, a {@code c2sp.org/tlog-proof@v1} for each record that names what was destroyed, the log's keys, and the same
 * to read as a PDF.
 *
 * <pre>{@code
 * openssl pkeyutl -verify -pubin -inkey receipt.pub -rawin -in receipt.json -sigfile receipt.sig
 * java -jar visor-audit.jar receipt check records/1.tlog-proof --key log.vkey
 * }</pre>
 *
 * <p>It proves that the log says so. That a key is gone, no record can prove.
 */
@Component
class ErasureReceipts {

    private final Erasures erasures;
    private final ErasureTable table;
    private final ErasedBackups backups;
    private final TrailReading trail;
    private final ExportKey key;

    ErasureReceipts(Erasures erasures, ErasureTable table, ErasedBackups backups, TrailReading trail, ExportKey key) {
        this.erasures = erasures;
        this.table = table;
        this.backups = backups;
        this.trail = trail;
        this.key = key;
    }

    /**
     * Makes the receipt.
     *
     * @throws Refused (409) while the erasure is under way, or its last record is not published yet
     */
    byte[] archive(Caller caller, UUID id) throws IOException {
        Erasure erasure = erasures.read(caller, id, "subject.erasure-receipt");
        Instant unreadable = erasure.unreadable();
        UUID last = erasure.record();
        if (unreadable == null || last == null) {
            throw Refused.conflict("erasure-under-way", "The person is being erased: come back in a moment.");
        }
        List<UUID> records = new ArrayList<>(table.records(erasure));
        records.add(last);
        List<RecordProof> proofs = new ArrayList<>();
        for (UUID record : records) {
            proofs.add(proof(erasure.tenant(), record));
        }
        ErasedBackups.Reach reach = backups.of(erasure);
        byte[] json = json(erasure, unreadable, reach, proofs);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            add(zip, "receipt.json", json);
            add(zip, "receipt.sig", key.sign(json));
            add(zip, "receipt.pub", key.publicKeyPem());
            add(zip, "log.vkey", text(String.join("\n", proofs.getLast().verifierKeys()) + "\n"));
            for (int i = 0; i < proofs.size(); i++) {
                add(
                        zip,
                        "records/" + (i + 1) + ".tlog-proof",
                        text(proofs.get(i).proof()));
            }
            add(zip, "receipt.pdf", pdf(erasure, unreadable, reach, proofs));
        }
        return bytes.toByteArray();
    }

    private RecordProof proof(TenantId tenant, UUID record) {
        return trail.proof(tenant, record)
                .orElseThrow(() -> Refused.conflict(
                        "not-published-yet",
                        "A record of this erasure has no place in the published log yet: come back in a moment."));
    }

    private static byte[] json(
            Erasure erasure, Instant unreadable, ErasedBackups.Reach reach, List<RecordProof> proofs) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("v", 1);
        json.put("erasure", erasure.id().toString());
        json.put("tenant", erasure.tenant().toString());
        json.put("subject", erasure.subject().value().toString());
        json.put("number", erasure.number());
        json.put("ground", erasure.reason().label());
        json.put("asked", time(erasure.asked()));
        json.put("unreadable", time(unreadable));
        json.put("unreadableInBackupsBy", time(reach.by()));
        Instant since = reach.since();
        if (since != null) {
            json.put("unreadableInBackups", time(since));
        }
        json.put("objects", (long) erasure.objects());
        json.put("picturesBlanked", (long) erasure.blanked());
        json.put("picturesDestroyed", (long) erasure.destroyed());
        json.put("log", log(proofs));
        json.put(
                "records",
                proofs.stream()
                        .map(proof -> Map.of("index", proof.index(), "leafHash", proof.leafHash()))
                        .toList());
        return CanonicalJson.write(json);
    }

    private static byte[] pdf(Erasure erasure, Instant unreadable, ErasedBackups.Reach reach, List<RecordProof> proofs)
            throws IOException {
        try (PdfPages pages = new PdfPages("Receipt of an erasure")) {
            pages.heading("Receipt of an erasure");
            pages.paragraph("The data subject " + erasure.subject().value() + " was erased under "
                    + erasure.reason().article() + ". It was asked for at " + time(erasure.asked())
                    + "; nothing about the person can be read here since " + time(unreadable) + ".");
            Instant since = reach.since();
            pages.paragraph(
                    since == null
                            ? "Backups made before can be opened until the keys that wrapped the person's are destroyed:"
                                    + " by " + time(reach.by()) + " at the latest. Fetch this receipt again then."
                            : "No backup can be opened to read anything about the person since " + time(since) + ".");
            pages.paragraph(
                    erasure.objects() + " sealed objects lost their keys. Of the pictures that show others, too, "
                            + erasure.blanked() + " now show the others alone, and " + erasure.destroyed()
                            + " were destroyed as a whole.");
            pages.paragraph("The records that name what was destroyed stand in the log " + log(proofs)
                    + ", and each can be proved offline: visor-audit receipt check records/1.tlog-proof --key log.vkey."
                    + " They prove that the log says so; that a key is gone, no record can prove.");
            pages.heading("Records");
            for (RecordProof proof : proofs) {
                pages.indented("Leaf " + proof.index() + ", " + proof.leafHash());
            }
            return pages.toBytes();
        }
    }

    private static String log(List<RecordProof> proofs) {
        return proofs.getLast().checkpoint().lines().findFirst().orElseThrow();
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS).toString();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void add(ZipOutputStream zip, String path, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(path));
        zip.write(content);
        zip.closeEntry();
    }
}
