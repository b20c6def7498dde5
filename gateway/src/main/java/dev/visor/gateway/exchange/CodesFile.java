package dev.visor.gateway.exchange;

import dev.visor.gateway.landmarks.codes.CodesText;
import dev.visor.gateway.landmarks.codes.FaceCodes;
import dev.visor.gateway.projects.codes.ActionUnit;
import dev.visor.gateway.projects.codes.ActionUnits;
import dev.visor.gateway.projects.codes.AskedCodes;
import dev.visor.gateway.projects.codes.FaceAttributes;
import dev.visor.gateway.projects.codes.FaceAttributes.FaceAttribute;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Action units, expressions and face attributes, in a format of Visor's own, version 1: no format of landmarks has a word for them.
 * It is there where the project asks for codes, and holds every face of the export.
 */
final class CodesFile {

    static final String PATH = "annotations/codes.json";
    static final String FORMAT = "visor-codes";
    static final int VERSION = 1;

    /** What the manifest says of it. */
    static final String MEANING =
            "Action units, expressions and face attributes are in annotations/codes.json alone; COCO and .pts have no"
                    + " word for them and leave them out. Left and right are the subject's.";

    private static final String ABSENT =
            "Where restAbsent is true, every action unit that was asked for is absent on each side that is not listed.";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CodesFile() {}

    static byte[] write(ExportContent content) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT).put("version", VERSION);
        root.put("catalogue", ActionUnits.facs().id());
        root.put("sides", ActionUnits.facs().sides());
        root.put("absent", ABSENT);
        addAsked(root.putObject("asked"), content.asked());
        ArrayNode faces = root.putArray("faces");
        for (ExportedPicture picture : content.pictures()) {
            for (ExportedFace face : picture.faces()) {
                FaceCodes codes = face.codes();
                if (codes != null) {
                    ObjectNode one = faces.addObject();
                    one.put("face", face.face().toString())
                            .put("picture", picture.reference())
                            .put("annotation", face.annotation());
                    CodesText.write(codes, one.putObject("codes"));
                }
            }
        }
        return JSON.writeValueAsBytes(root);
    }

    private static void addAsked(ObjectNode into, AskedCodes asked) {
        asked.units().stream().map(ActionUnit::number).forEach(into.putArray("actionUnits")::add);
        asked.rules().ifPresent(rules -> into.put("rules", rules.id()));
        into.put("attributeList", FaceAttributes.shipped().id());
        asked.attributes().stream().map(FaceAttribute::id).forEach(into.putArray("attributes")::add);
    }

    /**
     * The codes of each face, by its identifier.
     *
     * @throws ExportFormatException if it is no such file, or names a face twice
     */
    static Map<UUID, FaceCodes> read(byte[] file) {
        try {
            JsonNode root = JSON.readTree(file);
            if (!root.path("format").asString("").equals(FORMAT)
                    || root.path("version").asInt() != VERSION) {
                throw new ExportFormatException("The codes are not of a version that can be read");
            }
            Map<UUID, FaceCodes> codes = new HashMap<>();
            for (JsonNode face : root.path("faces")) {
                UUID id = UUID.fromString(face.path("face").asString());
                if (codes.put(id, CodesText.read(face.path("codes"))) != null) {
                    throw new ExportFormatException("The codes name a face twice");
                }
            }
            return codes;
        } catch (IllegalArgumentException | JacksonException e) {
            throw new ExportFormatException("The codes cannot be read", e);
        }
    }
}
