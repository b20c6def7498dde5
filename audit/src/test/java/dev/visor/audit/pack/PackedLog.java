package dev.visor.audit.pack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.TestTrail;
import dev.visor.audit.note.VerifierKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A log of seven records, three showings of one view with their outcomes and one of another, and packs of it. */
abstract class PackedLog {

    static final String FIRST = "proofs/000000000000.tlog-proof";

    @TempDir
    Path place;

    TestTrail trail;
    final ObjectLabel view = TestTrail.view();
    VerifierKeys keys;

    @BeforeEach
    void publish() throws IOException {
        trail = new TestTrail(place.resolve("visor"));
        for (int i = 0; i < 3; i++) {
            trail.sent(trail.show(view));
        }
        trail.show(TestTrail.view());
        trail.sequencer.step();
        keys = trail.published().keys();
    }

    @AfterEach
    void close() {
        trail.close();
    }

    static PackFilter on(ObjectLabel object) {
        return new PackFilter(null, null, Set.of(), Set.of(object.value()), Set.of(), Set.of(), Set.of());
    }

    Path pack(PackFilter filter) throws IOException {
        Path file = Files.createTempFile(place, "pack", ".zip");
        try (OutputStream out = Files.newOutputStream(file)) {
            new EvidencePack(trail.published(), keys, filter).write(out);
        }
        return file;
    }

    /** The pack with its files changed. */
    Path changed(Path pack, UnaryOperator<Map<String, String>> change) throws IOException {
        // One character a byte, so that what is no text survives.
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(pack.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                files.put(entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), ISO_8859_1));
            }
        }
        Path file = Files.createTempFile(place, "changed", ".zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> entry : change.apply(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(ISO_8859_1));
            }
        }
        return file;
    }

    PackCheck.Result check(Path pack) throws IOException {
        return new PackCheck(keys).check(pack);
    }

    String pdf(Path pack) throws IOException {
        try (ZipFile zip = new ZipFile(pack.toFile());
                PDDocument pdf = Loader.loadPDF(
                        zip.getInputStream(zip.getEntry("summary.pdf")).readAllBytes())) {
            return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
        }
    }
}
