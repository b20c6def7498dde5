package dev.visor.gateway.subjects;

import dev.visor.audit.json.CanonicalJson;
import dev.visor.audit.pdf.PdfPages;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.trail.RecordProof;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The receipt of an erasure, as {@link ReceiptZip} has it. */
@Component
class ErasureReceipts {

    private final Erasures erasures;
    private final ErasureTable table;
    private final ErasedBackups backups;
    private final ReceiptZip zip;

    ErasureReceipts(Erasures erasures, ErasureTable table, ErasedBackups backups, ReceiptZip zip) {
        this.erasures = erasures;
        this.table = table;
        this.backups = backups;
        this.zip = zip;
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
        List<RecordProof> proofs = zip.proofs(erasure.tenant(), records);
        ErasedBackups.Reach reach = backups.of(erasure);
        return zip.write(json(erasure, unreadable, reach, proofs), pdf(erasure, unreadable, reach, proofs), proofs);
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
        json.put("asked", ReceiptZip.time(erasure.asked()));
        json.put("unreadable", ReceiptZip.time(unreadable));
        json.put("unreadableInBackupsBy", ReceiptZip.time(reach.by()));
        Instant since = reach.since();
        if (since != null) {
            json.put("unreadableInBackups", ReceiptZip.time(since));
        }
        json.put("objects", (long) erasure.objects());
        json.put("picturesBlanked", (long) erasure.blanked());
        json.put("picturesDestroyed", (long) erasure.destroyed());
        json.put("log", ReceiptZip.log(proofs));
        json.put("records", ReceiptZip.records(proofs));
        return CanonicalJson.write(json);
    }

    private static byte[] pdf(Erasure erasure, Instant unreadable, ErasedBackups.Reach reach, List<RecordProof> proofs)
            throws IOException {
        try (PdfPages pages = new PdfPages("Receipt of an erasure")) {
            pages.heading("Receipt of an erasure");
            pages.paragraph("The data subject " + erasure.subject().value() + " was erased under "
                    + erasure.reason().article() + ". It was asked for at " + ReceiptZip.time(erasure.asked())
                    + "; nothing about the person can be read here since " + ReceiptZip.time(unreadable) + ".");
            Instant since = reach.since();
            pages.paragraph(
                    since == null
                            ? "Backups made before can be opened until the keys that wrapped the person's are destroyed:"
                                    + " by " + ReceiptZip.time(reach.by())
                                    + " at the latest. Fetch this receipt again then."
                            : "No backup can be opened to read anything about the person since "
                                    + ReceiptZip.time(since) + ".");
            pages.paragraph(
                    erasure.objects() + " sealed objects lost their keys. Of the pictures that show others, too, "
                            + erasure.blanked() + " now show the others alone, and " + erasure.destroyed()
                            + " were destroyed as a whole.");
            pages.paragraph("The records that name what was destroyed stand in the log " + ReceiptZip.log(proofs)
                    + ", and each can be proved offline: visor-audit receipt check records/1.tlog-proof --key log.vkey."
                    + " They prove that the log says so; that a key is gone, no record can prove.");
            pages.heading("Records");
            for (RecordProof proof : proofs) {
                pages.indented("Leaf " + proof.index() + ", " + proof.leafHash());
            }
            return pages.toBytes();
        }
    }
}
