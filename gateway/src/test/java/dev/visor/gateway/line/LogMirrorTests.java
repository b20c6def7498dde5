package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.Sequencer;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.note.CosignerKey;
import dev.visor.audit.note.SignatureType;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.timestamp.TimeAuthorities;
import dev.visor.audit.timestamp.TimeFolder;
import dev.visor.audit.verify.Finding;
import dev.visor.audit.verify.Report;
import dev.visor.audit.verify.TrailVerifier;
import dev.visor.audit.verify.Vouchers;
import dev.visor.audit.witness.Witness;
import dev.visor.audit.witness.WitnessAnswer;
import dev.visor.audit.witness.WitnessClient;
import dev.visor.audit.witness.WitnessServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever mirrors a log with the handbook's recipe, over HTTP and with nothing of Visor, can verify all of it. */
class LogMirrorTests {

    private static final Path RECIPE = Path.of("..", "deploy", "examples", "mirror");

    /** An authority with a root of its own, and its token over the file {@code head}. */
    private static final String STAMP = """
            set -e
            openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 3650 -subj /CN=Root
            openssl req -new -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj /CN=Stamps
            echo extendedKeyUsage=critical,timeStamping >tsa.ext
            openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 3650 -extfile tsa.ext -out tsa.pem
            echo 01 >serial
            printf '%s\\n' [tsa] default_tsa=own [own] serial=serial crypto_device=builtin signer_cert=tsa.pem \\
                signer_key=tsa.key signer_digest=sha256 ess_cert_id_alg=sha256 default_policy=1.2.3.4 digests=sha256 >ts.cnf
            openssl ts -query -data head -sha256 -cert -out query
            openssl ts -reply -config ts.cnf -queryfile query -out answer
            """;

    private static final Installation VISOR = Installation.shared();
    private static final Scene SCENE = new Scene(VISOR);

    private final Person officer = SCENE.person("compliance-officer", "own");
    private final Person auditor = SCENE.person("external-auditor", "own");
    private final CosignerKey key =
            CosignerKey.generate("witness.example/dpo", SignatureType.ED25519_COSIGNATURE, new SecureRandom());

    @TempDir
    Path place;

    private String origin = "";

    @BeforeEach
    void hasRecordsAndCounts() {
        origin = VISOR.get(officer, "/api/v1/trail").ok().json().path("origin").asString();
        String wanted = "{\"pseudonym\": \"" + SCENE.pseudonym(0) + "\", \"fresh\": true}";
        VISOR.post(officer, "/api/v1/subjects/reports", wanted).ok();
        grow(1);
    }

    private LogFolder published() {
        return VISOR.bean(SequencerSettings.class).log(origin);
    }

    private SignedCheckpoint head() {
        try {
            return published().checkpoint().orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Records more, each a question, and waits for a head over all of them. */
    private void grow(int records) {
        await().until(() -> published().checkpoint().isPresent());
        long size = head().checkpoint().size();
        for (int i = 0; i < records; i++) {
            VISOR.get(officer, "/api/v1/trail/records").ok();
        }
        await().until(() -> head().checkpoint().size() >= size + records);
    }

    private int mirror(Path folder, Person reader) throws IOException, InterruptedException {
        Path header = Files.writeString(
                place.resolve("header"),
                "Authorization: Bearer " + VISOR.issuer().token(reader) + "\n");
        return run(
                place,
                "bash",
                RECIPE.toAbsolutePath().toString(),
                VISOR.address(),
                origin,
                folder.toString(),
                header.toString());
    }

    private static int run(Path folder, String... command) throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        process.environment().put("no_proxy", "127.0.0.1");
        return process.start().waitFor();
    }

    private Report verify(Path copy, Vouchers vouchers, @Nullable SignedCheckpoint old) throws IOException {
        VerifierKeys keys =
                VISOR.bean(SequencerSettings.class).keys().keys(origin).verifiers();
        return new TrailVerifier(copy, keys, old).demanding(vouchers).verify();
    }

    private static List<String> faults(Report report) {
        return report.findings().stream()
                .filter(Finding::fault)
                .map(Finding::sentence)
                .toList();
    }

    /** A real witness signs the newest head, which the sequencer then publishes. */
    private void witness() throws IOException {
        VerifierKeys keys = published().keys();
        try (WitnessServer server = new WitnessServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                key,
                Files.createDirectory(place.resolve("witness")),
                List.of(keys.ed25519(), keys.mlDsa44()),
                Clock.systemUTC())) {
            URI address = URI.create("http://127.0.0.1:" + server.port());
            SignedCheckpoint head = head();
            WitnessAnswer answer = new WitnessClient(new Witness("dpo", key.verifier(), address), Duration.ofMinutes(1))
                    .ask(head, published());
            SignedCheckpoint.Line line = ((WitnessAnswer.Cosigned) answer).line();
            VISOR.bean(Sequencer.class).cosigned(head.with(List.of(line)), true);
        }
        grow(1);
        await().until(() -> published().witnessed().isPresent());
    }

