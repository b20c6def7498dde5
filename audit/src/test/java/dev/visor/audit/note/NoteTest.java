package dev.visor.audit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.merkle.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoteTest {

    private static final Instant AT = Instant.parse("2026-11-22T10:13:35Z");

    private final LogKeys keys = LogKeys.generate("visor/abcdefgh234567ab", new SecureRandom());
    private final Checkpoint checkpoint =
            new Checkpoint("visor/abcdefgh234567ab", 7, Hash.leaf("x".getBytes(StandardCharsets.UTF_8)));
    private final SignedCheckpoint signed = keys.sign(checkpoint, AT);

    @Test
    void comesBackAsItWasSigned() {
        SignedCheckpoint read = SignedCheckpoint.parse(signed.note());
        read.verify(keys.verifiers());
        assertThat(read.checkpoint()).isEqualTo(checkpoint);
        assertThat(read.signedAt(keys.verifiers())).isEqualTo(AT);
        assertThat(signed.note()).startsWith("visor/abcdefgh234567ab\n7\n" + checkpoint.root() + "\n\n\u2014 visor/");
    }

    /** Nothing of ours: the JDK's own Ed25519 and ML-DSA over the messages as the specifications state them. */
    @Test
    void isSignedSoThatOthersCanVerify() throws Exception {
        List<String> lines = signed.note().lines().toList();
        byte[] first = Base64.getDecoder().decode(lines.get(4).split(" ", -1)[2]);
        byte[] second = Base64.getDecoder().decode(lines.get(5).split(" ", -1)[2]);
        byte[] ed25519 = key(keys.verifiers().ed25519(), 0x01);
        byte[] mlDsa = key(keys.verifiers().mlDsa44(), 0x06);

        byte[] text = (String.join("\n", lines.subList(0, 3)) + "\n").getBytes(StandardCharsets.UTF_8);
        assertThat(verifies("Ed25519", "302a300506032b6570032100", ed25519, text, Arrays.copyOfRange(first, 4, 68)))
                .isTrue();

        byte[] name = checkpoint.origin().getBytes(StandardCharsets.UTF_8);
        ByteBuffer message = ByteBuffer.allocate(12 + 1 + name.length + 8 + 1 + name.length + 8 + 8 + 32);
        message.put("subtree/v1\n\0".getBytes(StandardCharsets.UTF_8))
                .put((byte) name.length)
                .put(name)
                .putLong(AT.getEpochSecond())
                .put((byte) name.length)
                .put(name)
                .putLong(0)
                .putLong(7)
                .put(checkpoint.root().toBytes());
        assertThat(second).hasSize(4 + 8 + 2420);
        assertThat(ByteBuffer.wrap(second).getLong(4)).isEqualTo(AT.getEpochSecond());
        assertThat(verifies(
                        "ML-DSA-44",
                        "30820532300b06096086480165030403110382052100",
                        mlDsa,
                        message.array(),
                        Arrays.copyOfRange(second, 12, second.length)))
                .isTrue();
    }

    private static byte[] key(VerifierKey key, int type) {
        byte[] typed = Base64.getDecoder().decode(key.toString().split("\\+", 3)[2]);
        assertThat(typed[0]).isEqualTo((byte) type);
        return Arrays.copyOfRange(typed, 1, typed.length);
    }

    private static boolean verifies(String algorithm, String prefix, byte[] key, byte[] message, byte[] signature)
            throws Exception {
        byte[] head = HexFormat.of().parseHex(prefix);
        byte[] encoded = Arrays.copyOf(head, head.length + key.length);
        System.arraycopy(key, 0, encoded, head.length, key.length);
        PublicKey publicKey = KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(publicKey);
        verifier.update(message);
        return verifier.verify(signature);
    }

    @Test
    void readsAKeyOfTheNotePackageOfGo() {
        String vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        assertThat(VerifierKey.parse(vkey)).hasToString(vkey);
        assertThatThrownBy(() -> VerifierKey.parse(vkey.replace("c74f", "c74e")))
                .isInstanceOf(NoteException.class);
    }

    @Test
    void keepsItsKeysAsPkcs8() {
        LogKeys read = LogKeys.read(checkpoint.origin(), keys.ed25519(), keys.mlDsa44());
        read.sign(checkpoint, AT).verify(keys.verifiers());
        assertThat(VerifierKeys.parse(keys.verifiers().file()).lines())
                .isEqualTo(keys.verifiers().lines());
        assertThatThrownBy(() -> LogKeys.read(checkpoint.origin(), keys.mlDsa44(), keys.ed25519()))
                .isInstanceOf(NoteException.class);
        assertThat(keys).hasToString("LogKeys[visor/abcdefgh234567ab]");
    }

    @Test
    void isRefusedUnderOtherKeysNamesAndTexts() {
        LogKeys others = LogKeys.generate(checkpoint.origin(), new SecureRandom());
        assertRefused(signed.note(), others.verifiers());
        assertRefused(
                signed.note(),
                LogKeys.generate("visor/other", new SecureRandom()).verifiers());
        String note = signed.note();
        assertRefused(note.replace("\n7\n", "\n8\n"), keys.verifiers());
        assertRefused(note.replace("\n7\n", "\n07\n"), keys.verifiers());
        assertRefused(note.replace("\n7\n", "\n-7\n"), keys.verifiers());
        assertRefused(note.replace("\n7\n", "\n7\nextension\n"), keys.verifiers());
        assertRefused(note.replace("\n\n", "\n"), keys.verifiers());
        assertRefused(note.replace("\u2014", "-"), keys.verifiers());
        assertRefused(note.strip(), keys.verifiers());
        assertRefused(note.replace("visor/abcdefgh234567ab\n7", "visor/other\n7"), keys.verifiers());
        assertRefused("", keys.verifiers());
        // A cosignature whose time was changed.
        String line = note.lines().toList().get(5);
        byte[] bytes = Base64.getDecoder().decode(line.split(" ", -1)[2]);
        bytes[11] ^= 1;
        assertRefused(
                note.replace(line.split(" ", -1)[2], Base64.getEncoder().encodeToString(bytes)), keys.verifiers());
    }

    private static void assertRefused(String note, VerifierKeys keys) {
        assertThatThrownBy(() -> SignedCheckpoint.parse(note).verify(keys))
                .as(note.lines().limit(4).toList().toString())
                .isInstanceOf(NoteException.class);
    }
}
