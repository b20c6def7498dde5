package dev.visor.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanza;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import dev.visor.gateway.AgeTool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code age} sealed opens, and what somebody altered since opens to no end. */
class AgeStreamTests {

    private static final int CHUNK = 64 * 1024;
    private static final int SEALED_CHUNK = CHUNK + 16;
    private static final int NONCE = 16;
    private static final UploadPace PACE =
            new UploadPace(Clock.systemUTC(), Duration.ofMinutes(1), 1, Duration.ofMinutes(5));

    @TempDir
    Path folder;

    private AgeTool.Key key = new AgeTool.Key(Path.of("none"), "");
    private String secret = "";

    @BeforeEach
    void makesAKey() throws IOException {
        key = AgeTool.keygen(folder);
        secret = AgeTool.secret(key);
    }

    @Nested
    class Opens {

        @ParameterizedTest
        @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7})
        void whatAgeSealedAroundEveryBorder(int size) throws IOException {
            byte[] plain = random(size);
            assertThat(opened(AgeTool.seal(plain, false, key.recipient()))).isEqualTo(plain);
            assertThat(opened(AgeTool.seal(plain, true, key.recipient()))).isEqualTo(plain);
        }

        @Test
        void whatIsForOthersToo() throws IOException {
            byte[] plain = random(1000);
            String other = AgeTool.keygen(folder).recipient();
            assertThat(opened(AgeTool.seal(plain, false, other, key.recipient(), other)))
                    .isEqualTo(plain);
        }

        @Test
        void whatCarriesAStanzaThatNobodyKnows() throws IOException, GeneralSecurityException {
            byte[] plain = random(1000);
            assertThat(opened(with(new Stanza("grease-1", List.of("a", "b"), random(20)), plain)))
                    .isEqualTo(plain);
        }

        @Test
        void linesThatEndAsInWindows() throws IOException {
            byte[] plain = random(1000);
            String armor = new String(AgeTool.seal(plain, true, key.recipient()), StandardCharsets.US_ASCII);
            assertThat(opened(armor.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII)))
                    .isEqualTo(plain);
        }
    }

    @Nested
    class Refuses {

        @Test
        void whatIsForSomebodyElse() {
            String other = AgeTool.keygen(folder).recipient();
            assertRefused(AgeTool.seal(random(10), false, other), "age-other-recipient");
            assertRefused(AgeTool.seal(random(10), true, other), "age-other-recipient");
        }

        @Test
        void aPassphraseAloneOrBesideOurs() throws IOException, GeneralSecurityException {
            Stanza scrypt = new Stanza("scrypt", List.of("rF0/NwblUHHTpgQgRpe5CQ", "10"), random(32));
            assertRefused(with(scrypt, random(10)), "age-passphrase");
            String alone = """
                    age-encryption.org/v1
                    -> scrypt rF0/NwblUHHTpgQgRpe5CQ 10
                    gUjEymFKMVXQEKdMMHL24oYexjE3TIC0O0zGSqJ2aUY
                    --- gxhoSa5BciRDt8lOpYNcx4EYtKpS0CJ06F3ZwN82VaM
                    """;
            assertRefused(alone.getBytes(StandardCharsets.US_ASCII), "age-passphrase");
        }

        @Test
        void anotherVersion() {
            byte[] sealed = AgeTool.seal(random(10), false, key.recipient());
            sealed["age-encryption.org/v".length()] = '2';
            assertRefused(sealed, "age-altered");
        }

        @Test
        void aHeaderWithAnyByteAltered() {
            byte[] sealed = AgeTool.seal(
                    random(10), false, key.recipient(), AgeTool.keygen(folder).recipient());
            int end = payload(sealed);
            for (int i = 0; i < end; i++) {
                for (int bit : new int[] {1, 4, 0x20, 0x80}) {
                    byte[] altered = sealed.clone();
                    altered[i] ^= (byte) bit;
                    assertNeverEnds(altered, "byte " + i + " of the header, bit " + bit);
                }
            }
        }

        @Test
        void aHeaderThatIsCutAnywhere() {
            byte[] sealed = AgeTool.seal(random(10), false, key.recipient());
            for (int length = 0; length < sealed.length; length++) {
                assertNeverEnds(Arrays.copyOf(sealed, length), "the first " + length + " bytes");
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {CHUNK, 3 * CHUNK, 3 * CHUNK + 7})
        void aPayloadThatIsCutOrLengthenedOrWhoseChunksAreNotInTheirPlaces(int size) {
            byte[] sealed = AgeTool.seal(random(size), false, key.recipient());
            int begin = payload(sealed);
            int chunks = (size + CHUNK - 1) / CHUNK;
            for (int border = 0; border <= chunks; border++) {
                for (int by = -1; by <= 1; by++) {
                    int length = Math.min(begin + border * SEALED_CHUNK + by, sealed.length + 1);
                    if (length != sealed.length) {
                        assertRefused(Arrays.copyOf(sealed, length), "age-altered");
                    }
                }
            }
            for (int chunk = 0; chunk < chunks; chunk++) {
                int from = begin + chunk * SEALED_CHUNK;
                int to = Math.min(from + SEALED_CHUNK, sealed.length);
                for (int at : new int[] {from, (from + to) / 2, to - 1}) {
                    byte[] altered = sealed.clone();
                    altered[at] ^= 1;
                    assertRefused(altered, "age-altered");
                }
                assertRefused(joined(Arrays.copyOf(sealed, from), from(sealed, to)), "age-altered");
                assertRefused(joined(Arrays.copyOf(sealed, to), from(sealed, from)), "age-altered");
            }
            byte[] nonce = sealed.clone();
            nonce[begin - 1] ^= 1;
            assertRefused(nonce, "age-altered");
            assertRefused(joined(sealed, sealed), "age-altered");
        }

        @Test
        void armorThatIsCutOrGoesOn() {
            byte[] sealed = AgeTool.seal(random(300), true, key.recipient());
            String text = new String(sealed, StandardCharsets.US_ASCII);
            for (int at = text.indexOf('\n'); at >= 0 && at < text.length() - 1; at = text.indexOf('\n', at + 1)) {
                assertNeverEnds(Arrays.copyOf(sealed, at + 1), "armor cut at " + at);
            }
            for (String more : List.of("x", "\nage", "\u00ff", "\u00ffx")) {
                assertNeverEnds(joined(sealed, more.getBytes(StandardCharsets.ISO_8859_1)), "armor and " + more);
            }
            byte[] gap = text.replaceFirst("\n", "\n\n").getBytes(StandardCharsets.US_ASCII);
            assertNeverEnds(gap, "armor with an empty line");
        }
    }

    @Test
    void tellsPlainFromSealedByNoMoreBytesThanItNeeds() throws IOException {
        for (String plain : List.of("", "a", "age-encryption.orgy", "-----BEGIN AGE", "\u00ff\u00d8\u00ff")) {
            byte[] bytes = plain.getBytes(StandardCharsets.ISO_8859_1);
            Incoming incoming = Incoming.of(new ByteArrayInputStream(bytes), PACE);
            assertThat(incoming.sealed()).as(plain).isFalse();
            assertThat(incoming.plain().readAllBytes()).isEqualTo(bytes);
            assertThatThrownBy(() -> incoming.opened(secret))
                    .isInstanceOfSatisfying(
                            AgeRefusal.class,
                            e -> assertThat(e.answer().reason()).isEqualTo("age-expected"));
        }
        InputStream picture = new ByteArrayInputStream(new byte[] {(byte) 0xff, 1, 2});
        Incoming.of(picture, PACE);
        assertThat(picture.available()).isEqualTo(2);
    }

    private byte[] opened(byte[] sealed) throws IOException {
        Incoming incoming = Incoming.of(new ByteArrayInputStream(sealed), PACE);
        try (InputStream in = incoming.opened(secret)) {
            return in.readAllBytes();
        }
    }

    private void assertRefused(byte[] sealed, String reason) {
        assertThatThrownBy(() -> opened(sealed))
                .isInstanceOfSatisfying(
                        AgeRefusal.class, e -> assertThat(e.answer().reason()).isEqualTo(reason));
    }

    private void assertNeverEnds(byte[] sealed, String what) {
        assertThatThrownBy(() -> opened(sealed)).as(what).isInstanceOf(AgeRefusal.class);
    }

    /** Where the first chunk begins. */
    private static int payload(byte[] sealed) {
        int mac = new String(sealed, StandardCharsets.ISO_8859_1).indexOf("\n--- ");
        return mac + "\n--- ".length() + 43 + 1 + NONCE;
    }

    private byte[] with(Stanza stanza, byte[] plain) throws IOException, GeneralSecurityException {
        RecipientStanzaWriter ours = X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(key.recipient());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (WritableByteChannel sealing = new StandardEncryptingChannelFactory()
                .newEncryptingChannel(Channels.newChannel(out), List.of((FileKey file) -> List.of(stanza), ours))) {
            sealing.write(ByteBuffer.wrap(plain));
        }
        return out.toByteArray();
    }

    @SuppressWarnings("ArrayRecordComponent") // written, never compared
    private record Stanza(String type, List<String> arguments, byte[] body) implements RecipientStanza {

        @Override
        public String getType() {
            return type;
        }

        @Override
        public List<String> getArguments() {
            return arguments;
        }

        @Override
        public byte[] getBody() {
            return body;
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] from(byte[] bytes, int begin) {
        return Arrays.copyOfRange(bytes, begin, bytes.length);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
