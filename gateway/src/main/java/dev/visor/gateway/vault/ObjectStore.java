package dev.visor.gateway.vault;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where sealed bytes rest: names, write-once. A folder, or a bucket of an S3-compatible store (put with If-None-Match,
 * reads by range). It sees no plaintext and no key.
 */
interface ObjectStore extends AutoCloseable {

    /** Begins an object; nobody sees it before {@link Upload#commit}. */
    Upload begin(String name) throws IOException;

    /**
     * Writes a small object, durable on return.
     *
     * @return false if the name was taken; then nothing changed
     */
    boolean putIfAbsent(String name, byte[] content) throws IOException;

    /**
     * Opens an object to be read.
     *
     * @throws ObjectMissingException if there is none
     */
    Stored open(String name) throws IOException;

    /** Reads a small object whole. */
    Optional<byte[]> read(String name) throws IOException;

    /** When an object was written, as the store has it; empty without one. */
    Optional<Instant> written(String name) throws IOException;

    /** Removes an object, durable on return; without one nothing happens. */
    void remove(String name) throws IOException;

    /** The names that begin with {@code prefix}, which ends inside a last segment, in their order. */
    List<String> list(String prefix) throws IOException;

    /** The names of the folders right below the top, without a slash, in their order. */
    List<String> folders() throws IOException;

    /** Ends uploads of dead processes that were begun before; returns how many. */
    int endUploads(Instant before) throws IOException;

    /** Uploads that are still open are lost, as in a crash. */
    @Override
    void close() throws IOException;

    /** An object on its way. Closing it uncommitted leaves nothing. */
    interface Upload extends AutoCloseable {

        /** Takes the next bytes. */
        void write(byte[] bytes, int offset, int length) throws IOException;

        /**
         * Makes the object durable, then visible under its name.
         *
         * @throws java.nio.file.FileAlreadyExistsException if the name is taken: objects are written once
         */
        void commit() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** An object at rest. */
    interface Stored extends AutoCloseable {

        /** Bytes. */
        long size() throws IOException;

        /** Reads exactly {@code length} bytes at {@code position}, or fails. */
        void read(long position, byte[] into, int length) throws IOException;

        @Override
        void close() throws IOException;
    }
}
