package dev.visor.audit.log;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A folder of this machine, written by {@link DurableFiles}. */
final class FolderPlace implements LogPlace {

    private final Path folder;

    FolderPlace(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    @Override
    public List<String> list(String name) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve(name), Files::isRegularFile)) {
            for (Path file : files) {
                names.add(String.valueOf(file.getFileName()));
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        return names;
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        DurableFiles.write(folder.resolve(name), content);
    }

    @Override
    public void writeOnce(Map<String, byte[]> files) throws IOException {
        Map<Path, byte[]> missing = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> entry : files.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), entry.getValue())) {
                missing.put(file, entry.getValue());
            }
        }
        DurableFiles.writeAll(missing);
    }

    /** The one that leads is the only one that writes here: this finds a mistake, and excludes nobody. */
    @Override
    public void replace(String name, byte @Nullable [] former, byte[] content) throws IOException {
        if (!Arrays.equals(read(name).orElse(null), former)) {
            throw new IOException("Somebody else writes the file " + name);
        }
        write(name, content);
    }

    @Override
    public void remove(List<String> names) throws IOException {
        for (String name : names) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }

    @Override
    public void clear(List<String> folders) throws IOException {
        for (String name : folders) {
            Path cleared = folder.resolve(name);
            if (Files.isDirectory(cleared)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(cleared)) {
                    for (Path file : files) {
                        Files.delete(file);
                    }
                }
                Files.delete(cleared);
            }
        }
    }
}
