package dev.visor.gateway.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tokens of SoftHSM2, in the folder that SOFTHSM2_CONF names. */
final class SoftToken {

    static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    static final String PIN = "4711-test";

    private static final Map<String, Long> SLOTS = new HashMap<>();

    private SoftToken() {}

    /**
     * The slot of a token of this name. All of them are made before the library looks for the first time: it sees no later
     * one.
     */
    static synchronized long slot(String name) throws IOException {
        if (SLOTS.isEmpty()) {
            for (String each : List.of("views", "originals", "refusing")) {
                SLOTS.put(each, make(each));
            }
        }
        return Objects.requireNonNull(SLOTS.get(name));
    }

    private static long make(String name) throws IOException {
        Path conf = Path.of(Objects.requireNonNull(System.getenv("SOFTHSM2_CONF"), "set by the build"));
        Path tokens = conf.resolveSibling("tokens");
        Files.createDirectories(tokens);
        Files.writeString(
                conf, "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        String label = name + "-" + UUID.randomUUID().toString().substring(0, 8);
        String said = run("softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", PIN);
        Matcher slot = Pattern.compile("slot (\\d+)").matcher(said);
        if (!slot.find()) {
            throw new IOException("softhsm2-util says no slot: " + said);
        }
        return Long.parseLong(slot.group(1));
    }

    /** Writes the PIN as an operator would. */
    static void pin(Path folder, Domain domain, String pin) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(domain.label() + ".pin");
        Files.writeString(file, pin);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(command[0] + " failed: " + said);
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
