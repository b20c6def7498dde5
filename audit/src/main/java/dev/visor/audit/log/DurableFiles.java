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
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("A file lies in a folder, unlike " + file);
        }
        createFolder(folder);
        Path unfinished = folder.resolve(file.getFileName() + UNFINISHED + UUID.randomUUID());
        boolean finished = false;
        try {
            try (FileChannel channel = FileChannel.open(
                    unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
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
