package dev.visor.audit.cli;

import dev.visor.audit.log.DurableFiles;
import dev.visor.audit.note.CosignerKey;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignatureType;
import dev.visor.audit.note.VerifierKey;
import dev.visor.audit.witness.WitnessServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code witness}: signs that logs only grow, for a client or a data protection officer who runs it. */
@Command(
        name = "witness",
        description = {
            "Runs a witness (c2sp.org/tlog-witness): it cosigns checkpoints of the given logs, each only if it goes on from"
                    + " the last one. The only command that uses the network.",
            "First once: --new-key NAME --key FILE --state DIR"
        },
        mixinStandardHelpOptions = true)
final class WitnessCommand implements Callable<Integer> {

    /** Requests that are under way for longer are dropped, in seconds; set before the server's class is loaded. */
    private static final String SLOWEST_SECONDS = "20";

    private static final String CONNECTIONS = "200";

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "The witness's private key.")
    private Path key;

    @Option(
            names = "--state",
            required = true,
            paramLabel = "DIR",
            description = "What the witness remembers. Never restore it from a backup.")
    private Path state;

    @Option(
            names = "--new-key",
            paramLabel = "NAME",
            description = "Makes the key and the state folder, prints the public key, and ends.")
    private @Nullable String newKey;

    @Option(names = "--post-quantum", description = "Makes an ML-DSA-44 key instead of an Ed25519 key.")
    private boolean postQuantum;

    @Option(
            names = "--log",
            paramLabel = "VKEYFILE",
            description = "Keys of a log (its log.vkey), taken from somebody who is trusted; may be repeated.")
    private List<Path> logs = new ArrayList<>();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8190",
            description = "Where to listen, by default ${DEFAULT-VALUE}; port 0 takes a free one.")
    private String listen;

    @Option(
            names = "--web-origin",
            paramLabel = "ORIGIN",
            description = "Whose pages may hand over promises (POST /add-promises), for example https://visor.example;"
                    + " may be repeated.")
    private List<String> webOrigins = new ArrayList<>();

    @Option(
            names = "--keep-promises",
            paramLabel = "NUMBER",
            defaultValue = "" + WitnessServer.PROMISES_KEPT,
            description = "Promises that are kept of each log, by default ${DEFAULT-VALUE}, each of some 310 bytes.")
    private int promisesKept;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // set by picocli
    WitnessCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        return newKey != null ? make(newKey) : serve();
    }

    private int make(String name) throws IOException {
        if (Files.exists(key) || Files.exists(state)) {
            throw usage("The key and the state folder are made together: neither may be there before");
        }
        SignatureType type = postQuantum ? SignatureType.ML_DSA_44 : SignatureType.ED25519_COSIGNATURE;
        try {
            CosignerKey made = CosignerKey.generate(name, type, new SecureRandom());
            DurableFiles.createPrivateFolder(state.toAbsolutePath());
            DurableFiles.writePrivate(key.toAbsolutePath(), made.file().getBytes(StandardCharsets.UTF_8));
            print(made.verifier().toString());
            return VisorAudit.PASS;
        } catch (NoteException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private int serve() throws IOException, InterruptedException {
        List<VerifierKey> keys = new ArrayList<>();
        for (Path file : logs) {
            Files.readString(file)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(VerifierKey::parse)
                    .forEach(keys::add);
        }
        if (keys.isEmpty()) {
            throw usage("Which logs? Name at least one with --log");
        }
        System.setProperty("sun.net.httpserver.maxReqTime", SLOWEST_SECONDS);
        System.setProperty("sun.net.httpserver.maxRspTime", SLOWEST_SECONDS);
        System.setProperty("jdk.httpserver.maxConnections", CONNECTIONS);
        CosignerKey own = CosignerKey.parse(Files.readString(key));
        try (WitnessServer server = server(own, keys)) {
            print("witness " + own.verifier());
            print("listening at port " + server.port());
            new CountDownLatch(1).await();
            return VisorAudit.PASS;
        }
    }

    private WitnessServer server(CosignerKey own, List<VerifierKey> keys) throws IOException {
        try {
            return new WitnessServer(address(), own, state, keys, webOrigins, promisesKept, Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private InetSocketAddress address() {
        int colon = listen.lastIndexOf(':');
        try {
            return new InetSocketAddress(
                    listen.substring(0, Math.max(colon, 0)), Integer.parseInt(listen.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw usage("An address to listen at has the form HOST:PORT, unlike " + listen);
        }
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private CommandLine.ParameterException usage(String sentence) {
        return new CommandLine.ParameterException(spec.commandLine(), sentence);
    }
}
