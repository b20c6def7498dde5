package dev.visor.gateway.keys;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What an operator does with root keys beside the running gateway: {@code java -jar visor.jar keys COMMAND}.
 *
 * <pre>
 * drill   --backup FILE --identity FILE --keys FOLDER   opens the backup in memory and leaves a proof in FOLDER
 * restore --backup FILE --identity FILE --keys FOLDER   puts the key files into FOLDER, over none
 * </pre>
 */
public final class KeysCommand {

    private static final String USE = "keys drill|restore --backup FILE --identity FILE --keys FOLDER";

    private KeysCommand() {}

    /** Runs one on the console. */
    public static int run(List<String> arguments) {
        return run(arguments, System.out, System.err);
    }

    /**
     * Runs one.
     *
     * @param arguments the command's name and its options
     * @return 0 where it was done, 1 where it failed, 2 where it was not understood
     */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            Map<String, String> options = options(arguments);
            switch (arguments.getFirst()) {
                case "drill" -> drill(options, out);
                case "restore" -> restore(options, out);
                default -> throw new IllegalArgumentException(USE);
            }
            return 0;
        } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
            err.println(e.getMessage() == null ? USE : e.getMessage());
            return 2;
        } catch (NoSuchFileException e) {
            err.println("failed: there is no " + e.getFile());
            return 1;
        } catch (FileAlreadyExistsException e) {
            err.println("failed: " + e.getFile() + " is there already, so nothing was restored; move it away first");
            return 1;
        } catch (IOException | RuntimeException e) {
            err.println("failed: " + e.getMessage());
            return 1;
        }
    }

    private static void drill(Map<String, String> options, PrintStream out) throws IOException {
        Path backup = path(options, "backup");
        Path identity = path(options, "identity");
        Path keys = path(options, "keys");
        List<String> proof = RootDrill.run(Files.readAllBytes(backup), identity, Clock.systemUTC());
        RootDrill.write(keys, proof);
        for (String line : proof) {
            String[] parts = line.split(" ", -1);
            out.println(parts[0] + ": root " + parts[1] + " and " + parts[2] + " epoch keys open");
        }
        out.println("drilled: the gateway compares the proof with the roots that it uses");
    }

    private static void restore(Map<String, String> options, PrintStream out) throws IOException {
        Path backup = path(options, "backup");
        Path identity = path(options, "identity");
        Path keys = path(options, "keys");
        byte[] zip = AgeFiles.decrypt(Files.readAllBytes(backup), identity);
        try (RootBundle bundle = RootBundle.from(zip)) {
            for (Domain domain : bundle.domains()) {
                bundle.open(domain).close();
            }
            bundle.restore(keys);
            out.println("restored: "
                    + String.join(
                            " ", bundle.domains().stream().map(Domain::label).toList()));
            out.println("Visor starts with them and opens nothing until two administrators agree: see Second person");
        } finally {
            java.util.Arrays.fill(zip, (byte) 0);
        }
    }

    private static Map<String, String> options(List<String> arguments) {
        Map<String, String> options = new HashMap<>();
        Set<String> known = Set.of("--backup", "--identity", "--keys");
        for (int i = 1; i < arguments.size(); i += 2) {
            if (!known.contains(arguments.get(i)) || i + 1 == arguments.size()) {
                throw new IllegalArgumentException(USE);
            }
            options.put(arguments.get(i).substring(2), arguments.get(i + 1));
        }
        return options;
    }

    private static Path path(Map<String, String> options, String name) {
        return Path.of(option(options, name));
    }

    private static String option(Map<String, String> options, String name) {
        if (!options.containsKey(name)) {
            throw new IllegalArgumentException("--" + name + " is missing: " + USE);
        }
        return Objects.requireNonNull(options.get(name));
    }
}
