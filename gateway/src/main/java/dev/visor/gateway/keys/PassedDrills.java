package dev.visor.gateway.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Drills of the root keys' backup whose proof stands against the roots in use, and which of them have their record: the file
 * {@code drill.told} beside the proof. Whoever records one tells it here afterwards, so a crash may have it recorded twice and
 * never not at all.
 */
public final class PassedDrills {

    private final Path folder;
    private final Custodians custodians;

    PassedDrills(Path folder, Custodians custodians) {
        this.folder = folder;
        this.custodians = custodians;
    }

    /** Those that nobody recorded yet, in the domains' order. */
    public List<Drill> untold() throws IOException {
        Set<String> told = told();
        return RootDrill.passed(folder, custodians).entrySet().stream()
                .map(passed -> new Drill(
                        passed.getKey(), custodians.of(passed.getKey()).root(), passed.getValue()))
                .filter(drill -> !told.contains(drill.line()))
                .toList();
    }

    /** Takes note that they are recorded. */
    public void tell(List<Drill> drills) throws IOException {
        Set<String> told = new TreeSet<>(told());
        drills.forEach(drill -> told.add(drill.line()));
        byte[] lines = (String.join("\n", told) + "\n").getBytes(StandardCharsets.US_ASCII);
        DurableFile.replace(file(), lines);
    }

    private Set<String> told() throws IOException {
        return Files.exists(file()) ? new TreeSet<>(Files.readAllLines(file(), StandardCharsets.US_ASCII)) : Set.of();
    }

    private Path file() {
        return folder.resolve("drill.told");
    }

    /**
     * One domain's.
     *
     * @param root the root's number
     * @param at when it was drilled
     */
    public record Drill(Domain domain, int root, Instant at) {

        private String line() {
            return domain.label() + " " + root + " " + at;
        }
    }
}
