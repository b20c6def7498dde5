package dev.visor.audit.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.visor.audit.note.CosignerKey;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small witness (C2SP tlog-witness): takes checkpoints of the logs that it was told of, and cosigns those that go on from
 * what it has cosigned before. It speaks plain HTTP; put a proxy with TLS in front where the way is not trusted, though
 * nothing that it says is secret or believed unsigned.
 */
public final class WitnessServer implements AutoCloseable {

    private static final String CHECKPOINTS = "/add-checkpoint";
    private static final String PROMISES = "/add-promises";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int STOP_SECONDS = 1;

    /** Promises that are kept of each log unless said otherwise: some 62 MB on disk, and as much in memory. */
    public static final int PROMISES_KEPT = 200_000;

    private final WitnessState state;
    private final AddPromises promises;
    private final WebOrigins origins;
    private final List<VerifierKey> logs;
    private final FileChannel lockFile;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    /** Begins to serve, and takes promises from no web page. */
    public WitnessServer(InetSocketAddress address, CosignerKey key, Path folder, List<VerifierKey> logs, Clock clock)
            throws IOException {
        this(address, key, folder, logs, List.of(), PROMISES_KEPT, clock);
    }

    /**
     * Begins to serve.
     *
     * @param address port 0 takes any free one
     * @param key signs
     * @param folder remembers; must be there, and no other process may use it
     * @param logs keys of the logs that are served; every line of a listed key must verify, and there must be one
     * @param webOrigins whose pages may hand over promises, as browsers name them, for example {@code https://visor.example}
     * @param promisesKept at most of each log
     * @throws IllegalArgumentException if a web origin is none
     * @throws IOException if the folder is missing or taken, or the address cannot be listened at
     */
    public WitnessServer(
            InetSocketAddress address,
            CosignerKey key,
            Path folder,
            List<VerifierKey> logs,
            List<String> webOrigins,
            int promisesKept,
            Clock clock)
            throws IOException {
        this.state = new WitnessState(folder, key, clock);
        this.logs = List.copyOf(logs);
        this.origins = new WebOrigins(webOrigins);
        this.promises = new AddPromises(folder, this.logs, promisesKept);
        this.lockFile = lock(folder);
        boolean serving = false;
        try {
            this.server = HttpServer.create(address, 0);
            server.createContext("/", this::handle);
            server.setExecutor(executor);
            server.start();
            serving = true;
        } finally {
            if (!serving) {
                lockFile.close();
            }
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("Another witness of this process uses the folder " + folder, e);
        }
        channel.close();
        throw new IOException("Another witness uses the folder " + folder);
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                Reply reply = reply(exchange);
                exchange.getResponseHeaders().set("Content-Type", reply.type);
                byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
                // Nought would announce a body of unknown length.
                exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
                if (body.length > 0) {
                    exchange.getResponseBody().write(body);
                }
            } catch (IOException | RuntimeException e) {
                System.getLogger(WitnessServer.class.getName())
                        .log(System.Logger.Level.ERROR, "A request could not be answered", e);
                throw e;
            }
        }
    }

    /** An answer; its sentences are for whoever reads the log of the other side. */
    private record Reply(int status, String type, String body) {
        static Reply of(int status, String sentence) {
            return new Reply(status, TEXT, sentence + "\n");
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean takesPromises = path.equals(PROMISES);
        if (!takesPromises && !path.equals(CHECKPOINTS)) {
            return Reply.of(404, "There is nothing here but " + CHECKPOINTS + " and " + PROMISES);
        }
        if (takesPromises && !origins.admit(exchange)) {
            return Reply.of(403, "Pages of this address hand over nothing here");
        }
        if (takesPromises && exchange.getRequestMethod().equals("OPTIONS")) {
            return new Reply(204, TEXT, "");
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            return Reply.of(405, "Checkpoints and promises are posted");
        }
        return takesPromises ? promises(exchange) : checkpoint(exchange);
    }

    private Reply checkpoint(HttpExchange exchange) throws IOException {
        byte[] body = body(exchange, AddCheckpoint.LONGEST);
        if (body.length > AddCheckpoint.LONGEST) {
            return Reply.of(413, "A request has at most " + AddCheckpoint.LONGEST + " bytes");
        }
        try {
            return reply(AddCheckpoint.parse(body));
        } catch (NoteException e) {
            return Reply.of(400, String.valueOf(e.getMessage()));
        }
    }

    private Reply promises(HttpExchange exchange) throws IOException {
        byte[] body = body(exchange, AddPromises.LONGEST);
        try {
            AddPromises.Outcome outcome = promises.take(body);
            return Reply.of(outcome.status(), outcome.sentence());
        } catch (IOException e) {
            System.getLogger(WitnessServer.class.getName())
                    .log(System.Logger.Level.ERROR, "Promises cannot be kept", e);
            return Reply.of(500, "Nothing can be kept here at the moment");
        }
    }

    /** The request's body, or one byte more than may be in it. */
    private static byte[] body(HttpExchange exchange, int longest) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            return in.readNBytes(longest + 1);
        }
    }

    private Reply reply(AddCheckpoint request) throws IOException {
        SignedCheckpoint note = request.checkpoint();
        String origin = note.checkpoint().origin();
        List<VerifierKey> keys =
                logs.stream().filter(key -> key.name().equals(origin)).toList();
        if (keys.isEmpty()) {
            return Reply.of(404, "This log is not served here");
        }
        if (!signed(note, keys)) {
            return Reply.of(403, "No key that is known here signed this");
        }
        if (request.old() > note.checkpoint().size()) {
            return Reply.of(400, "The old size is larger than the checkpoint's");
        }
        WitnessState.Decision decision;
        try {
            decision = state.add(request);
        } catch (IOException e) {
            System.getLogger(WitnessServer.class.getName())
                    .log(System.Logger.Level.ERROR, "Nothing can be remembered, so nothing is cosigned", e);
            return Reply.of(500, "Nothing can be remembered here at the moment, so nothing is cosigned");
        }
        return switch (decision) {
            case WitnessState.Decision.Cosigned cosigned ->
                new Reply(200, TEXT, cosigned.line().text());
            case WitnessState.Decision.Conflict conflict -> new Reply(409, "text/x.tlog.size", conflict.known() + "\n");
            case WitnessState.Decision.Unproven() -> Reply.of(422, "The proof does not lead to this checkpoint");
        };
    }

    private static boolean signed(SignedCheckpoint note, List<VerifierKey> keys) {
        boolean signed = false;
        try {
            for (VerifierKey key : keys) {
                signed |= note.signedBy(key);
            }
        } catch (NoteException e) {
            return false;
        }
        return signed;
    }

    @Override
    public void close() throws IOException {
        server.stop(STOP_SECONDS);
        executor.close();
        lockFile.close();
    }
}
