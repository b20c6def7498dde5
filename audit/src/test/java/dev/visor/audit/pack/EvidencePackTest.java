package dev.visor.audit.pack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.audit.TestTrail;
import dev.visor.audit.log.PolicyText;
import dev.visor.audit.log.Rules;
import dev.visor.audit.note.CosignerKey;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignatureType;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.Details;
import dev.visor.audit.record.Person;
import dev.visor.audit.timestamp.OpensslAuthority;
import dev.visor.audit.timestamp.TimeAuthorities;
import dev.visor.audit.timestamp.TimeClient;
import dev.visor.audit.timestamp.TimeFolder;
import dev.visor.audit.verify.Vouchers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
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
        return new PackFilter(null, null, Set.of(), Set.of(object.value()), Set.of(), Set.of(), Set.of());
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

    private PackCheck.Result check(Path pack) throws IOException {
        return new PackCheck(keys).check(pack);
    }

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

    private String pdf(Path pack) throws IOException {
        try (ZipFile zip = new ZipFile(pack.toFile());
                PDDocument pdf = Loader.loadPDF(
                        zip.getInputStream(zip.getEntry("summary.pdf")).readAllBytes())) {
            return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
        }
    }

    private Receipt decided(ObjectLabel object, Map<String, String> facts) {
        Details like = TestTrail.details("view.show", List.of(object), List.of());
        return trail.trail.append(
                trail.log,
                Catalogue.load()
                        .event(new Details(
                                like.action(),
                                like.actor(),
                                like.purpose(),
                                like.basis(),
                                like.objects(),
                                List.of(),
                                facts,
                                like.sealed())));
    }

    private static PackFilter incident(UUID record, @Nullable Instant until) {
        return new PackFilter(null, until, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(record));
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

    @Test
    void holdsThePoliciesThatDecided() throws IOException {
        PolicyText rules = Rules.text("permit (principal, action, resource);");
        trail.published().writePolicies(rules);
        ObjectLabel object = TestTrail.view();
        decided(object, Map.of("policies", "rule-one", "policy-set", rules.hash(), "policy-text", "kept"));
        trail.sequencer.step();
        Path pack = pack(on(object));

        assertThat(check(pack).faults()).isEmpty();
        assertThat(pdf(pack)).contains("Policy set " + rules.hash(), "Rules that decided: rule-one", "rules.cedar");
        String set = "policies/" + rules.hash();
        assertThat(check(changed(pack, files -> {
                            files.remove(set);
                            return files;
                        }))
                        .faults())
                .anyMatch(fault -> fault.contains("are missing"));
        assertThat(check(changed(pack, files -> {
                            files.compute(set, (_, text) -> text.replace("permit", "forbid"));
                            return files;
                        }))
                        .faults())
                .anyMatch(fault -> fault.contains("does not hold the policies"));
        assertThat(check(changed(pack, files -> {
                            files.compute(set + ".files/rules.cedar", (_, text) -> text.replace("permit", "forbid"));
                            return files;
                        }))
                        .faults())
                .anyMatch(fault -> fault.startsWith(set + ".files/rules.cedar is not what"));

        Files.delete(trail.published().path().resolve(set));
        assertThatThrownBy(() -> pack(on(object)))
                .isInstanceOf(NoteException.class)
                .hasMessageContaining("are missing");
    }

    @Test
    void saysWherePoliciesWereNotKept() throws IOException {
        ObjectLabel object = TestTrail.view();
        decided(object, Map.of("policies", "rule-one", "policy-set", "a".repeat(64)));
        trail.sequencer.step();
        Path pack = pack(on(object));

        assertThat(check(pack).faults()).isEmpty();
        assertThat(pdf(pack)).contains("Its text was not kept with this log");
    }

    @Test
    void takesAnIncidentWithWhatIsAboutTheSameObjects() throws IOException {
        ObjectLabel object = TestTrail.view();
        Receipt named = trail.show(object);
        trail.sent(named);
        Instant between = Instant.now();
        trail.show(object);
        trail.show(TestTrail.view());
        trail.sequencer.step();

        // The act, how it ended (a record about no object), and the later act on the same object.
        PackCheck.Result all = check(pack(incident(named.record(), null)));
        assertThat(all.faults()).isEmpty();
        assertThat(all.count()).isEqualTo(3);
        assertThat(check(pack(incident(named.record(), between))).count()).isEqualTo(2);
        assertThat(check(pack(incident(named.record(), Instant.EPOCH))).count()).isEqualTo(2);
        assertThat(pdf(pack(incident(named.record(), null))))
                .contains("of the incident with the records")
                .contains(named.record().toString());
        assertThatThrownBy(() -> pack(incident(UUID.randomUUID(), null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is no record");
    }

    @Test
    void noticesAnIncidentWithoutItsRecordOrWithAForeignOne() throws IOException {
        ObjectLabel object = TestTrail.view();
        Receipt named = trail.show(object);
        trail.sent(named);
        trail.sequencer.step();
        Path pack = pack(incident(named.record(), null));
        Map<String, String> foreign = new LinkedHashMap<>();
        changed(pack(on(view)), files -> {
            foreign.putAll(files);
            return files;
        });

        assertThat(check(changed(pack, files -> {
                            files.remove("proofs/000000000007.tlog-proof");
                            return files;
                        }))
                        .faults())
                .anyMatch(fault -> fault.contains("There is no record " + named.record()));
        assertThat(check(changed(pack, files -> {
                            files.put(FIRST, foreign.getOrDefault(FIRST, ""));
                            return files;
                        }))
                        .faults())
                .anyMatch(fault -> fault.contains("not among those"));
    }

    @Test
    void findsWhatIsAboutOnePersonWithoutGivingTheKeyAway() throws IOException {
        Person ada = TestTrail.person("ada");
        trail.sent(trail.show(TestTrail.view(), ada));
        trail.show(TestTrail.view(), ada, TestTrail.person("bo"));
        trail.show(TestTrail.view(), TestTrail.person("bo"));
        trail.sequencer.step();
        Set<String> tags = new Questions(trail.published()).about(ada.key());
        Path pack = pack(new PackFilter(null, null, Set.of(), Set.of(), Set.of(), tags, Set.of()));

        assertThat(check(pack).faults()).isEmpty();
        assertThat(check(pack).count()).isEqualTo(2);
        changed(pack, files -> {
            assertThat(files.values()).noneMatch(text -> text.contains(ada.key().reveal()));
            return files;
        });
    }

    private Path under(PackHead head) throws IOException {
        Path file = Files.createTempFile(place, "pack", ".zip");
        try (OutputStream out = Files.newOutputStream(file)) {
            new EvidencePack(trail.published(), keys, on(view), head).write(out);
        }
        return file;
    }

    @Test
    void standsUnderAHeadThatWitnessesSaw() throws IOException {
        CosignerKey dpo =
                CosignerKey.generate("witness.example/dpo", SignatureType.ED25519_COSIGNATURE, new SecureRandom());
        Vouchers demanded = new Vouchers(List.of(dpo.verifier()), null, null);
        SignedCheckpoint head = trail.published().checkpoint().orElseThrow();
        SignedCheckpoint seen = head.with(List.of(dpo.cosign(head.checkpoint(), Instant.now())));
        Files.writeString(trail.published().path().resolve("witnessed"), seen.note());
        trail.show(view);
        trail.sequencer.step();
        Path pack = under(PackHead.WITNESSED);

        PackCheck.Result result = new PackCheck(keys).demanding(demanded).check(pack);
        assertThat(result.faults()).isEmpty();
        assertThat(result.count()).as("the later record is left out").isEqualTo(3);
        assertThat(result.vouched()).singleElement().asString().contains("witness.example/dpo vouches");
        assertThat(pdf(pack)).contains("bears lines of witness.example/dpo");
        assertThat(new PackCheck(keys)
                        .demanding(demanded)
                        .check(under(PackHead.NEWEST))
                        .faults())
                .anyMatch(fault -> fault.contains("did not cosign"));
        assertThatThrownBy(() -> under(PackHead.STAMPED)).isInstanceOf(IOException.class);
    }

    @Test
    void holdsTheTimeTokenOverItsCheckpoint() throws IOException {
        try (OpensslAuthority authority = new OpensslAuthority(Files.createDirectory(place.resolve("authority")))) {
            TimeAuthorities trusted = TimeAuthorities.parse(Files.readAllBytes(authority.root()));
            Vouchers demanded = new Vouchers(List.of(), null, trusted);
            TimeClient client = new TimeClient(authority.address(), null, null, Duration.ofMinutes(1));
            new TimeFolder(trail.published())
                    .stamp(trail.published().checkpoint().orElseThrow(), client);
            Path pack = under(PackHead.STAMPED);
            trail.show(view);
            trail.sequencer.step();
            new TimeFolder(trail.published())
                    .stamp(trail.published().checkpoint().orElseThrow(), client);
            Map<String, String> later = new LinkedHashMap<>();
            changed(under(PackHead.STAMPED), files -> {
                later.putAll(files);
                return files;
            });

            PackCheck.Result result = new PackCheck(keys).demanding(demanded).check(pack);
            assertThat(result.faults()).isEmpty();
            assertThat(result.vouched()).singleElement().asString().contains("A time token vouches");
            assertThat(pdf(pack)).contains("A time token (checkpoint.tsr");
            // Another head's token, with a later time.
            assertThat(check(changed(pack, files -> {
                                files.put("checkpoint.tsr", later.getOrDefault("checkpoint.tsr", ""));
                                return files;
                            }))
                            .faults())
                    .anyMatch(fault -> fault.contains("over other bytes"));
            assertThat(new PackCheck(keys)
                            .demanding(demanded)
                            .check(under(PackHead.NEWEST))
                            .faults())
                    .anyMatch(fault -> fault.contains("has no time token"));
        }
    }
}
