package dev.visor.redaction.picture;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A raster that OpenCV decodes, from a file put together of what its decoder needs. Metadata is none of it, so it never
 * reaches a decoder and cannot change a view.
 *
 */
final class LibraryFile implements Raster {

    private final byte[] opening;
    private final List<Span> needed;
    private final @Nullable Integer transparentGrey;

    /**
     * Bytes of the file.
     *
     * @param from the first
     * @param to the one after the last
     */
    record Span(int from, int to) {}

    /**
     * Says what to decode.
     *
     * @param opening bytes of our own before the stretches, where a format counts what follows
     * @param needed the stretches to decode, in order
     * @param transparentGrey the one grey sample, within the file's own depth, that a PNG without alpha declares invisible
     */
    LibraryFile(byte[] opening, List<Span> needed, @Nullable Integer transparentGrey) {
        this.opening = opening.clone();
        this.needed = List.copyOf(needed);
        this.transparentGrey = transparentGrey;
    }

    /** The stretches to decode, in order. */
    List<Span> needed() {
        return needed;
    }

    /** The one grey sample that is invisible, or null. */
    @Nullable
    Integer transparentGrey() {
        return transparentGrey;
    }

    /** The file without anything that a decoder does not need. */
    byte[] withoutMetadata(byte[] file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
        out.writeBytes(opening);
        for (Span span : needed) {
            out.write(file, span.from(), span.to() - span.from());
        }
        return out.toByteArray();
    }
}
