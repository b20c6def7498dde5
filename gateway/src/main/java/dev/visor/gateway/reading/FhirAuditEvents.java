package dev.visor.gateway.reading;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.record.Shape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * HL7 FHIR R4 (4.0.1) AuditEvent. The record itself is one of the entities, with its place in the log as details: nobody
 * needs an extension to read it.
 */
final class FhirAuditEvents implements ExportFormat.RowWriter {

    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final String TYPES = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    private static final String SOURCES = "http://terminology.hl7.org/CodeSystem/security-source-type";

    private final JsonMapper json = JsonMapper.shared();

    @Override
    public String row(ExportedRecord record) {
        ObjectNode event = json.createObjectNode();
        event.put("resourceType", "AuditEvent").put("id", record.leaf().id().toString());
        type(event.putObject("type"), record.leaf().shape());
        event.putArray("subtype")
                .addObject()
                .put("system", "urn:visor:action")
                .put("code", record.leaf().action())
                .put("display", record.sentence());
        event.put("action", action(record.leaf().shape()))
                .put("recorded", record.leaf().time().toString())
                .put("outcome", outcome(record))
                .put("outcomeDesc", record.outcome());
        event.putArray("purposeOfEvent").addObject().put("text", record.leaf().purpose());
        agent(event.putArray("agent").addObject(), record);
        ObjectNode source = event.putObject("source");
        source.putObject("observer").put("display", "Visor");
        coding(source.putArray("type").addObject(), SOURCES, "4", "Application Server");
        ArrayNode entities = event.putArray("entity");
        record.leaf().objects().forEach(object -> entity(entities.addObject(), object));
        place(entities.addObject(), record);
        return json.writeValueAsString(event) + "\n";
    }

    private static void type(ObjectNode type, Shape shape) {
        switch (shape) {
            case LIFECYCLE -> coding(type, DICOM, "110100", "Application Activity");
            case SESSION -> coding(type, DICOM, "110114", "User Authentication");
            case REFUSAL -> coding(type, DICOM, "110113", "Security Alert");
            case QUERY -> coding(type, DICOM, "110101", "Audit Log Used");
            case CHANGE, DISCLOSURE, KEY_USE, PROCESSING, WORK, APPROVAL, OUTCOME ->
                coding(type, TYPES, "rest", "RESTful Operation");
        }
    }

    /** Of C, R, U, D and E, execute. */
    private static String action(Shape shape) {
        return switch (shape) {
            case DISCLOSURE, QUERY -> "R";
            case CHANGE, WORK, APPROVAL -> "U";
            case LIFECYCLE, SESSION, REFUSAL, KEY_USE, PROCESSING, OUTCOME -> "E";
        };
    }

    /** 0 success, 4 minor failure, 8 serious failure. */
    private static String outcome(ExportedRecord record) {
        return switch (record.outcome()) {
            case "refused", "aborted" -> "4";
            case "failed" -> "8";
            default -> "0";
        };
    }

    private static void agent(ObjectNode agent, ExportedRecord record) {
        agent.putArray("role").addObject().put("text", record.leaf().actor().role());
        ObjectNode who = agent.putObject("who");
        who.putObject("identifier")
                .put("system", "urn:visor:actor")
                .put("value", record.leaf().actor().label());
        if (record.name() != null) {
            who.put("display", record.name());
        }
        agent.put("requestor", true);
    }

    private static void entity(ObjectNode entity, ObjectLabel object) {
        entity.putObject("what")
                .putObject("identifier")
                .put("system", "urn:visor:object")
                .put("value", object.value());
    }

    private static void place(ObjectNode entity, ExportedRecord record) {
        entity.putObject("what")
                .putObject("identifier")
                .put("system", "urn:visor:record")
                .put("value", record.leaf().id().toString());
        entity.put("name", "The record in the audit trail");
        ArrayNode details = entity.putArray("detail");
        detail(details, "leaf-index", Long.toString(record.index()));
        detail(details, "leaf-hash", record.leafHash());
        detail(details, "log", record.leaf().log());
        detail(details, "legal-basis", record.leaf().basis());
        if (record.leaf().intent() != null) {
            detail(details, "intent", record.leaf().intent().toString());
        }
        record.facts().forEach((fact, value) -> detail(details, "fact-" + fact, value));
    }

    private static void detail(ArrayNode details, String type, String value) {
        details.addObject().put("type", type).put("valueString", value);
    }

    private static void coding(ObjectNode coding, String system, String code, String display) {
        coding.put("system", system).put("code", code).put("display", display);
    }
}
