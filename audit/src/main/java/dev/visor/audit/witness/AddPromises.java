package dev.visor.audit.witness;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.RecordPromise;
import dev.visor.audit.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Takes promises from whoever was given them, so that the end of a log that its operator loses can be missed by somebody
 * else. Only what a served log signed is kept, so strangers can fill nothing; a request with a line that is refused is
 * refused as a whole. Promises of several logs may come in one, and a log that is full does not undo what another took.
 */
final class AddPromises {

    /** Promises in a request: as many as a browser keeps. */
    static final int MOST_LINES = 1000;

    /** Bytes in a request; a promise has some 310. */
    static final int LONGEST = MOST_LINES * 512;

    /** Signatures are checked for so many requests at once, so that cosigning is not kept waiting. */
    private static final int AT_ONCE = 2;

    private static final long PATIENCE_SECONDS = 5;

    private final Path folder;
    private final List<VerifierKey> logs;
    private final int most;
    private final Map<String, PromiseFile> files = new ConcurrentHashMap<>();
    private final Semaphore turns = new Semaphore(AT_ONCE);

    /**
     * Prepares to take promises.
     *
     * @param folder the witness's memory
     * @param logs keys of the logs that are served
     * @param most promises that are kept of each log
     */
    AddPromises(Path folder, List<VerifierKey> logs, int most) {
        this.folder = folder;
        this.logs = logs;
        this.most = most;
    }

    /** What came of a request. */
    record Outcome(int status, String sentence) {}

    Outcome take(byte[] body) throws IOException {
        if (body.length > LONGEST) {
            return new Outcome(413, "A request has at most " + LONGEST + " bytes");
        }
        List<String> lines = new String(body, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        if (lines.isEmpty() || lines.size() > MOST_LINES) {
            return new Outcome(400, "A request has 1 to " + MOST_LINES + " promises, one a line");
        }
        if (!turn()) {
            return new Outcome(503, "Too many hand over promises at the moment: try again later");
        }
        try {
            return take(lines);
        } finally {
            turns.release();
        }
    }

    private boolean turn() {
        try {
            return turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Outcome take(List<String> lines) throws IOException {
        Map<String, List<String>> byLog = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String name = "Line " + (i + 1) + ": ";
            RecordPromise promise;
            try {
                promise = RecordPromise.parse(lines.get(i));
            } catch (NoteException e) {
                return new Outcome(400, name + e.getMessage());
            }
            if (logs.stream().noneMatch(key -> key.name().equals(promise.origin()))) {
                return new Outcome(404, name + "This log is not served here");
            }
            if (!kept(promise.origin(), lines.get(i)) && !signed(promise)) {
                return new Outcome(403, name + "No key that is known here signed this");
            }
            byLog.computeIfAbsent(promise.origin(), origin -> new ArrayList<>()).add(lines.get(i));
        }
        int fresh = 0;
        for (Map.Entry<String, List<String>> log : byLog.entrySet()) {
            int added = file(log.getKey()).add(log.getValue());
            if (added < 0) {
                return new Outcome(507, "This witness keeps " + most + " promises of a log, and has as many");
            }
            fresh += added;
        }
        return new Outcome(200, "new " + fresh);
    }

    /** Whoever brings the same again costs no signature check. */
    private boolean kept(String origin, String line) throws IOException {
        return file(origin).unknown(List.of(line)).isEmpty();
    }

    private boolean signed(RecordPromise promise) {
        try {
            return logs.stream().anyMatch(promise::signedBy);
        } catch (NoteException e) {
            return false;
        }
    }

    private PromiseFile file(String origin) {
        return files.computeIfAbsent(origin, log -> new PromiseFile(folder.resolve(name(log)), most));
    }

    /** Origins are not file names. */
    static String name(String origin) {
        return HexFormat.of()
                        .formatHex(Hash.leaf(origin.getBytes(StandardCharsets.UTF_8))
                                .toBytes())
                + ".promises";
    }
}
