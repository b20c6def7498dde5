package dev.visor.audit.log;

import dev.visor.audit.note.LogKeys;
import dev.visor.audit.note.SignedCheckpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a log must not lose and must not show, outside of the backup set: for each log a folder, readable by this user only,
 * with {@code ed25519.p8}, {@code ml-dsa-44.p8} (PKCS#8 DER) and {@code head}, the newest head that was ever signed here.
 */
public final class KeyFolder {

    private static final String ED25519 = "ed25519.p8";
    private static final String ML_DSA_44 = "ml-dsa-44.p8";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;

    /** {@code log-keys} under Visor's configuration. */
    public KeyFolder(Path folder) {
        this.folder = folder;
    }

    /** The identifier of this replica, made at the first call. */
    public UUID replica() throws IOException {
        DurableFiles.createPrivateFolder(folder);
        Path file = folder.resolve("replica");
        if (!Files.exists(file)) {
            DurableFiles.writePrivate(file, (UUID.randomUUID() + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        return UUID.fromString(Files.readString(file).strip());
    }

    /**
     * The keys of a log, made at the first call.
     *
     * @throws NoSuchFileException if one of the two is missing: a log whose key is lost must not go on under another
     */
    public LogKeys keys(String origin) throws IOException {
        Path own = own(origin);
        Path first = own.resolve(ED25519);
        Path second = own.resolve(ML_DSA_44);
        if (!Files.exists(own)) {
            DurableFiles.createPrivateFolder(folder);
            LogKeys keys = LogKeys.generate(origin, RANDOM);
            // Both or none: one alone could not be told from one whose other was lost.
            DurableFiles.createPrivateFolder(own, Map.of(ED25519, keys.ed25519(), ML_DSA_44, keys.mlDsa44()));
        }
        return LogKeys.read(origin, Files.readAllBytes(first), Files.readAllBytes(second));
    }

    /** Whether the log has keys here already. */
    public boolean has(String origin) {
        return Files.exists(own(origin).resolve(ED25519));
    }

    /** The logs that have keys here. */
    public List<String> origins() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.map(own -> String.valueOf(own.getFileName()))
                    .filter(name -> name.matches("[a-z2-7]{16}"))
                    .map(name -> "visor/" + name)
                    .filter(this::has)
                    .sorted()
                    .toList();
        }
    }

    /** The newest head that was signed here. */
    public Optional<SignedCheckpoint> head(String origin) throws IOException {
        return LogFolder.checkpoint(own(origin).resolve("head"));
    }

    void keep(SignedCheckpoint head) throws IOException {
        DurableFiles.writePrivate(
                own(head.checkpoint().origin()).resolve("head"), head.note().getBytes(StandardCharsets.UTF_8));
    }

    private Path own(String origin) {
        return folder.resolve(origin.substring(origin.lastIndexOf('/') + 1));
    }
}
