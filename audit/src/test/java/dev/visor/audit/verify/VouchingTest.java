package dev.visor.audit.verify;

import static dev.visor.audit.verify.PublishedLog.faults;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.CosignerKey;
import dev.visor.audit.note.LogKeys;
import dev.visor.audit.note.SignatureType;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKey;
import dev.visor.audit.timestamp.OpensslAuthority;
import dev.visor.audit.timestamp.TimeAuthorities;
import dev.visor.audit.timestamp.TimeClient;
import dev.visor.audit.timestamp.TimeFolder;
import dev.visor.audit.verify.Finding.Aspect;
import dev.visor.audit.witness.WitnessPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that witnesses and an authority vouch for, and whoever would like to have it pass without them. */
class VouchingTest {

    private static final int SIZE = 20;
    private static final int OLDER = 8;

    @TempDir
    static Path original;

    @TempDir
    static Path authorityPlace;

    private static PublishedLog published;
    private static LogKeys keys;
    private static OpensslAuthority authority;
    private static TimeAuthorities trusted;
    private static final CosignerKey DPO = witness("dpo");
    private static final CosignerKey CLIENT = witness("client");

    @TempDir
    Path copy;

    private LogCopy log;

    private static CosignerKey witness(String name) {
        return CosignerKey.generate("witness.example/" + name, SignatureType.ED25519_COSIGNATURE, new SecureRandom());
    }

    @BeforeAll
    static void publish() throws IOException {
        published = PublishedLog.of(original, SIZE, Set.of(OLDER / 2 - 1));
        keys = published.keys();
        authority = new OpensslAuthority(authorityPlace);
        trusted = TimeAuthorities.parse(Files.readAllBytes(authority.root()));
    }

    @AfterAll
    static void stop() {
        authority.close();
    }

    @BeforeEach
    void copy() throws IOException {
        log = published.copiedTo(copy);
    }

    private static SignedCheckpoint older() {
        return published.heads().getFirst();
    }

    private static SignedCheckpoint head() {
        return published.heads().getLast();
    }

    private static SignedCheckpoint by(SignedCheckpoint note, CosignerKey... witnesses) {
        return note.with(Arrays.stream(witnesses)
                .map(witness -> witness.cosign(note.checkpoint(), Instant.now()))
                .toList());
    }

    private void write(String name, SignedCheckpoint note) throws IOException {
        log.write(name, note.note().getBytes(UTF_8));
    }

    private Report verify(Vouchers vouchers) throws IOException {
        return new TrailVerifier(copy, keys.verifiers(), null)
                .demanding(vouchers)
                .verify();
    }

    private static Vouchers witnesses(CosignerKey... demanded) {
        return new Vouchers(Arrays.stream(demanded).map(CosignerKey::verifier).toList(), null, null);
    }

    private void assertOnly(Report report, Aspect aspect, String sentence) {
        assertThat(report.findings()).filteredOn(Finding::fault).singleElement().satisfies(finding -> {
            assertThat(finding.sentence()).contains(sentence);
            assertThat(finding.aspect()).isEqualTo(aspect);
        });
    }

    @Test
    void saysThatNobodyVouchesWhereNobodyIsDemanded() throws IOException {
        write("checkpoint", by(head(), DPO));
        Report report = verify(Vouchers.NOBODY);
        assertThat(report.passed()).isTrue();
        assertThat(report.findings()).anyMatch(finding -> finding.sentence().contains("the operator's own"));
    }

    @Nested
    class Cosigned {

        @Test
        void byEveryoneWhoIsDemanded() throws IOException {
            write("checkpoint", by(head(), DPO, CLIENT));
            Report report = verify(witnesses(DPO, CLIENT));
            assertThat(report.findings()).isEmpty();
            assertThat(report.checked().get(Aspect.TIMELINESS))
                    .contains("witness witness.example/dpo vouches for 20 leaves until 20")
                    .contains("witness witness.example/client vouches for 20 leaves until 20");
        }

        @Test
        void butStrippedOfAWitness() throws IOException {
            write("checkpoint", by(head(), DPO));
            assertOnly(
                    verify(witnesses(DPO, CLIENT)), Aspect.TIMELINESS, "witness.example/client has cosigned no head");
        }

