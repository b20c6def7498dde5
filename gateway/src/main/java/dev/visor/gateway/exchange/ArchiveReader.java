package dev.visor.gateway.exchange;

import dev.visor.redaction.geometry.ImagePoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads an archive back as its receiver would, trusting nothing but the public key. */
final class ArchiveReader {

    /** No file of ours is larger; a ZIP that unpacks to more is not ours. */
    private static final int LARGEST_FILE = 256 << 20;

    private final Map<String, byte[]> files;
    private final JsonNode manifest;

    /**
     * Opens an archive and checks it.
     *
     * @throws ExportFormatException if the signature is not this key's, or a file is altered, missing or was added
     * @throws IOException if it is not a ZIP file
     */
    ArchiveReader(InputStream archive, PublicKey key) throws IOException {
        files = unpack(archive);
        byte[] signed = take(ExportArchive.MANIFEST);
        byte[] signature = take(ExportArchive.SIGNATURE);
        take(ExportArchive.PUBLIC_KEY);

        // Nothing in the manifest means anything before its signature fits the key that the caller trusts.
        if (!ManifestSigner.verify(key, signed, signature)) {
            throw new ExportFormatException("The manifest's signature does not fit");
        }
        manifest = JsonMapper.shared().readTree(signed);
        if (!manifest.path("format").asString("").equals(Manifest.FORMAT)
                || manifest.path("version").asInt() != Manifest.VERSION) {
            throw new ExportFormatException("The manifest is not of a version that can be read");
        }

        // Every listed file is there and unaltered...
        List<String> listed = new ArrayList<>();
        for (JsonNode file : manifest.path("files")) {
            String path = file.path("path").asString();
            byte[] bytes = files.get(path);
            if (bytes == null || !Sha256.hex(bytes).equals(file.path("sha256").asString())) {
                throw new ExportFormatException("A file is missing or altered: " + path);
            }
            listed.add(path);
        }
        // ...and nothing else was slipped in.
        if (!files.keySet().equals(new TreeSet<>(listed))) {
            throw new ExportFormatException("The archive holds files that the manifest does not list");
        }
    }

    /** One file's bytes. */
    byte[] file(String path) {
        byte[] bytes = files.get(path);
        if (bytes == null) {
            throw new ExportFormatException("The archive has no " + path);
        }
        return bytes;
    }

    /** The manifest. */
    JsonNode manifest() {
        return manifest;
    }

    /**
     * The largest distance, in pixels of the exported raster, between a point of the content and the same point as COCO's JSON
     * and the .pts files give it back.
     *
     * @throws ExportFormatException if a face or point is missing in the files, or one is there that should not be
     */
    double difference(ExportContent content) {
        List<CocoReader.Found> found = CocoReader.read(file(CocoKeypoints.PATH));
        double largest = 0;
        int at = 0;
        for (ExportedPicture picture : content.pictures()) {
            for (ExportedFace face : picture.faces(content.space())) {
                if (at == found.size()) {
                    throw new ExportFormatException("COCO's JSON has too few faces");
                }
                largest = Math.max(largest, difference(face, found.get(at).points()));
                JsonNode pts = manifest.path("faces").path(at).path("pts");
                if (face.complete() != pts.isString()) {
                    throw new ExportFormatException("A complete face has a .pts file, and no other");
                }
                if (pts.isString()) {
                    largest = Math.max(largest, difference(face, new ArrayList<>(PtsFile.read(file(pts.asString())))));
                }
                at++;
            }
        }
        if (at != found.size()) {
            throw new ExportFormatException("COCO's JSON has too many faces");
        }
        return largest;
    }

    private static double difference(ExportedFace face, List<@Nullable ImagePoint> points) {
        if (points.size() != face.points().size()) {
            throw new ExportFormatException("A face has another number of points than it should");
        }
        double largest = 0;
        for (int i = 0; i < points.size(); i++) {
            ImagePoint sent = face.points().get(i).place();
            ImagePoint read = points.get(i);
            if ((sent == null) != (read == null)) {
                throw new ExportFormatException("A point has a place on one side only");
            }
            if (sent != null && read != null) {
                largest = Math.max(largest, Math.hypot(sent.x() - read.x(), sent.y() - read.y()));
            }
        }
        return largest;
    }

    private byte[] take(String path) {
        byte[] bytes = file(path);
        files.remove(path);
        return bytes;
    }

    private static Map<String, byte[]> unpack(InputStream archive) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(archive, StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] bytes = zip.readNBytes(LARGEST_FILE + 1);
                if (bytes.length > LARGEST_FILE || files.put(entry.getName(), bytes) != null) {
                    throw new ExportFormatException("The archive holds a file twice, or one that is too large");
                }
            }
        }
        return files;
    }

    /** Opens an archive from memory. */
    static ArchiveReader of(byte[] archive, PublicKey key) throws IOException {
        return new ArchiveReader(new ByteArrayInputStream(archive), key);
    }
}
