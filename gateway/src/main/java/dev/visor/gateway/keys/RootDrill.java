package dev.visor.gateway.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The drill of a backup of the root keys: it is decrypted in memory, each root is opened, and under each root the hour is
 * sealed. Only who had that root can have done so; no check value, no key and no passphrase is written down.
 *
 * <p>The proof, {@code drill} in the custodian's folder, has a line for each domain: {@code DOMAIN ROOT EPOCHS HEX}.
 */
final class RootDrill {

    private RootDrill() {}

    /**
     * Drills.
     *
     * @return the proof's lines
     * @throws IOException if the backup does not open, or a root in it does not
     */
    static List<String> run(byte[] backup, Path identities, Clock clock) throws IOException {
        byte[] zip = AgeFiles.decrypt(backup, identities);
        List<String> lines = new ArrayList<>();
        byte[] now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString().getBytes(StandardCharsets.US_ASCII);
        try (RootBundle bundle = RootBundle.from(zip)) {
            for (Domain domain : bundle.domains()) {
                try (KeyFile.Loaded keys = bundle.open(domain);
                        DataKey root = keys.root()) {
                    byte[] context = Contexts.drill(domain, keys.roots(), keys.openAll());
                    lines.add(domain.label() + " " + keys.roots() + " " + keys.openAll() + " "
                            + HexFormat.of().formatHex(Aead.seal(root, now, context)));
                }
            }
        } finally {
            Arrays.fill(zip, (byte) 0);
        }
        return lines;
    }

    static Path file(Path folder) {
        return folder.resolve("drill");
    }

    static void write(Path folder, List<String> lines) throws IOException {
        DurableFile.createFolders(folder);
        DurableFile.replace(file(folder), (String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * When which domains were drilled, as far as the proof stands against the roots that are used now.
     *
     * @return what does not stand is missing
     */
    static Map<Domain, Instant> passed(Path folder, Custodians custodians) {
        Map<Domain, Instant> passed = new EnumMap<>(Domain.class);
        try {
            if (!Files.exists(file(folder))) {
                return passed;
            }
            for (String line : Files.readAllLines(file(folder), StandardCharsets.US_ASCII)) {
                String[] parts = line.split(" ", -1);
                Domain domain = Domain.of(parts[0]);
                if (parts.length == 4 && custodians.domains().contains(domain)) {
                    int root = Integer.parseInt(parts[1]);
                    Custodian custodian = custodians.standing(domain);
                    if (root == custodian.root()) {
                        byte[] context = Contexts.drill(domain, root, Integer.parseInt(parts[2]));
                        byte[] time =
                                custodian.openByRoot(context, HexFormat.of().parseHex(parts[3]));
                        passed.put(domain, Instant.parse(new String(time, StandardCharsets.US_ASCII)));
                    }
                }
            }
        } catch (IOException | IllegalArgumentException | DateTimeParseException | KeyAlteredException e) {
            passed.clear(); // no proof
        }
        return passed;
    }
}