        @Test
        void byAForeignKeyUnderTheSameName() throws IOException {
            write("checkpoint", by(head(), witness("dpo")));
            assertOnly(verify(witnesses(DPO)), Aspect.TIMELINESS, "has cosigned no head");
        }

        @Test
        void overAnotherHead() throws IOException {
            SignedCheckpoint.Line line = DPO.cosign(older().checkpoint(), Instant.now());
            write("checkpoint", head().with(List.of(line)));
            assertThat(faults(verify(witnesses(DPO))))
                    .anyMatch(sentence -> sentence.contains("witness.example/dpo does not verify"));
        }

        @Test
        void onceAndThenNoMore() throws IOException {
            write("witnessed", by(older(), DPO));
            Report report = verify(witnesses(DPO));
            assertThat(faults(report)).isEmpty();
            assertThat(report.findings()).anyMatch(finding -> finding.sentence().contains("the last 12 leaves"));
            assertThat(report.checked().get(Aspect.TIMELINESS)).contains("vouches for 8 leaves");

            // Three days on, a witness that has seen nothing since is one that was left out.
            log.sign(head().checkpoint(), keys);
            Instant late = Instant.now().plus(Duration.ofDays(3));
            write("checkpoint", keys.sign(head().checkpoint(), late));
            assertOnly(verify(witnesses(DPO)), Aspect.TIMELINESS, "only up to");
        }

        @Test
        void beforeTheLogSaysThatItWas() throws IOException {
            write(
                    "checkpoint",
                    head().with(List.of(
                            DPO.cosign(head().checkpoint(), Instant.now().minusSeconds(3600)))));
            assertOnly(verify(witnesses(DPO)), Aspect.TIMELINESS, "already");
        }

        @Test
        void asALogThatWasForkedOrRolledBackSince() throws IOException {
            write("witnessed", by(head(), DPO));
            List<byte[]> leaves = log.leaves(SIZE);
            log.forge(leaves.subList(0, OLDER), keys);
            assertThat(faults(verify(witnesses(DPO)))).anyMatch(sentence -> sentence.contains("was rolled back"));
            assertThat(faults(verify(Vouchers.NOBODY)))
                    .as("what lies in the folder speaks against it, whoever is demanded")
                    .anyMatch(sentence -> sentence.contains("was rolled back"));
            List<byte[]> other = new ArrayList<>(leaves);
            other.set(3, leaves.get(5));
            other.add(leaves.get(3));
            log.forge(other, keys);
            assertThat(faults(verify(witnesses(DPO)))).anyMatch(sentence -> sentence.contains("was forked"));
        }

        @Test
        void underKeysThatAreNotTheLogs() throws IOException {
            SignedCheckpoint foreign =
                    LogKeys.generate(published.origin(), new SecureRandom()).sign(head().checkpoint(), Instant.now());
            write("witnessed", by(foreign, DPO));
            assertThat(faults(verify(witnesses(DPO))))
                    .anyMatch(sentence -> sentence.startsWith("witnessed: "))
                    .anyMatch(sentence -> sentence.contains("has cosigned no head"));
            log.write("witnessed", "broken".getBytes(UTF_8));
            assertThat(faults(verify(witnesses()))).anyMatch(sentence -> sentence.startsWith("witnessed: "));
        }

        @Test
        void asAPolicyDemands() throws IOException {
            VerifierKey own = keys.verifiers().ed25519();
            String two = "witness a " + DPO.verifier() + "\nwitness b " + CLIENT.verifier() + "\ngroup g all a b\n";
            write("checkpoint", by(head(), DPO, CLIENT));
            assertThat(verify(policy("log " + own + "\n" + two + "quorum g\n")).findings())
                    .isEmpty();
            write("checkpoint", by(head(), DPO));
            assertOnly(verify(policy(two + "quorum g\n")), Aspect.TIMELINESS, "that the policy demands");
            assertThat(verify(policy(two + "quorum a\n")).checked().get(Aspect.TIMELINESS))
                    .contains("the policy's quorum vouches for 20 leaves");
            VerifierKey other = LogKeys.generate(published.origin(), new SecureRandom())
                    .verifiers()
                    .ed25519();
            assertOnly(
                    verify(policy("log " + other + "\nquorum none\n")),
                    Aspect.INTEGRITY,
                    "does not list this log's key");
        }

