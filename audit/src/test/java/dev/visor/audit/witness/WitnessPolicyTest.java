package dev.visor.audit.witness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.note.CosignerKey;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignatureType;
import dev.visor.audit.note.SignedCheckpoint;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WitnessPolicyTest {

    private static final Instant AT = Instant.parse("2026-11-26T08:00:00Z");

    private final GrowingLog log = new GrowingLog().grow(3);
    private final List<CosignerKey> keys = new ArrayList<>();
    private final String six = six();

    private String six() {
        StringBuilder lines = new StringBuilder();
        for (String name : List.of("X1", "X2", "X3", "Y1", "Y2", "Y3")) {
            CosignerKey key =
                    CosignerKey.generate("w.example/" + name, SignatureType.ED25519_COSIGNATURE, new SecureRandom());
            keys.add(key);
            lines.append("witness ")
                    .append(name)
                    .append(' ')
                    .append(key.verifier())
                    .append('\n');
        }
        return lines.toString();
    }

    private static WitnessPolicy parse(String text) {
        return WitnessPolicy.parse(text.getBytes(UTF_8));
    }

    /** Cosigned by these, each a minute after the one before. */
    private SignedCheckpoint by(int... signers) {
        SignedCheckpoint note = log.head();
        for (int signer : signers) {
            note = note.with(List.of(keys.get(signer).cosign(note.checkpoint(), AT.plusSeconds(60L * signer))));
        }
        return note;
    }

    @Test
    void countsGroupsWithinGroups() {
        WitnessPolicy policy =
                parse(six + "group X 2 X1 X2 X3\ngroup Y any Y1 Y2 Y3\ngroup all-of all X Y\nquorum all-of\n");
        assertThat(policy.fulfilledAt(by())).isEmpty();
        assertThat(policy.fulfilledAt(by(0, 1))).isEmpty();
        assertThat(policy.fulfilledAt(by(0, 3, 4, 5))).isEmpty();
        assertThat(policy.fulfilledAt(by(0, 2, 4))).isPresent();
        assertThat(policy.fulfilledAt(by(0, 1, 2, 3, 4, 5))).isPresent();
        // The same witness twice is one witness.
        SignedCheckpoint twice = by(0, 3);
        twice = twice.with(List.of(keys.getFirst().cosign(twice.checkpoint(), AT.plusSeconds(5))));
        assertThat(policy.fulfilledAt(twice)).isEmpty();
        assertThat(policy.counted()).hasSize(6);
    }

    @Test
    void saysUpToWhenTheQuorumStands() {
        WitnessPolicy two = parse(six + "group X 2 X1 X2 X3\nquorum X\n");
        assertThat(two.fulfilledAt(by(0, 1, 2))).contains(AT.plusSeconds(60));
        WitnessPolicy any = parse(six + "group X any X1 X2 X3\nquorum X\n");
        assertThat(any.fulfilledAt(by(0, 2))).contains(AT.plusSeconds(120));
        WitnessPolicy all = parse(six + "group X all X1 X2 X3\nquorum X\n");
        assertThat(all.fulfilledAt(by(0, 1, 2))).contains(AT);
        assertThat(parse("quorum none\n").fulfilledAt(by())).isPresent();
        assertThat(parse("quorum none\n").demanding()).isFalse();
    }

    @Test
    void doesNotCountABrokenCosignature() {
        WitnessPolicy policy = parse(six + "quorum X1\n");
        SignedCheckpoint other = new GrowingLog().grow(3).head();
        SignedCheckpoint note = log.head().with(List.of(keys.getFirst().cosign(other.checkpoint(), AT)));
        assertThat(policy.fulfilledAt(note)).isPresent();
        SignedCheckpoint grown = new GrowingLog().grow(4).head();
        SignedCheckpoint wrong = log.head().with(List.of(keys.getFirst().cosign(grown.checkpoint(), AT)));
        assertThatThrownBy(() -> policy.fulfilledAt(wrong)).isInstanceOf(NoteException.class);
    }

    @Test
    void readsAddressesCommentsTabsAndOctets() {
        String text = "# a comment, \u00e4\n\n \t log\t" + log.keys.verifiers().ed25519() + " https://log.example/ \n"
                + six.replaceFirst("\n", " https://w.example/submit\n")
                + "group gr\u00fcn any X1 Y1\nquorum gr\u00fcn\n";
        for (byte[] file : List.of(text.getBytes(UTF_8), text.getBytes(ISO_8859_1))) {
            WitnessPolicy policy = WitnessPolicy.parse(file);
            assertThat(policy.logs()).containsExactly(log.keys.verifiers().ed25519());
            assertThat(policy.witnesses()).hasSize(6);
            assertThat(policy.witnesses().getFirst().address()).hasToString("https://w.example/submit");
            assertThat(policy.witnesses().getLast().address()).isNull();
            assertThat(policy.fulfilledAt(by(3))).isPresent();
        }
    }

    @Test
    void refusesWhatIsNoPolicyAndNamesTheLine() {
        String x1 = keys.getFirst().verifier().toString();
        String logKey = log.keys.verifiers().ed25519().toString();
        assertRefused("", "ends in a newline");
        assertRefused("quorum none", "ends in a newline");
        assertRefused("\n", "quorum NAME");
        assertRefused("quorum none\nquorum none\n", "Line 2");
        assertRefused("quorum X1\n" + six, "Line 1 of the policy: 'X1' is defined on no line");
        assertRefused("Quorum none\n", "begins with");
        assertRefused("quorum\n", "the form is");
        assertRefused("quorum none # why\n", "the form is");
        assertRefused("witness X1\nquorum none\n", "the form is");
        assertRefused("witness X1 " + x1 + "\nwitness X1 " + keys.get(1).verifier() + "\nquorum X1\n", "is taken");
        assertRefused("witness X1 " + x1 + "\nwitness X2 " + x1 + "\nquorum X1\n", "stands there already");
        assertRefused("witness none " + x1 + "\nquorum none\n", "is taken");
        assertRefused("witness X1 " + logKey + "\nquorum X1\n", "states a time");
        assertRefused("log " + x1 + "\nquorum none\n", "Ed25519");
        assertRefused("log " + logKey + "\nlog " + logKey + "\nquorum none\n", "Line 2");
        assertRefused("witness X1 " + x1.replace("+", "-") + "\nquorum none\n", "verifier key");
        assertRefused("witness X1 " + x1 + " ftp://w.example\nquorum X1\n", "https://");
        assertRefused("witness X1 " + x1 + " https:///x\nquorum X1\n", "https://");
        assertRefused("witness X1 " + x1 + " https://w.example/?a=b\nquorum X1\n", "https://");
        for (String threshold : List.of("0", "4", "-1", "+1", "01", "some", "ALL", "1.0", "999999999999")) {
            assertRefused(six + "group X " + threshold + " X1 X2 X3\nquorum X\n", "group wants");
        }
        assertRefused(six + "group X any\nquorum X\n", "the form is");
        assertRefused(six + "group X any X1 X1\nquorum X\n", "member already");
        assertRefused(six + "group X any X1\ngroup Y any X1\nquorum X\n", "member already");
        assertRefused(six + "group X any X\nquorum X\n", "no line before");
        assertRefused(six + "group X any none\nquorum X\n", "no line before");
        assertRefused(six + "group X1 any X2\nquorum X1\n", "is taken");
        assertRefused("quorum none\r\n", "control characters");
        assertRefused("# \u0000\nquorum none\n", "control characters");
    }

    private static void assertRefused(String text, String reason) {
        assertThatThrownBy(() -> parse(text))
                .as(text)
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining(reason);
    }
}
