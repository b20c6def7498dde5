package dev.visor.gateway.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
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
        // Exports from before minisign's form lack both files of it.
        if (files.containsKey(ExportArchive.MINISIGNATURE) || files.containsKey(ExportArchive.MINISIGN_KEY)) {
            byte[] minisig = take(ExportArchive.MINISIGNATURE);
            boolean own = Arrays.equals(take(ExportArchive.MINISIGN_KEY), Minisign.publicKey(key));
            if (!own || !Minisign.verify(key, signed, minisig)) {
                throw new ExportFormatException("The manifest's signature in minisign's form does not fit");
            }
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

    /** The paths of all files that the manifest lists. */
    Set<String> paths() {
        return Collections.unmodifiableSet(files.keySet());
    }

    /** The manifest. */
    JsonNode manifest() {
        return manifest;
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
