package dev.visor.gateway.keys;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** One writer at a time for a file, over the threads of this process and over processes. */
final class FolderLock implements AutoCloseable {

    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final ReentrantLock thread;
    private final FileChannel channel;
    private final FileLock lock;

    private FolderLock(ReentrantLock thread, FileChannel channel, FileLock lock) {
        this.thread = thread;
        this.channel = channel;
        this.lock = lock;
    }

    /** Waits for the lock that stands beside a file as {@code NAME.lock}. Not reentrant over calls. */
    static FolderLock beside(Path file) throws IOException {
        Path path = file.resolveSibling(file.getFileName() + ".lock").toAbsolutePath();
        ReentrantLock thread = THREADS.computeIfAbsent(path, p -> new ReentrantLock());
        thread.lock();
        boolean locked = false;
        try {
            FileChannel channel = FileChannel.open(
                    path,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                FolderLock result = new FolderLock(thread, channel, channel.lock());
                locked = true;
                return result;
            } finally {
                if (!locked) {
                    channel.close();
                }
            }
        } finally {
            if (!locked) {
                thread.unlock();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            lock.release();
        } finally {
            thread.unlock();
        }
    }
}
