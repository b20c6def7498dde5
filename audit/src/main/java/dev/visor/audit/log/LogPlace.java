package dev.visor.audit.log;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the public files of one log lie: a folder, or a part of an object store. Names are relative, with {@code /}
 * between their segments, as in C2SP tlog-tiles.
 *
 * <p>What a method wrote is durable when it returns, and whole or absent for whoever reads. One that fails may have written
 * any part of what it was given.
 */
public interface LogPlace {

    /** A whole file; empty if there is none. */
    Optional<byte[]> read(String name) throws IOException;

    /** Whether there is such a file. */
    boolean has(String name) throws IOException;

    /** The last segments of the files directly below a folder, which need not be there, in no order. */
    List<String> list(String folder) throws IOException;

    /** Writes or replaces a file. */
    void write(String name, byte[] content) throws IOException;

    /**
     * Writes files that never change, such as tiles. One that lies there with the same bytes is left alone; one with others
     * was damaged, and is replaced.
     */
    void writeOnce(Map<String, byte[]> files) throws IOException;

    /**
     * Replaces a file if it still holds what was read before: of two writers one fails.
     *
     * @param former what was read; null if there was none
     * @throws IOException also if it holds anything else by now
     */
    void replace(String name, byte @Nullable [] former, byte[] content) throws IOException;

    /** Removes files, about in this order; what is not there is no matter. Need not be durable. */
    void remove(List<String> names) throws IOException;

    /** Removes all files directly below these folders; what is not there is no matter. Need not be durable. */
    void clear(List<String> folders) throws IOException;
}