    /** OpenSSL stamps the newest head. */
    private TimeAuthorities stamp() throws IOException, InterruptedException {
        SignedCheckpoint head = head();
        byte[] note = head.note().getBytes(StandardCharsets.UTF_8);
        Files.write(place.resolve("head"), note);
        assertThat(run(place, "bash", "-c", STAMP)).as(() -> said()).isZero();
        Path folder = published().path();
        Files.createDirectories(folder.resolve("time"));
        Files.write(folder.resolve(TimeFolder.notePath(head.checkpoint().size())), note);
        Files.copy(
                place.resolve("answer"),
                folder.resolve(TimeFolder.answerPath(head.checkpoint().size())));
        return TimeAuthorities.parse(Files.readAllBytes(place.resolve("ca.pem")));
    }

    private String said() {
        try {
            return Files.readString(place.resolve("said"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void verifyTheirCopyWithWitnessesAndTimeStampsDemanded() throws Exception {
        grow(260);
        witness();
        Vouchers demanded = new Vouchers(List.of(key.verifier()), null, stamp());
        Path copy = place.resolve("copy");
        assertThat(mirror(copy, auditor)).as(() -> said()).isZero();
        Report first = verify(copy, demanded, null);
        assertThat(faults(first)).isEmpty();
        assertThat(first.passed()).isTrue();
        assertThat(first.size()).isGreaterThan(260);
        assertThat(copy.resolve("tile/entries/000")).exists();
        try (Stream<Path> maps = Files.list(copy.resolve("counts"))) {
            assertThat(maps).isNotEmpty();
        }

        // What is demanded is really looked at in the copy, and so are the maps of counts.
        Files.move(copy.resolve("witnessed"), place.resolve("away"));
        assertThat(verify(copy, demanded, null).passed()).isFalse();
        Files.move(place.resolve("away"), copy.resolve("witnessed"));

        // The next call fetches what came since.
        SignedCheckpoint seen = new LogFolder(copy).checkpoint().orElseThrow();
        grow(3);
        assertThat(mirror(copy, officer)).as(() -> said()).isZero();
        Report second = verify(copy, demanded, seen);
        assertThat(faults(second)).isEmpty();
        assertThat(second.size()).isGreaterThan(first.size());
    }

    @Test
    void getNoEntriesOfALogThatIsNotTheirs() throws Exception {
        for (Person stranger : List.of(
                SCENE.person("external-auditor", "other"),
                SCENE.person("compliance-officer", "other"),
                SCENE.person("client", "own"))) {
            Path copy = place.resolve("copy-of-" + stranger.name());
            assertThat(mirror(copy, stranger)).isNotZero();
            assertThat(copy.resolve("tile/0")).exists();
            assertThat(copy.resolve("checkpoint")).doesNotExist();
            assertThat(copy.resolve("counts")).doesNotExist();
            try (Stream<Path> files = Files.walk(copy)) {
                assertThat(files.filter(file -> file.toString().contains("entries"))
                                .filter(Files::isRegularFile))
                        .isEmpty();
            }
        }
    }
}
