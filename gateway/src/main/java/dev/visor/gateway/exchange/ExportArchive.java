package dev.visor.gateway.exchange;

import dev.visor.redaction.render.FaceMask;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An export as one ZIP file: COCO's JSON, a .pts file for every face that has all its points, a mask for every face where
 * masks were asked for, the codes where the project asks for some, and the manifest with its detached signature and public key, each as OpenSSL and as minisign read it.
 * The same content and key give the same bytes; no time of writing stands in them.
 *
 * <p>To check one with nothing but one of these, after unpacking:
 *
 * <pre>{@code
 * openssl pkeyutl -verify -pubin -inkey manifest.pub -rawin -in manifest.json -sigfile manifest.sig
 * minisign -V -p minisign.pub -m manifest.json
 * }</pre>
 */
final class ExportArchive {

    static final String MANIFEST = "manifest.json";
    static final String SIGNATURE = "manifest.sig";
    static final String PUBLIC_KEY = "manifest.pub";

    /** Where minisign looks by itself: the file's name and this. */
    static final String MINISIGNATURE = MANIFEST + ".minisig";

    static final String MINISIGN_KEY = "minisign.pub";

    private static final LocalDateTime NO_TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private ExportArchive() {}

    /**
     * Writes the archive; leaves the stream open.
     *
     * <p>Holds all files in memory: some 6 kB a face, and for its mask 2 to 30 kB more by the size of face and picture.
     *
     * @return the manifest's bytes
     * @throws IOException if the stream fails
     */
    static byte[] write(ExportContent content, ManifestSigner signer, OutputStream out) throws IOException {
        PtsNames names = new PtsNames(content);
        Map<String, byte[]> files = files(content, names);
        byte[] manifest = Manifest.write(content, files, names, signer.keyId());
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            add(zip, file.getKey(), file.getValue());
        }
        add(zip, MANIFEST, manifest);
        add(zip, SIGNATURE, signer.sign(manifest));
        add(zip, PUBLIC_KEY, signer.publicKeyPem());
        add(zip, MINISIGNATURE, signer.minisign(manifest, MANIFEST, content.created()));
        add(zip, MINISIGN_KEY, signer.minisignKey());
        zip.finish();
        return manifest;
    }

    private static Map<String, byte[]> files(ExportContent content, PtsNames names) {
        Map<String, byte[]> files = new TreeMap<>();
        files.put(CocoKeypoints.PATH, CocoKeypoints.write(content));
        if (!content.asked().nothing()) {
            files.put(CodesFile.PATH, CodesFile.write(content));
        }
        for (ExportedPicture picture : content.pictures()) {
            for (ExportedFace face : picture.faces(content.space())) {
                if (face.complete()) {
                    files.put(names.of(face), PtsFile.write(face));
                }
                FaceMask mask = face.mask();
                if (mask != null) {
                    files.put(MaskFiles.path(face), mask.png());
                }
            }
        }
        return files;
    }

    private static void add(ZipOutputStream zip, String path, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(path);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
