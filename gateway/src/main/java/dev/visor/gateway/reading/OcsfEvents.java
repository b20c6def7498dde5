package dev.visor.gateway.reading;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.record.Shape;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OCSF 1.9.0 with the profile {@code record_integrity}. What changes something is Entity Management (3004), everything else
 * API Activity (6003).
 *
 * <p>The attestation is not over the event but over the record that it was made from, which is {@code raw_data}: its
 * fingerprint is the RFC 6962 leaf hash of exactly those bytes, and {@code chain_uid} the log that it leads to.
 */
final class OcsfEvents implements ExportFormat.RowWriter {

    private static final String VERSION = "1.9.0";
    private static final int OTHER = 99;
    private static final Set<String> CREATING = Set.of("create", "add", "upload", "submit", "ask", "draft", "draw");
    private static final Set<String> DELETING = Set.of("withdraw", "destroy-keys");

    private final JsonMapper json = JsonMapper.shared();

    private record EventClass(int uid, String name, int category, String categoryName) {}

    private static final EventClass ENTITY =
            new EventClass(3004, "Entity Management", 3, "Identity & Access Management");
    private static final EventClass API = new EventClass(6003, "API Activity", 6, "Application Activity");

    @Override
    public String row(ExportedRecord record) {
        EventClass kind = changes(record.leaf().shape()) ? ENTITY : API;
        int activity = activity(record);
        ObjectNode event = json.createObjectNode();
        event.put("category_uid", kind.category())
                .put("category_name", kind.categoryName())
                .put("class_uid", kind.uid())
                .put("class_name", kind.name())
                .put("activity_id", activity)
                .put("activity_name", activityName(record, activity))
                .put("type_uid", kind.uid() * 100L + activity)
                .put("type_name", kind.name() + ": " + activityName(record, activity))
                .put("time", record.leaf().time().toEpochMilli())
                .put("severity_id", record.unsuccessful() ? 2 : 1)
                .put("severity", record.unsuccessful() ? "Low" : "Informational")
                .put("message", record.sentence());
        status(event, record);
        metadata(event.putObject("metadata"), record);
        actor(event.putObject("actor"), record);
        if (kind.equals(ENTITY)) {
            entity(event.putObject("entity"), record);
        } else {
            event.putObject("api")
                    .put("operation", record.leaf().action())
                    .putObject("service")
                    .put("name", "Visor");
            // Required, and nothing that the trail holds: it keeps no addresses of people.
            event.putObject("src_endpoint").put("name", "not recorded");
            resources(event.putArray("resources"), record);
        }
        attestation(event.putObject("attestation"), record);
        unmapped(event.putObject("unmapped"), record);
        event.put("raw_data", record.text());
        return json.writeValueAsString(event) + "\n";
    }

    private static boolean changes(Shape shape) {
        return switch (shape) {
            case CHANGE, KEY_USE, APPROVAL -> true;
            case LIFECYCLE, SESSION, REFUSAL, DISCLOSURE, PROCESSING, WORK, QUERY, OUTCOME -> false;
        };
    }

    private static int activity(ExportedRecord record) {
        String verb = record.leaf().action().substring(record.leaf().action().indexOf('.') + 1);
        return switch (record.leaf().shape()) {
            case DISCLOSURE, QUERY -> 2;
            case CHANGE, KEY_USE, APPROVAL, WORK -> CREATING.contains(verb) ? 1 : DELETING.contains(verb) ? 4 : 3;
            case LIFECYCLE, SESSION, REFUSAL, PROCESSING, OUTCOME -> OTHER;
        };
    }

    private static String activityName(ExportedRecord record, int activity) {
        return switch (activity) {
            case 1 -> "Create";
            case 2 -> "Read";
            case 3 -> "Update";
            case 4 -> "Delete";
            default -> record.leaf().action();
        };
    }

    private static void status(ObjectNode event, ExportedRecord record) {
        switch (record.outcome()) {
            case "done", "sent", "recorded" -> event.put("status_id", 1).put("status", "Success");
            case "refused", "failed", "aborted" -> event.put("status_id", 2).put("status", "Failure");
            case String other -> event.put("status_id", OTHER).put("status", other);
        }
        event.put("status_detail", record.outcome());
    }

    private static void metadata(ObjectNode metadata, ExportedRecord record) {
        metadata.put("version", VERSION);
        metadata.putObject("product").put("name", "Visor").put("vendor_name", "Visor");
        metadata.put("uid", record.leaf().id().toString())
                .put("log_name", record.leaf().log())
                .put("sequence", record.index())
                .put("event_code", record.leaf().action())
                .put("original_time", record.leaf().time().toString());
        if (record.leaf().intent() != null) {
            metadata.put("correlation_uid", record.leaf().intent().toString());
        }
        metadata.putArray("profiles").add("record_integrity");
    }

    private static void actor(ObjectNode actor, ExportedRecord record) {
        String label = record.leaf().actor().label();
        if (record.bySystem()) {
            actor.put("app_name", label.substring("system:".length())).put("app_uid", label);
            return;
        }
        ObjectNode user = actor.putObject("user").put("uid", label);
        if (record.name() != null) {
            user.put("name", record.name());
        }
        user.putArray("groups").addObject().put("name", record.leaf().actor().role());
    }

    private static void entity(ObjectNode entity, ExportedRecord record) {
        String action = record.leaf().action();
        if (record.leaf().objects().isEmpty()) {
            entity.put("name", action.substring(0, action.indexOf('.')));
            return;
        }
        resource(entity, record.leaf().objects().getFirst());
    }

    private static void resources(ArrayNode resources, ExportedRecord record) {
        record.leaf().objects().forEach(object -> resource(resources.addObject(), object));
    }

    private static void resource(ObjectNode node, ObjectLabel object) {
        int colon = object.value().indexOf(':');
        node.put("uid", object.value()).put("type", object.value().substring(0, colon));
    }

    private static void attestation(ObjectNode attestation, ExportedRecord record) {
        attestation
                .put("uid", record.leaf().id().toString())
                .put("chain_uid", record.leaf().log())
                .put("authority_uid", record.leaf().log());
        attestation
                .putObject("fingerprint")
                .put("algorithm_id", OTHER)
                .put("algorithm", "RFC 6962 leaf hash: SHA-256 of 0x00 and raw_data")
                .put("value", record.leafHash());
    }

    private static void unmapped(ObjectNode unmapped, ExportedRecord record) {
        unmapped.put("leaf_index", record.index())
                .put("leaf_hash", record.leafHash())
                .put("log", record.leaf().log())
                .put("role", record.leaf().actor().role())
                .put("purpose", record.leaf().purpose())
                .put("legal_basis", record.leaf().basis());
        ObjectNode facts = unmapped.putObject("facts");
        record.facts().forEach(facts::put);
        ArrayNode objects = unmapped.putArray("objects");
        record.leaf().objects().forEach(object -> objects.add(object.value()));
    }
}
