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

/** The receipt of a tenant's end, as {@link ReceiptZip} has it, for the operator's officer. */
@Component
class EndingReceipts {

    private final Endings endings;
    private final EndingTable table;
    private final ErasedBackups backups;
    private final ReceiptZip zip;

    EndingReceipts(Endings endings, EndingTable table, ErasedBackups backups, ReceiptZip zip) {
        this.endings = endings;
        this.table = table;
        this.backups = backups;
        this.zip = zip;
    }

    /**
     * Makes the receipt.
     *
     * @throws Refused (404) if the tenant was not ended, (409) while that is under way, or its last record is not published
     *     yet
     */
    byte[] archive(Caller caller, UUID tenant) throws IOException {
        Ending ending = endings.read(caller, tenant);
        Instant unreadable = ending.unreadable();
        UUID last = ending.record();
        Long persons = ending.persons();
        if (unreadable == null || last == null || persons == null) {
            throw Refused.conflict("ending-under-way", "The organisation is being ended: come back in a moment.");
        }
        List<UUID> records = new ArrayList<>(table.records(ending));
        records.add(last);
        List<RecordProof> proofs = zip.proofs(ending.tenant(), records);
        ErasedBackups.Reach reach = backups.of(ending, table.turns(ending));
        return zip.write(
                json(ending, persons, unreadable, reach, proofs), pdf(ending, unreadable, reach, proofs), proofs);
    }

    private static byte[] json(
            Ending ending, long persons, Instant unreadable, ErasedBackups.Reach reach, List<RecordProof> proofs) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("v", 1L);
        json.put("ending", ending.id().toString());
        json.put("tenant", ending.tenant().toString());
        json.put("number", ending.number());
        json.put("asked", ReceiptZip.time(ending.asked()));
        json.put("unreadable", ReceiptZip.time(unreadable));
        json.put("unreadableInBackupsBy", ReceiptZip.time(reach.by()));
        Instant since = reach.since();
        if (since != null) {
            json.put("unreadableInBackups", ReceiptZip.time(since));
        }
        json.put("objects", ending.objects());
        json.put("persons", persons);
        json.put("log", ReceiptZip.log(proofs));
        json.put("records", ReceiptZip.records(proofs));
        return CanonicalJson.write(json);
    }

    private static byte[] pdf(Ending ending, Instant unreadable, ErasedBackups.Reach reach, List<RecordProof> proofs)
            throws IOException {
        try (PdfPages pages = new PdfPages("Receipt of an organisation's end")) {
            pages.heading("Receipt of an organisation's end");
            pages.paragraph("The client organisation " + ending.tenant() + " was ended. It was asked for at "
                    + ReceiptZip.time(ending.asked()) + "; nothing of it can be read here since "
                    + ReceiptZip.time(unreadable) + ".");
            Instant since = reach.since();
            pages.paragraph(
                    since == null
                            ? "Backups made before can be opened until the organisation's epoch keys are destroyed: by "
                                    + ReceiptZip.time(reach.by())
                                    + " at the latest. Fetch this receipt again then."
                            : "No backup can be opened to read anything of it since " + ReceiptZip.time(since) + ".");
            pages.paragraph(
                    ending.objects() + " sealed objects lost their keys, and every person's keys were destroyed in"
                            + " every domain. The log stays, and still verifies; what was personal in it is unreadable.");
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
