package dev.visor.audit.log;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Where the public files of all logs lie. */
public interface LogPlaces {

    /** The place of one log, of which there may be nothing yet. */
    LogPlace place(String origin);

    /** Bytes that the files of all logs take. */
    long used() throws IOException;

    /** Bytes that may still be written; empty where nobody can tell, as in a bucket. */
    OptionalLong free() throws IOException;

    /** One folder for each log below this one, named by its origin. */
    static LogPlaces below(Path folder) {
        return new LogPlaces() {
            @Override
            public LogPlace place(String origin) {
                return new FolderPlace(folder.resolve(origin));
            }

            @Override
            public long used() throws IOException {
                return bytes(folder);
            }

            @Override
            public OptionalLong free() throws IOException {
                return OptionalLong.of(Files.getFileStore(folder).getUsableSpace());
            }
        };
    }

    /** Partial tiles come and go while this looks: a file that is gone takes no room. */
    private static long bytes(Path folder) throws IOException {
        AtomicLong bytes = new AtomicLong();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes.get();
    }
}
