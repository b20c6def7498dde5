package dev.visor.gateway;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where things lie.
 *
 * @param home everything that Visor stores, sealed or public
 * @param config root keys and passwords, apart from {@code home} and its backups; empty for {@code visor} in the user's
 *     XDG configuration folder
 */
@ConfigurationProperties("visor")
record VisorFolders(
        @DefaultValue("var") Path home, @DefaultValue("") String config) {

    Path configFolder() {
        if (!config.isBlank()) {
            return Path.of(config);
        }
        String xdg = System.getenv("XDG_CONFIG_HOME");
        Path base = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".config") : Path.of(xdg);
        return base.resolve("visor");
    }
}
