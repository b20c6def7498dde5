package dev.visor.gateway.vault;

import dev.visor.gateway.keys.DurableFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A folder on a disk. An object is written to a file of this process's own incoming folder, forced, linked to its name,
 * and the name's folder is forced: after a crash the object is there whole or not at all, and an existing one is never
 * replaced. What a dead process left incoming is removed at the next start, told by its lock.
 */
final class FolderStore implements ObjectStore {

    private static final String INCOMING = ".incoming";
    private static final String LOCK = "lock";

    private final Path root;
    private final Path incoming;
    private final FileChannel alive;

    FolderStore(Path root) throws IOException {
        this.root = root;
        Path all = root.resolve(INCOMING);
        DurableFile.createFolders(all);
        synchronized (FolderStore.class) {
            // One start at a time, or one would take the other's new folder for a dead one.
            try (FileChannel starting = lockFile(all.resolve(LOCK));
                    FileLock _ = starting.lock()) {
                removeOrphans(all);
                this.incoming = all.resolve(UUID.randomUUID().toString());
                DurableFile.createFolders(incoming);
                this.alive = lockFile(incoming.resolve(LOCK));
                if (alive.tryLock() == null) {
                    throw new IOException("A folder that was just made is locked by another");
                }
            }
        }
    }

    private static FileChannel lockFile(Path path) throws IOException {
        return FileChannel.open(
                path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), DurableFile.OWNER_FILE);
    }

    @Override
    public Upload begin(String name) throws IOException {
        return new FolderUpload(name);
    }

    @Override
    public boolean putIfAbsent(String name, byte[] content) throws IOException {
        try (Upload upload = begin(name)) {
            upload.write(content, 0, content.length);
            upload.commit();
            return true;
        } catch (FileAlreadyExistsException e) {
            // Whoever took the name may not have seen its folder forced.
            DurableFile.forceFolder(folder(path(name)));
            return false;
        }
    }

    @Override
    public Stored open(String name) throws IOException {
        try {
            return new FolderObject(FileChannel.open(path(name), StandardOpenOption.READ));
        } catch (NoSuchFileException e) {
            throw new ObjectMissingException("The object's bytes are gone from the store");
        }
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(path(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void remove(String name) throws IOException {
        Path path = path(name);
        if (Files.deleteIfExists(path)) {
            DurableFile.forceFolder(folder(path));
        }
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        Path folder = prefix.endsWith("/") ? path(prefix) : folder(path(prefix));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public List<String> folders() throws IOException {
        try (var files = Files.list(root)) {
            return files.filter(Files::isDirectory)
                    .map(folder -> root.relativize(folder).toString())
                    .filter(name -> !name.equals(INCOMING))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public Optional<Instant> written(String name) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(path(name)).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** They were ended at the start, whatever their age: a dead process holds no lock. */
    @Override
    public int endUploads(Instant before) {
        return 0;
    }

    @Override
    public void close() throws IOException {
        alive.close();
        removeAll(incoming);
    }

    private Path path(String name) {
        Path path = root.resolve(name).normalize();
        if (!path.startsWith(root) || path.startsWith(root.resolve(INCOMING))) {
            throw new IllegalArgumentException("The name leaves the store");
        }
        return path;
    }

    private static Path folder(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("The name leaves the store");
        }
        return parent;
    }

    private static void removeOrphans(Path all) throws IOException {
        try (var folders = Files.list(all)) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                if (isDead(folder)) {
                    removeAll(folder);
                }
            }
        }
    }

    private static boolean isDead(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // a second store of this same process
        } catch (NoSuchFileException e) {
            return true; // killed before it had its lock
        }
    }

    private static void removeAll(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    private final class FolderUpload implements Upload {

        private final Path target;
        private final Path file = incoming.resolve(UUID.randomUUID().toString());
        private final FileChannel channel;

        FolderUpload(String name) throws IOException {
            this.target = path(name);
            this.channel = FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), DurableFile.OWNER_FILE);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            DurableFile.writeFully(channel, ByteBuffer.wrap(bytes, offset, length));
        }

        @Override
        public void commit() throws IOException {
            channel.force(true);
            DurableFile.createFolders(folder(target));
            // A link, not a rename: Linux renames over an existing file without a word.
            Files.createLink(target, file);
            boolean durable = false;
            try {
                DurableFile.forceFolder(folder(target));
                durable = true;
            } finally {
                if (!durable) {
                    // It is not acknowledged, so it must not be taken for one that was.
                    Files.deleteIfExists(target);
                }
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
            Files.deleteIfExists(file);
        }
    }

    private record FolderObject(FileChannel channel) implements Stored {

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void read(long position, byte[] into, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(into, 0, length);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, position + buffer.position()) < 0) {
                    throw new EOFException("The object ends before byte " + (position + length));
                }
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
