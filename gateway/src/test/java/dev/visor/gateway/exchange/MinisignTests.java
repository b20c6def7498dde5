package dev.visor.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.AgeTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our signatures before Debian's {@code minisign}, and its signatures before our code: neither shares code with the other. */
class MinisignTests {

    private static final byte[] MANIFEST =
            "{\"format\":\"visor-export\",\"version\":1}".getBytes(StandardCharsets.UTF_8);
    private static final Instant AT = Instant.parse("2026-05-04T10:00:00Z");

    @TempDir
    Path folder;

    private final KeyPair keys = pair();
    private final ManifestSigner signer = new ManifestSigner(keys);

    @BeforeEach
    void lay() throws IOException {
        Files.write(folder.resolve("manifest.json"), MANIFEST);
        Files.write(folder.resolve("minisign.pub"), signer.minisignKey());
        Files.write(folder.resolve("manifest.json.minisig"), signature());
    }

    @Test
    void isTakenByMinisign() throws IOException {
        assertThat(verify())
                .contains("Signature and comment signature verified")
                .contains("Trusted comment: timestamp:1777888800\tfile:manifest.json\thashed");
        // The key on the command line, as somebody has it who was told it on another way.
        String key = Files.readAllLines(folder.resolve("minisign.pub")).get(1);
        minisign("-V", "-H", "-P", key, "-m", path("manifest.json"));
    }

    @Test
    void namesItsKeyAsTheManifestDoes() throws IOException {
        String number = signer.keyId().substring(0, 16).toUpperCase(Locale.ROOT);
        assertThat(Files.readAllLines(folder.resolve("minisign.pub")).getFirst())
                .endsWith(number);
        // minisign says both numbers when a signature is another key's.
        Files.write(folder.resolve("minisign.pub"), new ManifestSigner(pair()).minisignKey());
        assertThatThrownBy(this::verify).hasMessageContaining(number);
    }

    @Test
    void isRefusedByMinisignWithEachAlteredPart() throws IOException {
        alter("manifest.json", "visor-export", "visor-exporu");
        refused();
        alter("manifest.json.minisig", "timestamp:1777888800", "timestamp:1777888801");
        refused();
        alter("manifest.json.minisig", "file:manifest.json", "file:manifest.jsom");
        refused();
        for (int line : new int[] {1, 3}) {
            lay();
            List<String> lines = Files.readAllLines(folder.resolve("manifest.json.minisig"));
            byte[] bytes = Base64.getDecoder().decode(lines.get(line));
            for (int at : new int[] {0, 1, bytes.length / 2, bytes.length - 1}) {
                byte[] altered = bytes.clone();
                altered[at] ^= 1;
                lines.set(line, Base64.getEncoder().encodeToString(altered));
                Files.write(folder.resolve("manifest.json.minisig"), lines);
                refused();
            }
        }
    }

    private void refused() throws IOException {
        assertThatThrownBy(this::verify).isInstanceOf(IOException.class);
        assertThat(ours()).isFalse();
        lay();
        assertThat(ours()).isTrue();
    }

    @Test
    void takesWhatMinisignSignedAndNothingElseOfIt() throws Exception {
        minisign("-G", "-f", "-W", "-p", path("their.pub"), "-s", path("their.key"));
        PublicKey theirs = keyOf(Files.readAllLines(folder.resolve("their.pub")).get(1));
        minisign("-S", "-s", path("their.key"), "-m", path("manifest.json"), "-x", path("theirs.minisig"));
        // Its number is random and not the one that ours would have; all else of the form is the same.
        byte[] signed = Files.readAllBytes(folder.resolve("theirs.minisig"));
        assertThat(Minisign.verify(theirs, MANIFEST, signed)).isFalse();
        assertThat(Minisign.verify(theirs, MANIFEST, renumbered(signed, theirs)))
                .isTrue();

        // The older form, over the file itself: our reader has no use for it.
        minisign("-S", "-l", "-s", path("their.key"), "-m", path("manifest.json"), "-x", path("older.minisig"));
        byte[] older = renumbered(Files.readAllBytes(folder.resolve("older.minisig")), theirs);
        assertThat(new String(older, StandardCharsets.UTF_8)).contains("\nRW");
        assertThat(Minisign.verify(theirs, MANIFEST, older)).isFalse();
    }

    @Test
    void refusesWhatHasNotTheFormOfASignature() {
        String whole = new String(signature(), StandardCharsets.UTF_8);
        for (String other : List.of(
                "",
                whole + "\n",
                whole.strip(),
                whole.replace("untrusted comment: ", "comment: "),
                whole.replace("\ntrusted comment: ", "\ncomment: "),
                whole.replaceFirst("\nRU", "\n!!"),
                whole.lines().limit(2).toList() + "\n")) {
            assertThat(Minisign.verify(keys.getPublic(), MANIFEST, other.getBytes(StandardCharsets.UTF_8)))
                    .as(other)
                    .isFalse();
        }
    }

    private byte[] signature() {
        return signer.minisign(MANIFEST, "manifest.json", AT);
    }

    private boolean ours() throws IOException {
        return Minisign.verify(
                keys.getPublic(),
                Files.readAllBytes(folder.resolve("manifest.json")),
                Files.readAllBytes(folder.resolve("manifest.json.minisig")));
    }

    private String verify() throws IOException {
        return minisign("-V", "-p", path("minisign.pub"), "-m", path("manifest.json"));
    }

    private void alter(String file, String from, String to) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(folder.resolve(file), text.replace(from, to));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    /** A machine without it fails here, as one without age does: {@code deploy/test} installs both. */
    private static String minisign(String... arguments) throws IOException {
        String[] command = new String[arguments.length + 1];
        command[0] = "minisign";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return new String(AgeTool.run(new byte[0], command), StandardCharsets.UTF_8);
    }

    /** The same signature under the number that we give to the key: no signature covers the number. */
    private static byte[] renumbered(byte[] minisig, PublicKey key) {
        String[] lines = new String(minisig, StandardCharsets.UTF_8).split("\n", -1);
        byte[] number = Arrays.copyOfRange(
                Base64.getDecoder()
                        .decode(new String(Minisign.publicKey(key), StandardCharsets.US_ASCII).split("\n", -1)[1]),
                2,
                10);
        byte[] first = Base64.getDecoder().decode(lines[1]);
        System.arraycopy(number, 0, first, 2, number.length);
        lines[1] = Base64.getEncoder().encodeToString(first);
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static PublicKey keyOf(String line) throws GeneralSecurityException {
        byte[] raw = Arrays.copyOfRange(Base64.getDecoder().decode(line), 10, 42);
        byte[] encoded = keyPrefix();
        byte[] whole = Arrays.copyOf(encoded, encoded.length + raw.length);
        System.arraycopy(raw, 0, whole, encoded.length, raw.length);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(whole));
    }

    /** RFC 8410: what stands before the key in a SubjectPublicKeyInfo. */
    private static byte[] keyPrefix() {
        return HexFormat.of().parseHex("302a300506032b6570032100");
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
