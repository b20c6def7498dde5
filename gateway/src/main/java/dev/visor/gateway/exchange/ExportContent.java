package dev.visor.gateway.exchange;

import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.gateway.projects.codes.AskedCodes;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * All that one export says.
 *
 * @param export the export's identifier
 * @param project the project's identifier
 * @param purpose the project's purpose
 * @param basis the project's legal basis
 * @param created when it was asked for
 * @param asked what the project asks to be said of a face beside its points
 * @param schema what the project's points are counted by now; a face that was placed before says its own version
 * @param space the raster that coordinates and masks lie in
 * @param masks whether every face comes with its mask; else none does
 * @param pictures in the order in which they are written
 * @param leftOut the faces of the batch that stay behind
 */
record ExportContent(
        UUID export,
        UUID project,
        String purpose,
        String basis,
        Instant created,
        LandmarkSchema schema,
        AskedCodes asked,
        CoordinateSpace space,
        boolean masks,
        List<ExportedPicture> pictures,
        List<LeftOut> leftOut) {

    ExportContent {
        pictures = List.copyOf(pictures);
        leftOut = List.copyOf(leftOut);
        Set<UUID> seen = new HashSet<>();
        for (ExportedPicture picture : pictures) {
            if (!seen.add(picture.asset())) {
                throw new IllegalArgumentException("A picture is exported once, not twice: " + picture.asset());
            }
            for (ExportedFace face : picture.faces()) {
                if (!face.schema().id().equals(schema.id())) {
                    throw new IllegalArgumentException("A project has one landmark schema, in versions");
                }
                if (asked.nothing() != (face.codes() == null)) {
                    throw new IllegalArgumentException("Either every face of an export has codes or none has any");
                }
                if (masks != (face.mask() != null)) {
                    throw new IllegalArgumentException("Either every face of an export has a mask or none has one");
                }
            }
        }
    }

    /** The versions of the schema that faces were placed under, the first one first; the project's own where there is no face. */
    List<LandmarkSchema> schemas() {
        SortedMap<Integer, LandmarkSchema> used = new TreeMap<>();
        pictures.forEach(picture ->
                picture.faces().forEach(face -> used.put(face.schema().ref().version(), face.schema())));
        return used.isEmpty() ? List.of(schema) : List.copyOf(used.values());
    }

    /** The same with other pictures. */
    ExportContent with(List<ExportedPicture> others) {
        return new ExportContent(
                export, project, purpose, basis, created, schema, asked, space, masks, others, leftOut);
    }
}
