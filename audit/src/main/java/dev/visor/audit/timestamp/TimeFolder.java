package dev.visor.audit.timestamp;

import dev.visor.audit.log.DurableFiles;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.note.SignedCheckpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tokens of one log, beside its tiles: {@code time/SIZE.checkpoint}, the whole note that was stamped, and
 * {@code time/SIZE.tsr}, the authority's answer. A pair is what {@code openssl ts -verify -data ... -in ...} takes.
 */
public final class TimeFolder {

    private static final Pattern TOKEN = Pattern.compile("(0|[1-9][0-9]{0,17})\\.tsr");

    private final Path log;

    /** The tokens of a log, of which there may be none yet. */
    public TimeFolder(LogFolder log) {
        this.log = log.path();
    }

    /** Sizes of the trees that have a token, the smallest first. */
    public List<Long> sizes() throws IOException {
        Path folder = log.resolve("time");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> TOKEN.matcher(String.valueOf(file.getFileName())))
                    .filter(name -> name.matches())
                    .map(name -> Long.parseLong(name.group(1)))
                    .sorted()
                    .toList();
        }
    }

    /** The note that was stamped; empty if its file is missing. */
    public Optional<SignedCheckpoint> checkpoint(long size) throws IOException {
        return LogFolder.checkpoint(note(size));
    }

    /**
     * The token over {@link #checkpoint}.
     *
     * @throws TimeTokenException if the file holds none
     */
    public TimeToken token(long size) throws IOException {
        Path file = answer(size);
        if (Files.size(file) > TimeToken.LONGEST) {
            throw new TimeTokenException("An answer with a token has at most " + TimeToken.LONGEST + " bytes");
        }
        return TimeToken.parse(Files.readAllBytes(file));
    }

    /**
     * Has the published checkpoint of the log stamped, unless there is a token for its size.
     *
     * @return the new token; empty if nothing was to be done
     * @throws IOException if the authority gave no answer, or nothing can be written
     * @throws TimeTokenException if the answer is no token for this
     */
    public Optional<TimeToken> stamp(SignedCheckpoint published, TimeClient authority) throws IOException {
        long size = published.checkpoint().size();
        if (Files.exists(answer(size))) {
            return Optional.empty();
        }
        byte[] note = published.note().getBytes(StandardCharsets.UTF_8);
        TimeToken token = authority.stamp(note);
        // The token makes the pair: a note without one is written anew.
        DurableFiles.write(note(size), note);
        DurableFiles.write(answer(size), token.encoded());
        return Optional.of(token);
    }

    /** The name of a note that was stamped, below the log's folder. */
    public static String notePath(long size) {
        return "time/" + size + ".checkpoint";
    }

    /** The name of the token over it, below the log's folder. */
    public static String answerPath(long size) {
        return "time/" + size + ".tsr";
    }

    private Path note(long size) {
        return log.resolve(notePath(size));
    }

    private Path answer(long size) {
        return log.resolve(answerPath(size));
    }
}
