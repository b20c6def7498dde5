package dev.visor.gateway.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What can be seen of a gateway in its folders while it works. */
final class WatchedFolders {

    private final Path objects;
    private final Path ledger;

    WatchedFolders(Path home) {
        objects = home.resolve("objects");
        ledger = walk(home.resolve("trail"))
                .filter(path -> path.endsWith("erasures"))
                .findFirst()
                .orElseThrow();
    }

    int entries() {
        return (int) walk(ledger)
                .filter(path -> path.getFileName().toString().matches("[0-9]{12}"))
                .count();
    }

    Set<String> sidecars() {
        Set<String> names = new HashSet<>();
        byObject(Objects.requireNonNull(objects.getParent()))
                .values()
                .forEach(paths ->
                        paths.forEach(path -> names.add(path.getFileName().toString())));
        return names;
    }

    int newSidecars(Set<String> before) {
        Set<String> names = sidecars();
        names.removeAll(before);
        return names.size();
    }

    static Map<String, List<Path>> byObject(Path home) {
        Map<String, List<Path>> sidecars = new HashMap<>();
        walk(home.resolve("objects")).forEach(path -> {
            String name = path.getFileName().toString();
            int end = name.lastIndexOf(".w");
            if (end > 0) {
                sidecars.computeIfAbsent(name.substring(0, end), object -> new ArrayList<>())
                        .add(path);
            }
        });
        return sidecars;
    }

    /** Whose keys a sidecar names, as its format has it. */
    static List<UUID> owners(Path sidecar) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(sidecar)).position(8);
        List<UUID> owners = new ArrayList<>();
        for (int left = bytes.getShort(); left > 0; left--) {
            owners.add(new UUID(bytes.getLong(), bytes.getLong()));
        }
        return owners;
    }

    /** What goes away while it is looked at is passed over. */
    private static Stream<Path> walk(Path folder) {
        List<Path> found = new ArrayList<>();
        List<Path> folders = new ArrayList<>(List.of(folder));
        while (!folders.isEmpty()) {
            Path next = folders.removeLast();
            try (Stream<Path> inside = Files.list(next)) {
                for (Path path : inside.toList()) {
                    found.add(path);
                    if (Files.isDirectory(path)) {
                        folders.add(path);
                    }
                }
            } catch (IOException | UncheckedIOException e) {
                found.remove(next); // gone meanwhile
            }
        }
        return found.stream();
    }
}
