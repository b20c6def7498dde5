package dev.visor.gateway.keys;

import java.util.List;
import java.util.Optional;

/**
 * A place that writes each name once, as a bucket does, for the subject keys that are mirrored beside the objects. It sees
 * wrapped keys only. What it throws when it fails goes to whoever asked for a key.
 */
public interface MirrorPlace {

    /**
     * Writes a name, durable on return.
     *
     * @return false if the name was taken; then nothing changed
     */
    boolean putIfAbsent(String name, byte[] content);

    /** What lies under a name; empty without one. */
    Optional<byte[]> read(String name);

    /** Removes a name, durable on return; without one nothing happens. */
    void remove(String name);

    /** The names that begin with {@code prefix} and go no folder further. */
    List<String> list(String prefix);

    /** The names of the folders right below the top, without a slash. */
    List<String> folders();
}
