package dev.visor.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTests {

    @TempDir
    Path root;

    private final Set<Path> durable = new HashSet<>();
    private final List<Path> forced = new ArrayList<>();

    @Test
    void forcesEachFolderThatItMakesIntoItsParent() throws IOException {
        Path folder = root.resolve("a").resolve("b");

        DurableFile.createFolders(folder, durable, forced::add);

        assertThat(folder).isDirectory();
        assertThat(forced).endsWith(root, root.resolve("a"));
    }

    @Test
    void forcesAFolderThatAnotherHasJustMadeAndMayNotHaveForced() throws IOException {
        Path folder = Files.createDirectories(root.resolve("a").resolve("b"));

        DurableFile.createFolders(folder, durable, forced::add);

        assertThat(forced).endsWith(root, root.resolve("a"));
        forced.clear();
        DurableFile.createFolders(folder, durable, forced::add);
        assertThat(forced).isEmpty();
    }

    @Test
    void makesAndForcesAgainWhatWasRemoved() throws IOException {
        Path folder = root.resolve("a");
        DurableFile.createFolders(folder, durable, forced::add);
        Files.delete(folder);
        forced.clear();

        DurableFile.createFolders(folder, durable, forced::add);

        assertThat(folder).isDirectory();
        assertThat(forced).containsExactly(root);
    }

    @Test
    void goesOnWhereTheSystemsOwnFoldersCannotBeForced() throws IOException {
        Files.createDirectory(root.resolve("system"));
        DurableFile.Force denied = folder -> {
            if (folder.equals(root)) {
                throw new AccessDeniedException("not yours");
            }
            forced.add(folder);
        };

        DurableFile.createFolders(root.resolve("system").resolve("own"), durable, denied);

        assertThat(forced).endsWith(root.resolve("system"));
        assertThatThrownBy(() -> DurableFile.createFolders(root.resolve("new"), durable, denied))
                .isInstanceOf(AccessDeniedException.class);
    }
}
