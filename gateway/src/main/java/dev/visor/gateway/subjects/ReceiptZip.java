package dev.visor.gateway.subjects;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;

/**
 * A destruction's receipt as one ZIP file: {@code receipt.json}, the installation's Ed25519 signature over its bytes with the
 * public key, a {@code c2sp.org/tlog-proof@v1} for each record that names what was destroyed, the log's keys, and the same to
 * read as a PDF.
 *
 * <pre>{@code
 * openssl pkeyutl -verify -pubin -inkey receipt.pub -rawin -in receipt.json -sigfile receipt.sig
 * java -jar visor-audit.jar receipt check records/1.tlog-proof --key log.vkey
 * }</pre>
 *
 * <p>It proves that the log says so. That a key is gone, no record can prove.
 */
@Component
class ReceiptZip {

    private final TrailReading trail;
    private final ExportKey key;

    ReceiptZip(TrailReading trail, ExportKey key) {
        this.trail = trail;
        this.key = key;
    }

    /**
     * The proofs of these records, in their order.
     *
     * @throws Refused (409) while one of them has no place in the published log
     */
    List<RecordProof> proofs(TenantId tenant, List<UUID> records) {
        List<RecordProof> proofs = new ArrayList<>();
        for (UUID record : records) {
            proofs.add(trail.proof(tenant, record)
                    .orElseThrow(() -> Refused.conflict(
                            "not-published-yet",
                            "A record of this has no place in the published log yet: come back in a moment.")));
        }
        return proofs;
    }

    byte[] write(byte[] json, byte[] pdf, List<RecordProof> proofs) throws IOException {
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
            add(zip, "receipt.pdf", pdf);
        }
        return bytes.toByteArray();
    }

    /** How a receipt names its records. */
    static List<Map<String, Object>> records(List<RecordProof> proofs) {
        return proofs.stream()
                .map(proof -> Map.<String, Object>of("index", proof.index(), "leafHash", proof.leafHash()))
                .toList();
    }

    static String log(List<RecordProof> proofs) {
        return proofs.getLast().checkpoint().lines().findFirst().orElseThrow();
    }

    static String time(Instant time) {
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
