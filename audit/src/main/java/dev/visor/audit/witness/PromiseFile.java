package dev.visor.audit.witness;

import dev.visor.audit.log.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The promises of one log that were handed to a witness, each once, one a line, as {@code visor-audit promises} reads them.
 * What {@link #add} took is durable. A file that is full takes no more, and forgets none: whoever could push old promises
 * out with new ones would be the very log that gave them. Its keeper may move the file away at any time; the next promise
 * begins a new one.
 */
final class PromiseFile {

    private final Path file;
    private final int most;

    /** What the file holds; none of it is believed after a write that failed, or once the file was moved away. */
    private final Set<String> known = new LinkedHashSet<>();

    private boolean read;

    /** A file that may be missing yet; it takes at most so many promises. */
    PromiseFile(Path file, int most) {
        this.file = file;
        this.most = most;
    }

    /** The promises among these that are not kept yet, each once. */
    synchronized Set<String> unknown(Collection<String> lines) throws IOException {
        load();
        Set<String> unknown = new LinkedHashSet<>(lines);
        unknown.removeAll(known);
        return unknown;
    }

    /**
     * Keeps what is not kept yet.
     *
     * @return how many were new; -1 if there is no room for them, and then none was taken
     * @throws IOException if they could not be made durable: they may be there or not, so they must be brought again
     */
    synchronized int add(Collection<String> lines) throws IOException {
        Set<String> fresh = unknown(lines);
        if (fresh.isEmpty()) {
            return 0;
        }
        if (known.size() + fresh.size() > most) {
            return -1;
        }
        read = false;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap((String.join("\n", fresh) + "\n").getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        known.addAll(fresh);
        read = true;
        return fresh.size();
    }

    /**
     * Reads the file and writes it anew: after a sync that failed, what is read may be in memory only, and the end of the last
     * line may be missing, which was acknowledged to nobody.
     */
    private void load() throws IOException {
        if (read && Files.exists(file)) {
            return;
        }
        known.clear();
        if (Files.exists(file)) {
            String text = Files.readString(file, StandardCharsets.US_ASCII);
            known.addAll(text.substring(0, text.lastIndexOf('\n') + 1).lines().toList());
        }
        String whole = known.isEmpty() ? "" : String.join("\n", known) + "\n";
        DurableFiles.writePrivate(file, whole.getBytes(StandardCharsets.US_ASCII));
        read = true;
    }

    /** How many are kept, for tests. */
    synchronized List<String> lines() throws IOException {
        load();
        return List.copyOf(known);
    }
}
