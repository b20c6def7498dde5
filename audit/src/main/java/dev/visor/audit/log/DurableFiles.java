package dev.visor.audit.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Writes files that are whole or absent after a power loss: a new file is written under another name, synced, renamed, and
 * its folder is synced.
 */
public final class DurableFiles {

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final String UNFINISHED = ".unfinished-";

    private DurableFiles() {}

    /** Writes or replaces a file that anybody on the machine may read. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, content, new FileAttribute<?>[0]);
    }

    /** Writes or replaces a file that only this user may read. */
    public static void writePrivate(Path file, byte[] content) throws IOException {
        write(file, content, PRIVATE_FILE);
    }

    private static void write(Path file, byte[] content, FileAttribute<?>... attributes) throws IOException {
        Path folder = folder(file);
        createFolder(folder);
        Path unfinished = folder.resolve(file.getFileName() + UNFINISHED + UUID.randomUUID());
        boolean finished = false;
        try {
            try (FileChannel channel = FileChannel.open(
                    unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
                writeWhole(channel, content);
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            finished = true;
        } finally {
            if (!finished) {
                Files.deleteIfExists(unfinished);
            }
        }
        sync(folder);
    }

    /**
     * Writes or replaces files that anybody on the machine may read, each whole or absent. They are synced one behind the
     * other once all are written, and each folder once: the disk has the first ones already while the last are written.
     *
     * @param files few enough to be open at the same time
     */
    static void writeAll(Map<Path, byte[]> files) throws IOException {
        Map<Path, Path> unfinished = new LinkedHashMap<>();
        List<FileChannel> open = new ArrayList<>();
        Set<Path> folders = new LinkedHashSet<>();
        boolean finished = false;
        try {
            for (Map.Entry<Path, byte[]> file : files.entrySet()) {
                Path folder = folder(file.getKey());
                createFolder(folder);
                folders.add(folder);
                Path next = folder.resolve(file.getKey().getFileName() + UNFINISHED + UUID.randomUUID());
                FileChannel channel =
                        FileChannel.open(next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
                unfinished.put(file.getKey(), next);
                open.add(channel);
                writeWhole(channel, file.getValue());
            }
            for (FileChannel channel : open) {
                channel.force(true);
            }
            for (Map.Entry<Path, Path> file : unfinished.entrySet()) {
                Files.move(
                        file.getValue(),
                        file.getKey(),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            finished = true;
        } finally {
            for (FileChannel channel : open) {
                channel.close();
            }
            if (!finished) {
                for (Path left : unfinished.values()) {
                    Files.deleteIfExists(left);
                }
            }
        }
        for (Path folder : folders) {
            sync(folder);
        }
    }

    private static Path folder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("A file lies in a folder, unlike " + file);
        }
        return folder;
    }

    private static void writeWhole(FileChannel channel, byte[] content) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Makes a folder and all above it, each entry synced. */
    public static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            createFolder(parent);
            Files.createDirectories(folder);
            sync(parent);
        }
    }

    /** Makes a folder that only this user may enter. */
    public static void createPrivateFolder(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(folder)) {
            createFolder(parent);
            Files.createDirectories(folder, PRIVATE_FOLDER);
            sync(parent);
        }
    }

    /**
     * Makes a folder that only this user may enter, with files that only this user may read: all of it or nothing.
     *
     * @throws java.nio.file.FileSystemException if there is one with files already
     */
    static void createPrivateFolder(Path folder, Map<String, byte[]> files) throws IOException {
        Path unfinished = folder.resolveSibling(folder.getFileName() + UNFINISHED + UUID.randomUUID());
        createPrivateFolder(unfinished);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            writePrivate(unfinished.resolve(file.getKey()), file.getValue());
        }
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        sync(folder(folder));
    }

    /** Whether a file was left behind by a write that never ended. */
    static boolean unfinished(Path file) {
        return String.valueOf(file.getFileName()).contains(UNFINISHED);
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
