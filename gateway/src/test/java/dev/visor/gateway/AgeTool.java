package dev.visor.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The machine's own {@code age}, which shares no code with ours. */
public final class AgeTool {

    private AgeTool() {}

    /**
     * A key pair of {@code age-keygen}'s.
     *
     * @param identity the file with the secret half
     */
    public record Key(Path identity, String recipient) {}

    /** Makes a pair in a folder. */
    public static Key keygen(Path folder) {
        try {
            Path file = folder.resolve("key-" + System.nanoTime() + ".txt");
            run(new byte[0], "age-keygen", "-o", file.toString());
            String recipient = new String(
                            run(new byte[0], "age-keygen", "-y", file.toString()), StandardCharsets.US_ASCII)
                    .strip();
            return new Key(file, recipient);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The secret half as text. */
    public static String secret(Key key) throws IOException {
        return Files.readAllLines(key.identity()).stream()
                .filter(line -> line.startsWith("AGE-SECRET-KEY-1"))
                .findFirst()
                .orElseThrow();
    }

    /** {@code age -r}, and {@code -a} if wanted. */
    public static byte[] seal(byte[] plaintext, boolean armor, String... recipients) {
        List<String> command = new ArrayList<>(List.of("age"));
        if (armor) {
            command.add("-a");
        }
        for (String recipient : recipients) {
            command.addAll(List.of("-r", recipient));
        }
        try {
            return run(plaintext, command.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@code age -d}.
     *
     * @throws IOException if it does not open, with what age says
     */
    public static byte[] open(byte[] sealed, Path identity) throws IOException {
        return run(sealed, "age", "-d", "-i", identity.toString());
    }

    /** Runs a command on its standard input; what it printed. */
    public static byte[] run(byte[] input, String... command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        Thread feeder = Thread.ofVirtual().start(() -> {
            try (OutputStream in = process.getOutputStream()) {
                in.write(input);
            } catch (IOException e) {
                // It ended before it read everything: its exit code tells.
            }
        });
        byte[] printed = process.getInputStream().readAllBytes();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            feeder.join();
            if (process.waitFor() != 0) {
                throw new IOException(command[0] + " says: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return printed;
    }
}
