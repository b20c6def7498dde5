package dev.visor.audit.pack;

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
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.Details;
import dev.visor.audit.record.Person;
import dev.visor.audit.timestamp.OpensslAuthority;
import dev.visor.audit.timestamp.TimeAuthorities;
import dev.visor.audit.timestamp.TimeClient;
import dev.visor.audit.timestamp.TimeFolder;
import dev.visor.audit.verify.Vouchers;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What people ask by, by which rules it was decided, and who vouches for it. */
class PackQuestionsTest extends PackedLog {

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
