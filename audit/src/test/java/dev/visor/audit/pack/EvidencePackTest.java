package dev.visor.audit.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.TestTrail;
import dev.visor.audit.note.NoteException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

class EvidencePackTest extends PackedLog {

    @Test
    void packsWhatFitsAndProvesIt() throws IOException {
        PackCheck.Result result = check(pack(on(view)));

        assertThat(result.faults()).isEmpty();
        assertThat(result.count()).isEqualTo(3);
        assertThat(check(pack(PackFilter.period(null, null))).count()).isEqualTo(7);
        assertThat(check(pack(new PackFilter(null, null, Set.of(), Set.of(), Set.of("view.sent"), Set.of(), Set.of())))
                        .count())
                .isEqualTo(3);
        assertThat(check(pack(PackFilter.period(null, Instant.EPOCH))).count()).isZero();
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
            assertThat(readme)
                    .contains(
                            "7 records, of which 3", "That nothing is missing", "What a picture showed", view.value());
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
        Path all = pack(PackFilter.period(null, null));
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

    @Test
    void canBeReadOnPaperAndSaysThereToWhatItDoesNotProve() throws IOException {
        assertThat(pdf(pack(on(view))))
                .contains("Evidence from an audit trail", "on " + view.value())
                .contains(trail.log, "In this pack: 3 of 7 records")
                .contains("No witness")
                .contains("None of these records was decided by a policy")
                .contains("That nothing is missing", "What a picture showed", "another person's name")
                .contains("visor-audit pack check PACK.zip --key log.vkey")
                .contains("annotator, person:", "training of a landmark", "consent")
                .contains("no outcome in this pack");
        assertThat(pdf(pack(PackFilter.period(null, null)))).contains("sent (the outcome of an act)");
    }

    @Test
    void givesNothingToReadThatTheRecordsDoNotMake() throws IOException {
        Path pack = pack(on(view));
        Path other = pack(PackFilter.period(null, null));
        Map<String, String> others = new LinkedHashMap<>();
        changed(other, files -> {
            others.putAll(files);
            return files;
        });
        for (String name : new String[] {"README.txt", "records.txt", "summary.pdf", "log.vkey"}) {
            Path forged = changed(pack, files -> {
                files.compute(name, (_, text) -> text.replaceFirst("a", "b"));
                return files;
            });
            assertThat(check(forged).faults()).as(name).anyMatch(fault -> fault.startsWith(name + " is not what"));
        }
        assertThat(check(changed(pack, files -> {
                            files.put("summary.pdf", others.getOrDefault("summary.pdf", ""));
                            return files;
                        }))
                        .faults())
                .anyMatch(fault -> fault.startsWith("summary.pdf is not what"));
        assertThat(check(changed(pack, files -> {
                            files.put("read-this-first.pdf", others.getOrDefault("summary.pdf", ""));
                            return files;
                        }))
                        .faults())
                .containsExactly("read-this-first.pdf is no part of a pack");
    }
}
