package dev.visor.gateway;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * With {@code visor.production} the start refuses what a demonstration may do, before anything is opened; and the session's cookie is
 * one that no plain HTTP and no neighbouring host can set ({@code __Host-}).
 *
 * <p>Not looked at: what Keycloak itself allows, the proxy, the disk.
 */
public final class Production implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final int SHORTEST_SECRET = 16;

    /** Whatever stands in examples; a shorter one is refused as well. */
    private static final Set<String> USUAL = Set.of(
            "changeme", "change-me", "password", "secret", "admin", "visor", "postgres", "keycloak", "default", "none");

    /** Made for Spring Boot, which reads its name from {@code spring.factories}. */
    public Production() {}

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (!environment.getProperty("visor.production", Boolean.class, false)) {
            return;
        }
        List<String> faults = faults(environment);
        if (!faults.isEmpty()) {
            throw new ProductionRefusedException(faults);
        }
        environment.getPropertySources().addFirst(new MapPropertySource("production", cookie()));
    }

    static Map<String, Object> cookie() {
        return Map.of(
                "server.servlet.session.cookie.name",
                "__Host-visor-session",
                "server.servlet.session.cookie.secure",
                "true",
                "server.servlet.session.cookie.path",
                "/");
    }

    /** What is not fit, a sentence each. */
    static List<String> faults(Environment environment) {
        List<String> faults = new ArrayList<>();
        VisorFolders folders = Binder.get(environment)
                .bind("visor", VisorFolders.class)
                .orElseGet(() -> new VisorFolders(Path.of("var"), ""));
        Path home = folders.home().toAbsolutePath().normalize();
        Path config = folders.configFolder().toAbsolutePath().normalize();
        demonstration(environment, config, faults);
        addresses(environment, faults);
        folders(home, config, faults);
        secrets(environment, faults);
        return faults;
    }

    private static void demonstration(Environment environment, Path config, List<String> faults) {
        if (environment.getProperty("visor.demo", Boolean.class, false)) {
            faults.add("visor.demo is on, which decodes pictures without a sandbox.");
        }
        if (environment.getProperty("visor.demo-people", Boolean.class, false)
                || Files.exists(config.resolve("demo-people"))) {
            faults.add("The demonstration's people can sign in: begin with a new VISOR_HOME and a new VISOR_CONFIG.");
        }
    }

    private static void addresses(Environment environment, List<String> faults) {
        for (String name : List.of("visor.address", "visor.identity.issuer")) {
            if (!"https".equals(scheme(environment.getProperty(name, "")))) {
                faults.add(name + " is no https address, so passwords and pictures would travel in the clear.");
            }
        }
        for (String name : List.of(
                "visor.identity.jwk-set-uri",
                "visor.identity.admin-address",
                "visor.objects.store-endpoint",
                "visor.trail.store-endpoint")) {
            String address = environment.getProperty(name, "");
            if ("http".equals(scheme(address)) && !isHere(address)) {
                faults.add(name + " is a plain http address of another machine.");
            }
        }
    }

    private static String scheme(String address) {
        int end = address.indexOf(':');
        return end < 0 ? "" : address.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isHere(String address) {
        try {
            String host = URI.create(address).getHost();
            return host != null && Set.of("localhost", "127.0.0.1", "[::1]").contains(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whoever copies the data, or mounts its disk, would have the keys along. */
    private static void folders(Path home, Path config, List<String> faults) {
        if (config.startsWith(home) || home.startsWith(config) || isNeighbour(home, config)) {
            faults.add("The root keys' folder lies beside the data: set VISOR_CONFIG to a folder that no copy of "
                    + "VISOR_HOME takes along.");
        }
    }

    private static boolean isNeighbour(Path home, Path config) {
        return home.getParent() != null && home.getParent().equals(config.getParent());
    }

    private static void secrets(Environment environment, List<String> faults) {
        secret(environment, "visor.identity.client-secret", true, faults);
        secret(environment, "visor.identity.admin-client-secret", true, faults);
        boolean external = !environment.getProperty("visor.database.url", "").isBlank();
        for (String role : List.of("owner", "app", "trail")) {
            secret(environment, "visor.database." + role + ".password", external, faults);
        }
    }

    private static void secret(Environment environment, String name, boolean wanted, List<String> faults) {
        String secret = environment.getProperty(name, "");
        if (secret.isEmpty() && !wanted) {
            return;
        }
        if (secret.length() < SHORTEST_SECRET || USUAL.contains(secret.toLowerCase(Locale.ROOT))) {
            faults.add(name + " is missing, a usual one, or shorter than " + SHORTEST_SECRET + " characters.");
        }
    }
}
