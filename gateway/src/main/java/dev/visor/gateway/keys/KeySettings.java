package dev.visor.gateway.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where data and keys lie, apart from each other.
 *
 * @param home {@code visor.home}: what a backup takes
 * @param config {@code visor.config}: what it must not take
 * @param roles {@code visor.roles}
 */
public record KeySettings(Path home, Path config, Set<Role> roles) {

    /** The folder of the key files. */
    Path keys() {
        return config.resolve("keys");
    }

    /** The folder of the sealed objects, and of the mirrored subject keys beside them. */
    public Path objects() {
        return home.resolve("objects");
    }

    /**
     * Keys beside the data would travel with every copy of it (G7). Links are followed first.
     *
     * @throws IllegalStateException if the key folder lies inside the data folder
     */
    void requireApart() throws IOException {
        requireApart(keys(), "visor.config");
    }

    /** The same for another place of keys, which a setting names. */
    void requireApart(Path place, String setting) throws IOException {
        if (real(place).startsWith(real(home))) {
            throw new IllegalStateException(place + " lies inside visor.home (" + home
                    + "): whoever copies the data would have the keys. Set " + setting + " to a place outside");
        }
    }

    private static Path real(Path path) throws IOException {
        @Nullable Path present = path.toAbsolutePath().normalize();
        Path missing = Path.of("");
        while (present != null && !Files.exists(present)) {
            missing = present.getFileName().resolve(missing);
            present = present.getParent();
        }
        return present == null ? missing : present.toRealPath().resolve(missing).normalize();
    }
}