        private Vouchers policy(String text) {
            return new Vouchers(List.of(), WitnessPolicy.parse(text.getBytes(UTF_8)), null);
        }
    }

    @Nested
    class Stamped {

        private final Vouchers demanded = new Vouchers(List.of(), null, trusted);

        private void stamp(SignedCheckpoint note) throws IOException {
            TimeClient client = new TimeClient(authority.address(), null, trusted, Duration.ofMinutes(1));
            assertThat(new TimeFolder(new LogFolder(copy)).stamp(note, client)).isPresent();
            assertThat(new TimeFolder(new LogFolder(copy)).stamp(note, client))
                    .as("one token for each size")
                    .isEmpty();
        }

        @Test
        void byAnAuthorityThatIsTrusted() throws IOException {
            stamp(older());
            Report earlier = verify(demanded);
            assertThat(faults(earlier)).isEmpty();
            assertThat(earlier.checked().get(Aspect.TIMELINESS)).contains("a time token vouches for 8 leaves until 20");
            stamp(by(head(), DPO));
            Report report = verify(demanded);
            assertThat(report.findings()).isEmpty();
            assertThat(report.checked().get(Aspect.TIMELINESS)).contains("a time token vouches for 20 leaves until 20");
            assertThat(authority.accepts(copy.resolve("time/20.checkpoint"), copy.resolve("time/20.tsr")))
                    .as("OpenSSL says the same")
                    .isTrue();
        }

        @Test
        void byNobody() throws IOException {
            assertOnly(verify(demanded), Aspect.TIMELINESS, "No time token");
        }

        @Test
        void overAnotherCheckpoint() throws IOException {
            stamp(head());
            // The same head, signed anew: the bytes are others.
            write("time/20.checkpoint", keys.sign(head().checkpoint(), Instant.now()));
            assertThat(faults(verify(demanded)))
                    .anyMatch(sentence -> sentence.equals("time/20.tsr: The token is over other bytes"));
            write("time/20.checkpoint", older());
            assertThat(faults(verify(demanded))).anyMatch(sentence -> sentence.contains("a head of another size"));
            Files.delete(copy.resolve("time/20.checkpoint"));
            assertThat(faults(verify(demanded))).anyMatch(sentence -> sentence.contains("missing beside its token"));
        }

        @Test
        void byAnotherAuthority(@TempDir Path elsewhere) throws IOException {
            stamp(head());
            try (OpensslAuthority other = new OpensslAuthority(elsewhere)) {
                Vouchers others =
                        new Vouchers(List.of(), null, TimeAuthorities.parse(Files.readAllBytes(other.root())));
                assertThat(faults(verify(others)))
                        .anyMatch(sentence -> sentence.contains("does not lead to a trusted"));
            }
        }

        @Test
        void beforeTheLogWasForkedOrRolledBack() throws IOException {
            stamp(head());
            List<byte[]> leaves = log.leaves(SIZE);
            log.forge(leaves.subList(0, OLDER), keys);
            assertThat(faults(verify(demanded))).anyMatch(sentence -> sentence.contains("was rolled back"));
            leaves.set(3, leaves.get(5));
            log.forge(leaves, keys);
            assertThat(faults(verify(demanded))).anyMatch(sentence -> sentence.contains("was forked"));
        }

        @Test
        void withAnythingElseInItsPlace() throws IOException {
            stamp(head());
            log.write("time/20.tsr", new byte[] {0x30, 0x00});
            assertThat(faults(verify(demanded)))
                    .anyMatch(sentence -> sentence.startsWith("time/20.tsr: Not an answer"));
            log.write("time/20.checkpoint", "broken".getBytes(UTF_8));
            assertThat(faults(verify(demanded))).anyMatch(sentence -> sentence.startsWith("time/20.checkpoint: "));
        }

        @Test
        void asAHeadThatTheLogNeverSigned() throws IOException {
            Checkpoint foreign = new Checkpoint(
                    published.origin(), OLDER, head().checkpoint().root());
            stamp(LogKeys.generate(published.origin(), new SecureRandom()).sign(foreign, Instant.now()));
            assertThat(faults(verify(demanded))).anyMatch(sentence -> sentence.startsWith("time/8.checkpoint: "));
        }
    }
}
