package dev.visor.gateway.projects;

import dev.visor.gateway.projects.PointDetail.Between;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A point's row: name, x, y, deviation, and where the name does not say all an object with {@code key}, {@code definition},
 * {@code place} or {@code between}. Jackson would let a row have more.
 */
record PointText(String name, double x, double y, double deviation, PointDetail detail) {

    static PointText of(JsonNode row) {
        if (!row.isArray() || row.size() < 4 || row.size() > 5 || !row.get(0).isString()) {
            throw wanted();
        }
        String name = row.get(0).asString();
        PointDetail detail = row.size() == 4 ? PointDetail.plain(name) : detail(name, row.get(4));
        return new PointText(name, number(row, 1), number(row, 2), number(row, 3), detail);
    }

    private static PointDetail detail(String name, JsonNode more) {
        if (!more.isObject()) {
            throw wanted();
        }
        for (String field : more.propertyNames()) {
            switch (field) {
                case "key", "definition", "place", "between" -> {}
                default ->
                    throw new SchemaMistake(
                            "bad-point", "A point's row may tell key, definition, place and between, not " + field);
            }
        }
        String key = text(more, "key");
        return new PointDetail(
                key == null ? name : key, text(more, "definition"), text(more, "place"), between(more.get("between")));
    }

    private static @Nullable String text(JsonNode more, String field) {
        JsonNode value = more.get(field);
        if (value == null) {
            return null;
        }
        if (!value.isString() || value.asString().isBlank()) {
            throw new SchemaMistake("bad-point", "A point's " + field + " is a text");
        }
        return value.asString();
    }

    private static @Nullable Between between(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        if (!value.isArray()
                || value.size() != 3
                || !value.get(0).isString()
                || !value.get(1).isString()
                || !value.get(2).isNumber()) {
            throw new SchemaMistake(
                    "bad-place",
                    "A point lies between two known points at a share, like [\"chin\", \"nose-tip\", 0.5]");
        }
        return new Between(
                value.get(0).asString(), value.get(1).asString(), value.get(2).asDouble());
    }

    private static double number(JsonNode row, int column) {
        if (!row.get(column).isNumber()) {
            throw wanted();
        }
        double number = row.get(column).asDouble();
        if (!Double.isFinite(number)) {
            throw new SchemaMistake("not-finite", "A place is finite");
        }
        return number;
    }

    private static SchemaMistake wanted() {
        return new SchemaMistake(
                "bad-point",
                "A point is a row of a name, a place to the right, one downwards and a deviation, and may tell more in an"
                        + " object");
    }

    ArrayNode row(JsonMapper json) {
        ArrayNode row = json.createArrayNode().add(name).add(x).add(y).add(deviation);
        if (!detail.plainly(name)) {
            row.add(more(json));
        }
        return row;
    }

    private ObjectNode more(JsonMapper json) {
        ObjectNode more = json.createObjectNode();
        if (!detail.key().equals(name)) {
            more.put("key", detail.key());
        }
        if (detail.definition() != null) {
            more.put("definition", detail.definition());
        }
        if (detail.place() != null) {
            more.put("place", detail.place());
        }
        Between between = detail.between();
        if (between != null) {
            more.putArray("between").add(between.from()).add(between.to()).add(between.share());
        }
        return more;
    }
}
