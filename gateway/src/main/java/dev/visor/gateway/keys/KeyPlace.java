package dev.visor.gateway.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where root keys lie. A folder of key files has a random identifier in its file {@code place}, and the database knows those that
 * were in use. Keys that come back from a backup, or turn up on another machine, lie in a place that it does not know: they are
 * held, and open nothing but {@code identities}, until two people agreed.
 *
 * <p>This is a rule for people, not a lock: whoever holds key files and passphrases can open everything without Visor. A copy of
 * the whole folder, with {@code place} in it, is not noticed.
 */
public final class KeyPlace {

    /** The name of the file; the backup of the root keys does not hold it. */
    static final String FILE = "place";

    private final UUID id;
    private final @Nullable JdbcClient jdbc;
    private volatile boolean held;

    private KeyPlace(UUID id, @Nullable JdbcClient jdbc) {
        this.id = id;
        this.jdbc = jdbc;
    }

    /**
     * Looks where the keys lie. The first place of an installation is known at once: there is nobody yet who could agree.
     *
     * @throws IOException if the place cannot be read or written
     */
    static KeyPlace of(Path folder, JdbcClient jdbc) throws IOException {
        KeyPlace place = new KeyPlace(read(folder), jdbc);
        jdbc.sql("insert into keys_place (place) select ? where not exists (select from keys_place)")
                .param(place.id)
                .update();
        place.held = !known(jdbc, place.id);
        return place;
    }

    /** For a process that has no key files of its own, but tokens, or nothing to open. */
    static KeyPlace none() {
        return new KeyPlace(new UUID(0, 0), null);
    }

    /** The place's identifier, by which two people name it. */
    public UUID id() {
        return id;
    }

    /** Whether the keys here are held. */
    public boolean held() {
        return held;
    }

    /**
     * Asks for keys that are free to be used.
     *
     * @throws KeysHeldException while they are held
     */
    public void requireFree() {
        if (held) {
            throw new KeysHeldException();
        }
    }

    /** Knows the place from now on. Whoever calls it has seen that two people agreed, and has recorded it. */
    public void confirm() {
        if (jdbc != null) {
            jdbc.sql("insert into keys_place (place) values (?) on conflict (place) do nothing")
                    .param(id)
                    .update();
            held = !known(jdbc, id);
        }
    }

    /** Makes a folder into another place: what is put into it now was not there before. */
    static void renew(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    private static boolean known(JdbcClient jdbc, UUID id) {
        return jdbc.sql("select place from keys_place where place = ?")
                .param(id)
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    private static UUID read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            DurableFile.createFolders(folder);
            DurableFile.replace(file, (UUID.randomUUID() + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        List<String> lines = Files.readAllLines(file);
        try {
            return UUID.fromString(lines.getFirst());
        } catch (IllegalArgumentException | NoSuchElementException e) {
            throw new IOException(
                    file + " holds no identifier of a place; delete it, and have the keys here confirmed", e);
        }
    }

    @Override
    public String toString() {
        return "KeyPlace[" + id + (held ? ", held]" : "]");
    }
}
