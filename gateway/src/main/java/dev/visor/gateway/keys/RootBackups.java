package dev.visor.gateway.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The backup of the root keys: one file, encrypted to two age recipients at least, never inside {@code visor.home}. It is
 * written anew whenever a key file has changed, so that the file from before, with epoch keys that were destroyed since, is
 * replaced. Not guaranteed: anything about copies of it that somebody took away.
 */
public final class RootBackups {

    private static final int LEAST = 2;

    private final Path folder;
    private final List<String> recipients;
    private final @Nullable Path target;
    private final boolean files;
    private final Custodians custodians;

    private RootBackups(
            Path folder, List<String> recipients, @Nullable Path target, boolean files, Custodians custodians) {
        this.folder = folder;
        this.recipients = recipients;
        this.target = target;
        this.files = files;
        this.custodians = custodians;
    }

    /**
     * Reads the settings.
     *
     * @param recipients {@code visor.keys.backup-recipients}, apart by blanks or commas; none for no backup
     * @param target {@code visor.keys.backup-file}
     * @param files whether the custodians are key files; tokens are backed up by their own means
     * @throws IllegalStateException if there is one recipient only, or the backup would lie beside the data
     */
    static RootBackups of(KeySettings settings, String recipients, String target, boolean files, Custodians custodians)
            throws IOException {
        List<String> all = Stream.of(recipients.split("[\\s,]+", -1))
                .filter(recipient -> !recipient.isEmpty())
                .distinct()
                .toList();
        if (all.isEmpty()) {
            return new RootBackups(settings.keys(), all, null, files, custodians);
        }
        if (all.size() < LEAST) {
            throw new IllegalStateException("visor.keys.backup-recipients names two people's keys at least: one that is"
                    + " lost must not lose everything");
        }
        if (target.isBlank()) {
            throw new IllegalStateException("visor.keys.backup-file says where the backup of the root keys goes");
        }
        AgeFiles.encrypt(new byte[0], all);
        settings.requireApart(Path.of(target), "visor.keys.backup-file");
        return new RootBackups(settings.keys(), all, Path.of(target), files, custodians);
    }

    /** Whether a backup is wanted and the last one no longer says what the key files say. */
    public boolean isDue() throws IOException {
        if (target == null || !files || custodians.domains().isEmpty()) {
            return false;
        }
        try (RootBundle now = RootBundle.of(folder, sorted())) {
            return !Files.exists(target) || !now.fingerprint().equals(written());
        }
    }

    /** Writes it, in place of the one before. Whoever calls it has recorded it. */
    public void write() throws IOException {
        Path file = target;
        if (file == null) {
            throw new IllegalStateException("No backup of the root keys is wanted");
        }
        try (RootBundle bundle = RootBundle.of(folder, sorted())) {
            byte[] zip = bundle.zip();
            byte[] sealed = AgeFiles.encrypt(zip, recipients);
            java.util.Arrays.fill(zip, (byte) 0);
            DurableFile.replace(file.toAbsolutePath(), sealed);
            DurableFile.replace(state(), bundle.fingerprint().getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** The domains that it holds, as a record names them. */
    public String domains() {
        return sorted().stream().map(Domain::label).collect(Collectors.joining(","));
    }

    /** To how many recipients it is encrypted. */
    public int recipients() {
        return recipients.size();
    }

    /** What keeps health amber; {@code none} where a drill of the present roots has passed. */
    public String amber() {
        if (!files) {
            return "none: the tokens' own backup";
        }
        if (target == null) {
            return "no backup of the root keys: visor.keys.backup-recipients";
        }
        try {
            if (isDue()) {
                return "the backup of the root keys is older than the keys";
            }
        } catch (IOException e) {
            return "the backup of the root keys cannot be looked at";
        }
        Map<Domain, Instant> passed = RootDrill.passed(folder, custodians);
        Set<Domain> missing = new TreeSet<>(custodians.domains());
        missing.removeAll(passed.keySet());
        return missing.isEmpty()
                ? "none"
                : "no restore drill of the present roots: "
                        + missing.stream().map(Domain::label).collect(Collectors.joining(" "));
    }

    /** How the backup stands, for people. */
    public Standing standing() {
        Instant written = null;
        boolean due = false;
        Path file = target;
        try {
            if (file != null && Files.exists(file)) {
                written = Files.getLastModifiedTime(file).toInstant();
            }
            due = isDue();
        } catch (IOException e) {
            // It cannot be looked at, so nobody can say that it is as new as the keys.
            due = true;
        }
        return new Standing(files, recipients.size(), written, due, Map.copyOf(RootDrill.passed(folder, custodians)));
    }

    private Set<Domain> sorted() {
        return new TreeSet<>(custodians.domains());
    }

    private String written() throws IOException {
        return Files.exists(state()) ? Files.readString(state(), StandardCharsets.US_ASCII) : "";
    }

    private Path state() {
        return folder.resolve("backup.state");
    }

    /**
     * How the backup of the root keys stands.
     *
     * @param files whether there are key files; tokens have backups of their own
     * @param recipients to how many it goes; none for no backup
     * @param written when the file was written; null where there is none that can be looked at
     * @param due whether the keys have changed since
     * @param drilled when which domains passed a drill of their present root
     */
    public record Standing(
            boolean files, int recipients, @Nullable Instant written, boolean due, Map<Domain, Instant> drilled) {}
}
