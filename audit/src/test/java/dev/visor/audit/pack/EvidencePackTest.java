package dev.visor.audit.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.TestTrail;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.VerifierKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidencePackTest {

    private static final String FIRST = "proofs/000000000000.tlog-proof";

    @TempDir
    Path place;

    private TestTrail trail;
    private final ObjectLabel view = TestTrail.view();
    private VerifierKeys keys;

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

    private static PackFilter on(ObjectLabel object) {
        return new PackFilter(null, null, Set.of(), Set.of(object.value()), Set.of(), Set.of());
    }

    private Path pack(PackFilter filter) throws IOException {
        Path file = Files.createTempFile(place, "pack", ".zip");
        try (OutputStream out = Files.newOutputStream(file)) {
            new EvidencePack(trail.published(), keys, filter).write(out);
        }
        return file;
    }

    /** The pack with its files changed. */
    private Path changed(Path pack, UnaryOperator<Map<String, String>> change) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(pack.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                files.put(entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), UTF_8));
            }
        }
        Path file = Files.createTempFile(place, "changed", ".zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> entry : change.apply(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(UTF_8));
            }
        }
        return file;
    }

    private PackCheck.Result check(Path pack) throws IOException {
        return new PackCheck(keys).check(pack);
    }

    @Test
    void packsWhatFitsAndProvesIt() throws IOException {
        PackCheck.Result result = check(pack(on(view)));

        assertThat(result.faults()).isEmpty();
        assertThat(result.count()).isEqualTo(3);
        assertThat(check(pack(new PackFilter(null, null, Set.of(), Set.of(), Set.of(), Set.of())))
                        .count())
                .isEqualTo(7);
        assertThat(check(pack(new PackFilter(null, null, Set.of(), Set.of(), Set.of("view.sent"), Set.of())))
                        .count())
                .isEqualTo(3);
        assertThat(check(pack(new PackFilter(null, Instant.EPOCH, Set.of(), Set.of(), Set.of(), Set.of())))
                        .count())
                .isZero();
    }

    @Test
    void isTheSameForTheSameQuestion() throws IOException {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        new EvidencePack(trail.published(), keys, on(view)).write(first);
        new EvidencePack(trail.published(), keys, on(view)).write(second);

        assertThat(first.toByteArray()).isEqualTo(second.toByteArray());
    }

    @Test
    void saysWhatItDoesNotProve() throws IOException {
        try (ZipFile zip = new ZipFile(pack(on(view)).toFile())) {
            String readme =
                    new String(zip.getInputStream(zip.getEntry("README.txt")).readAllBytes(), UTF_8);
            assertThat(readme).contains("7 records, of which 3", "That nothing is missing", view.value());
        }
    }

    @Test
    void packsNothingOfALogThatDoesNotStand() throws IOException {
        Path bundle = trail.published().path().resolve("tile/entries/000.p/7");
        byte[] bytes = Files.readAllBytes(bundle);
        String text = new String(bytes, UTF_8);
        Files.write(bundle, text.replace("annotator", "annotatox").getBytes(UTF_8));

        assertThatThrownBy(() -> pack(on(view))).isInstanceOf(NoteException.class);
    }

    @Test
    void noticesWhatWasTakenOutPutInOrChanged() throws IOException {
        Path pack = pack(on(view));
        Path all = pack(new PackFilter(null, null, Set.of(), Set.of(), Set.of(), Set.of()));
        Map<String, String> foreign = new LinkedHashMap<>();
        changed(all, files -> {
            foreign.putAll(files);
            return files;
        });

        assertThat(check(changed(pack, files -> {
                            files.remove(FIRST);
                            return files;
                        }))
                        .faults())
                .anyMatch(fault -> fault.contains("2 are proved"));
        assertThat(check(changed(pack, files -> {
                            files.put("proofs/000000000001.tlog-proof", foreign.get("proofs/000000000001.tlog-proof"));
                            return files;
                        }))
                        .faults())
                .anyMatch(fault -> fault.contains("not among those"));
        assertThat(check(changed(pack, files -> {
                            files.put("proofs/000000000005.tlog-proof", files.get(FIRST));
                            return files;
                        }))
                        .faults())
                .anyMatch(fault -> fault.contains("it is of leaf 0"));
        assertThat(check(changed(pack, files -> {
                            files.compute(FIRST, (_, text) -> text.replaceFirst("index 0", "index 2"));
                            return files;
                        }))
                        .faults())
                .anyMatch(fault -> fault.contains("does not lead"));
        assertThat(check(changed(pack, files -> {
                            files.compute("pack.json", (_, text) -> text.replace("\"size\":7", "\"size\":8"));
                            return files;
                        }))
                        .faults())
                .isNotEmpty();
        assertThat(check(changed(pack, files -> {
                            files.remove("checkpoint");
                            return files;
                        }))
                        .faults())
                .isNotEmpty();
    }

    @Test
    void takesNoProofUnderAnotherCheckpoint() throws IOException {
        Map<String, String> former = new LinkedHashMap<>();
        changed(pack(on(view)), files -> {
            former.putAll(files);
            return files;
        });
        trail.show(TestTrail.view());
        trail.sequencer.step();

        assertThat(check(changed(pack(on(view)), files -> {
                            files.put(FIRST, former.get(FIRST));
                            return files;
                        }))
                        .faults())
                .anyMatch(fault -> fault.contains("another checkpoint"));
    }

    @Test
    void trustsNoKeysOfThePack() throws IOException {
        try (TestTrail other = new TestTrail(place.resolve("other"))) {
            other.show(view);
            other.sequencer.step();

            assertThat(new PackCheck(other.published().keys())
                            .check(pack(on(view)))
                            .faults())
                    .isNotEmpty();
        }
    }

    @Test
    void takesNothingForAPackThatIsNone() throws IOException {
        Path file = place.resolve("no.zip");
        Files.writeString(file, "not a pack");

        assertThat(check(file).faults()).isNotEmpty();
    }
}
