package dev.visor.redaction.picture;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file taken apart: its header, and the stretches that a decoder needs. Metadata is none of them, so it never reaches
 * a decoder and cannot change a view.
 *
 * @param header what the file says
 * @param needed the stretches to decode, in order
 * @param transparentGrey the one grey sample, within the file's own depth, that a PNG without alpha declares invisible
 */
record Structure(
        PictureHeader header, List<Span> needed, @Nullable Integer transparentGrey) {

    /**
     * Bytes of the file.
     *
     * @param from the first
     * @param to the one after the last
     */
    record Span(int from, int to) {}

    Structure {
        needed = List.copyOf(needed);
    }

    static Structure read(byte[] file) throws PictureRefusedException {
        if (file.length > PictureHeader.MOST_BYTES) {
            throw new PictureRefusedException(
                    "file-too-large", "The file is larger than " + (PictureHeader.MOST_BYTES >> 20) + " MiB");
        }
        Bytes bytes = new Bytes(file);
        if (bytes.startsWith(0, PngStructure.SIGNATURE)) {
            return PngStructure.read(bytes);
        }
        if (bytes.startsWith(0, JpegStructure.START)) {
            return JpegStructure.read(bytes);
        }
        throw ForeignFormat.refusal(bytes);
    }

    /** The file without anything that a decoder does not need. */
    byte[] withoutMetadata(byte[] file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
        for (Span span : needed) {
            out.write(file, span.from(), span.to() - span.from());
        }
        return out.toByteArray();
    }
}
