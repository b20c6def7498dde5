package dev.visor.gateway.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Files that are either the old or the new one after a crash, and folders that remember their entries. */
public final class DurableFile {

    /** Mode 0600. */
    public static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Mode 0700. */
    public static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** Folders whose entries this process has forced. */
    private static final Set<Path> DURABLE = ConcurrentHashMap.newKeySet();

    private DurableFile() {}

    /** Writes beside the file, forces, renames over it, forces the folder. The caller sees to it that nobody else does. */
    public static void replace(Path file, byte[] content) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        try (FileChannel channel =
                FileChannel.open(beside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_FILE)) {
            writeFully(channel, ByteBuffer.wrap(content));
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(folderOf(file));
    }

    /** Makes a folder with mode 0700, and its parents, each entry forced, whoever made it. */
    public static void createFolders(Path folder) throws IOException {
        createFolders(folder.toAbsolutePath().normalize(), DURABLE, DurableFile::forceFolder);
    }

    /**
     * The same; a folder that is there already may have been made a moment ago by somebody who has not forced it yet, so
     * its entry is forced here, too, once.
     *
     * @param durable folders whose entries were forced
     * @param force forces a folder's entries
     */
    static void createFolders(Path folder, Set<Path> durable, Force force) throws IOException {
        Path parent = folder.getParent();
        boolean there = Files.isDirectory(folder);
        if (parent == null || (there && durable.contains(folder))) {
            return;
        }
        createFolders(parent, durable, force);
        if (!there) {
            make(folder);
        }
        try {
            force.force(parent);
        } catch (AccessDeniedException e) {
            if (!there) {
                throw e;
            }
            // Nobody makes folders where he cannot look: this one is the system's.
        }
        durable.add(folder);
    }

    private static void make(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, OWNER_FOLDER);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /** Forces a folder's entries. */
    @FunctionalInterface
    interface Force {
        void force(Path folder) throws IOException;
    }

    /** Makes a folder's entries survive a power loss. */
    public static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Writes the whole buffer. */
    public static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            int written = channel.write(buffer);
            if (written <= 0) {
                throw new IOException("The file takes no more bytes");
            }
        }
    }

    static Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
