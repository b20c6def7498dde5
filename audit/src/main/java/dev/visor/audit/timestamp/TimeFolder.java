package dev.visor.audit.timestamp;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.note.SignedCheckpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens of one log, beside its tiles: {@code time/SIZE.checkpoint}, the whole note that was stamped, and
 * {@code time/SIZE.tsr}, the authority's answer. A pair is what {@code openssl ts -verify -data ... -in ...} takes.
 */
public final class TimeFolder {

    private static final Pattern TOKEN = Pattern.compile("(0|[1-9][0-9]{0,17})\\.tsr");

    private static final String FOLDER = "time";

    private final LogFolder log;

    /** The tokens of a log, of which there may be none yet. */
    public TimeFolder(LogFolder log) {
        this.log = log;
    }

    /** Sizes of the trees that have a token, the smallest first. */
    public List<Long> sizes() throws IOException {
        return log.place().list(FOLDER).stream()
                .map(TOKEN::matcher)
                .filter(Matcher::matches)
                .map(name -> Long.parseLong(name.group(1)))
                .sorted()
                .toList();
    }

    /** The note that was stamped; empty if its file is missing. */
    public Optional<SignedCheckpoint> checkpoint(long size) throws IOException {
        return log.note(notePath(size));
    }

    /**
     * The token over {@link #checkpoint}.
     *
     * @throws TimeTokenException if the file holds none
     */
    public TimeToken token(long size) throws IOException {
        String file = answerPath(size);
        return TimeToken.parse(log.place().read(file).orElseThrow(() -> new NoSuchFileException(file)));
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
        if (log.place().has(answerPath(size))) {
            return Optional.empty();
        }
        byte[] note = published.note().getBytes(StandardCharsets.UTF_8);
        TimeToken token = authority.stamp(note);
        // The token makes the pair: a note without one is written anew.
        log.place().write(notePath(size), note);
        log.place().write(answerPath(size), token.encoded());
        return Optional.of(token);
    }

    /** The name of a note that was stamped, below the log's folder. */
    public static String notePath(long size) {
        return FOLDER + "/" + size + ".checkpoint";
    }

    /** The name of the token over it, below the log's folder. */
    public static String answerPath(long size) {
        return FOLDER + "/" + size + ".tsr";
    }
}
