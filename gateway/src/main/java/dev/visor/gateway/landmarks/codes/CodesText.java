package dev.visor.gateway.landmarks.codes;

import dev.visor.gateway.findings.Severity;
import dev.visor.gateway.projects.codes.Expression;
import dev.visor.gateway.projects.codes.Extent;
import dev.visor.gateway.projects.codes.Intensity;
import dev.visor.gateway.projects.codes.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A face's codes as they rest in its sealed sheet. */
public final class CodesText {

    private CodesText() {}

    /** Writes codes into an empty object. */
    public static void write(FaceCodes codes, ObjectNode into) {
        ArrayNode units = into.putArray("actionUnits");
        codes.units().forEach(code -> writeUnit(code, units.addObject()));
        into.put("restAbsent", codes.restAbsent());
        Expression expression = codes.expression();
        if (expression != null) {
            into.put("expression", expression.label());
        }
        if (codes.rules() != null) {
            into.put("rules", codes.rules());
        }
        ArrayNode attributes = into.putArray("attributes");
        for (AttributeCode code : codes.attributes()) {
            ObjectNode one = attributes.addObject().put("attribute", code.attribute());
            one.put("extent", code.extent().label());
            putIfThere(one, "kind", code.kind());
        }
        ArrayNode disagreements = into.putArray("disagreements");
        codes.disagreements().forEach(found -> writeDisagreement(found, disagreements.addObject()));
    }

    private static void writeUnit(ActionUnitCode code, ObjectNode into) {
        SentUnit text = SentUnit.of(code);
        into.put("unit", code.unit());
        putIfThere(into, "side", text.side());
        into.put("state", text.state());
        putIfThere(into, "intensity", text.intensity());
        putIfThere(into, "reason", text.reason());
        putIfThere(into, "text", text.text());
    }

    private static void writeDisagreement(Disagreement found, ObjectNode into) {
        into.put("severity", found.severity().label())
                .put("reason", found.reason())
                .put("sentence", found.sentence());
        found.units().forEach(into.putArray("units")::add);
        found.expected().stream().map(Expression::label).forEach(into.putArray("expected")::add);
    }

    private static void putIfThere(ObjectNode into, String field, @Nullable String text) {
        if (text != null) {
            into.put(field, text);
        }
    }

    /**
     * Reads what was written.
     *
     * @throws IllegalArgumentException if it holds a word that this version of the program does not know
     */
    public static FaceCodes read(JsonNode from) {
        return new FaceCodes(
                each(from.path("actionUnits"), CodesText::readUnit),
                from.path("restAbsent").asBoolean(),
                from.has("expression") ? expression(from.path("expression")) : null,
                text(from, "rules"),
                each(from.path("attributes"), CodesText::readAttribute),
                each(from.path("disagreements"), CodesText::readDisagreement));
    }

    private static ActionUnitCode readUnit(JsonNode from) {
        String side = text(from, "side");
        return new ActionUnitCode(
                from.path("unit").asInt(),
                side == null ? null : Side.named(side).orElseThrow(() -> unknown(side)),
                readCoding(from));
    }

    private static Coding readCoding(JsonNode from) {
        String state = from.path("state").asString();
        String intensity = text(from, "intensity");
        return switch (state) {
            case Coding.Present.STATE ->
                new Coding.Present(
                        intensity == null ? null : Intensity.named(intensity).orElseThrow(() -> unknown(intensity)));
            case Coding.Absent.STATE -> new Coding.Absent();
            case Coding.NotCodable.STATE ->
                new Coding.NotCodable(
                        Coding.Reason.named(text(from, "reason")).orElseThrow(() -> unknown(state)),
                        text(from, "text"));
            default -> throw unknown(state);
        };
    }

    private static AttributeCode readAttribute(JsonNode from) {
        String extent = from.path("extent").asString();
        return new AttributeCode(
                from.path("attribute").asString(),
                Extent.named(extent).orElseThrow(() -> unknown(extent)),
                text(from, "kind"));
    }

    private static Disagreement readDisagreement(JsonNode from) {
        String label = from.path("severity").asString();
        return new Disagreement(
                Arrays.stream(Severity.values())
                        .filter(severity -> severity.label().equals(label))
                        .findFirst()
                        .orElseThrow(() -> unknown(label)),
                from.path("reason").asString(),
                from.path("sentence").asString(),
                each(from.path("units"), JsonNode::asInt),
                each(from.path("expected"), CodesText::expression));
    }

    private static Expression expression(JsonNode from) {
        String label = from.asString();
        return Expression.named(label).orElseThrow(() -> unknown(label));
    }

    private static <T> List<T> each(JsonNode array, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>();
        array.forEach(one -> all.add(read.apply(one)));
        return all;
    }

    private static @Nullable String text(JsonNode from, String field) {
        return from.has(field) ? from.path(field).asString() : null;
    }

    private static IllegalArgumentException unknown(String word) {
        return new IllegalArgumentException(
                "A sheet's codes hold a word that is not known, of " + word.length() + " letters");
    }
}
