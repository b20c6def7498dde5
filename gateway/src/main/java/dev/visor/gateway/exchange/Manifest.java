package dev.visor.gateway.exchange;

import dev.visor.audit.json.CanonicalJson;
import dev.visor.gateway.projects.LandmarkSchema;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an export says about itself, version 1: canonical JSON (RFC 8785) of strings and whole numbers, so that one signature
 * fits one meaning.
 */
final class Manifest {

    static final String FORMAT = "visor-export";
    static final int VERSION = 1;

    private Manifest() {}

    /**
     * Writes the manifest.
     *
     * @param files every file of the archive but manifest, signature and key, by its path
     * @param keyId whose signature it will bear
     * @return UTF-8
     */
    static byte[] write(ExportContent content, Map<String, byte[]> files, PtsNames names, String keyId) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("format", FORMAT);
        root.put("version", VERSION);
        root.put("export", content.export().toString());
        root.put("project", content.project().toString());
        root.put("purpose", content.purpose());
        root.put("basis", content.basis());
        root.put("created", DateTimeFormatter.ISO_INSTANT.format(content.created()));
        schema(root, content.schemas());
        root.put("coordinates", content.space().id());
        root.put("signature", Map.of("algorithm", "Ed25519", "key", keyId));
        root.put("counts", counts(content));
        root.put("detectors", detectors(content));
        if (content.masks()) {
            root.put("masks", MaskFiles.MEANING);
        }
        if (!content.asked().nothing()) {
            root.put("codes", CodesFile.MEANING);
        }
        root.put("faces", faces(content, names));
        if (!content.leftOut().isEmpty()) {
            root.put("leftOut", leftOut(content));
        }
        root.put("files", files(files));
        return CanonicalJson.write(root);
    }

    /**
     * One version for all, or all versions, of which each face then says its own: whoever reads the first alone finds nothing
     * rather than points under another version's names.
     */
    private static void schema(Map<String, Object> root, List<LandmarkSchema> versions) {
        if (versions.size() == 1) {
            root.put("schema", versions.getFirst().ref().label());
        } else {
            root.put(
                    "schemas",
                    versions.stream().map(version -> version.ref().label()).toList());
        }
    }

    private static Map<String, Object> counts(ExportContent content) {
        int faces = 0;
        Map<String, Integer> points = new TreeMap<>();
        for (ExportedPicture picture : content.pictures()) {
            faces += picture.faces().size();
            for (ExportedFace face : picture.faces()) {
                face.points().forEach(point -> points.merge(point.state(), 1, Integer::sum));
            }
        }
        return Map.of("pictures", content.pictures().size(), "faces", faces, "points", points);
    }

    private static List<String> detectors(ExportContent content) {
        TreeSet<String> used = new TreeSet<>();
        content.pictures().forEach(picture -> picture.faces().forEach(face -> used.add(face.detector())));
        return new ArrayList<>(used);
    }

    private static List<Map<String, Object>> faces(ExportContent content, PtsNames names) {
        List<Map<String, Object>> faces = new ArrayList<>();
        boolean several = content.schemas().size() > 1;
        int image = 0;
        for (ExportedPicture picture : content.pictures()) {
            image++;
            for (ExportedFace face : picture.faces()) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("face", face.face().toString());
                one.put("picture", picture.reference());
                one.put("asset", picture.asset().toString());
                one.put("annotation", face.annotation());
                if (several) {
                    one.put("schema", face.schema().ref().label());
                }
                one.put("generation", face.generation());
                one.put("detector", face.detector());
                one.put("coco", Map.of("image", image, "annotation", faces.size() + 1));
                if (face.complete()) {
                    one.put("pts", names.of(face));
                } else {
                    one.put("ptsLeftOut", "A .pts file has no word for a point without a place.");
                }
                if (face.mask() != null) {
                    one.put("mask", MaskFiles.path(face));
                }
                faces.add(one);
            }
        }
        return faces;
    }

    /** Faces that stay behind, by identifiers alone: nothing of a person who withdrew leaves with the others. */
    private static List<Map<String, Object>> leftOut(ExportContent content) {
        List<Map<String, Object>> faces = new ArrayList<>();
        for (LeftOut face : content.leftOut()) {
            faces.add(Map.of(
                    "face",
                    face.face().toString(),
                    "asset",
                    face.asset().toString(),
                    "reason",
                    face.reason().id()));
        }
        return faces;
    }

    private static List<Map<String, Object>> files(Map<String, byte[]> files) {
        List<Map<String, Object>> list = new ArrayList<>();
        files.forEach((path, bytes) -> {
            Kind kind = Kind.of(path);
            list.add(Map.of(
                    "path",
                    path,
                    "format",
                    kind.format,
                    "pixels",
                    kind.pixels,
                    "bytes",
                    bytes.length,
                    "sha256",
                    Sha256.hex(bytes)));
        });
        return list;
    }

    /** What a file of the archive is, and how it counts or holds pixels. */
    private enum Kind {
        CODES("visor-codes-1", "none"),
        COCO("coco-keypoints", "centres-from-0"),
        MASK("png-grey-1", "1-belongs-to-face"),
        PTS("pts-1", "centres-from-1");

        private final String format;
        private final String pixels;

        Kind(String format, String pixels) {
            this.format = format;
            this.pixels = pixels;
        }

        static Kind of(String path) {
            if (path.equals(CocoKeypoints.PATH)) {
                return COCO;
            }
            if (path.equals(CodesFile.PATH)) {
                return CODES;
            }
            return MaskFiles.holds(path) ? MASK : PTS;
        }
    }
}
