package dev.visor.gateway.exchange;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Names .pts files after the pictures that they belong to, as the 300-W sets do. The client's reference is only ever part of
 * a name: it can neither leave the folder nor clash with another, also where file systems do not tell case.
 */
final class PtsNames {

    private static final int LONGEST_STEM = 80;

    private final Map<UUID, String> byFace = new HashMap<>();

    PtsNames(ExportContent content) {
        Set<String> taken = new HashSet<>();
        for (ExportedPicture picture : content.pictures()) {
            String stem = stem(picture.reference());
            for (ExportedFace face : picture.faces()) {
                String name = stem;
                for (int n = 2; !taken.add(name.toLowerCase(Locale.ROOT)); n++) {
                    name = stem + "_" + n;
                }
                byFace.put(face.face(), "pts/" + name + ".pts");
            }
        }
    }

    /** The path of a face's file in the archive. */
    String of(ExportedFace face) {
        String path = byFace.get(face.face());
        if (path == null) {
            throw new IllegalStateException("A face that is not part of the export has no name");
        }
        return path;
    }

    private static String stem(String reference) {
        String last = reference.substring(Math.max(reference.lastIndexOf('/'), reference.lastIndexOf('\\')) + 1);
        int dot = last.lastIndexOf('.');
        String stem = (dot > 0 ? last.substring(0, dot) : last)
                .replaceAll("[^A-Za-z0-9._-]", "_")
                .replaceAll("^[.-]+", "_");
        if (stem.length() > LONGEST_STEM) {
            stem = stem.substring(0, LONGEST_STEM);
        }
        return stem.isEmpty() ? "picture" : stem;
    }
}
