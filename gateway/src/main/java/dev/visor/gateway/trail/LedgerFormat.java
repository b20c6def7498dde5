package dev.visor.gateway.trail;

import dev.visor.audit.json.CanonicalJson;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bytes of one entry of the erasure ledger: RFC 8785 canonical JSON.
 *
 * <p>Format 2, which is written: {@code at}, {@code id}, {@code kind}, {@code number}, {@code previous} (SHA-256 of the entry
 * before, hex; zeros for the first), {@code tenant} and {@code v}; besides, by kind, {@code blanking}, {@code reason} and
 * {@code subject} ({@code subject}), {@code asset}, {@code from}, {@code line} and {@code to} ({@code reassignment}), or
 * nothing ({@code tenant}). Format 1, which is read: persons only, without {@code kind}, and {@code erasure} for {@code id}.
 *
 * <p>There is one way to write an entry, so what is read is written again and compared: nothing that a reader passes over
 * can stand in it.
 */
final class LedgerFormat {

    static final int VERSION = 2;

    /** Stands for the hash of the entry before the first. */
    static final String NONE = "0".repeat(64);

    private LedgerFormat() {}

    /** An entry in the newest format. */
    static byte[] write(TenantId tenant, LedgerEntry entry, String previous) {
        return write(VERSION, tenant, entry, previous);
    }

    private static byte[] write(int version, TenantId tenant, LedgerEntry entry, String previous) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", entry.at().toString());
        json.put(version == 1 ? "erasure" : "id", entry.id().toString());
        json.put("number", entry.number());
        json.put("previous", previous);
        json.put("tenant", tenant.toString());
        json.put("v", (long) version);
        if (version > 1) {
            json.put("kind", kind(entry));
        }
        switch (entry) {
            case LedgerEntry.Erased erased -> {
                json.put("blanking", erased.blanking() ? "yes" : "no");
                json.put("reason", erased.reason());
                json.put("subject", erased.subject().value().toString());
            }
            case LedgerEntry.Reassigned moved -> {
                json.put("asset", moved.asset().toString());
                json.put("from", moved.from().value().toString());
                json.put("line", (long) moved.line());
                json.put("to", moved.to().value().toString());
            }
            case LedgerEntry.Ended ended -> {
                // What ended is the tenant itself.
            }
        }
        return CanonicalJson.write(json);
    }

    private static String kind(LedgerEntry entry) {
        return switch (entry) {
            case LedgerEntry.Erased erased -> "subject";
            case LedgerEntry.Reassigned moved -> "reassignment";
            case LedgerEntry.Ended ended -> "tenant";
        };
    }

    /** Null where it is no entry, or not the one that belongs here. */
    static @Nullable LedgerEntry parse(TenantId tenant, byte[] bytes, String previous) {
        try {
            JsonNode json = JsonMapper.shared().readTree(bytes);
            int version = json.path("v").asInt();
            LedgerEntry entry = switch (version) {
                case 1 -> erased(json, "erasure");
                case 2 -> entry(json);
                default -> null;
            };
            return entry != null && MessageDigest.isEqual(bytes, write(version, tenant, entry, previous))
                    ? entry
                    : null;
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            return null;
        }
    }

    private static @Nullable LedgerEntry entry(JsonNode json) {
        return switch (json.path("kind").asString()) {
            case "subject" -> erased(json, "id");
            case "reassignment" ->
                new LedgerEntry.Reassigned(
                        json.path("number").asLong(),
                        id(json, "id"),
                        id(json, "asset"),
                        json.path("line").asInt(),
                        new KeyOwner(id(json, "from")),
                        new KeyOwner(id(json, "to")),
                        at(json));
            case "tenant" -> new LedgerEntry.Ended(json.path("number").asLong(), id(json, "id"), at(json));
            default -> null;
        };
    }

    private static LedgerEntry erased(JsonNode json, String id) {
        return new LedgerEntry.Erased(
                json.path("number").asLong(),
                id(json, id),
                new KeyOwner(id(json, "subject")),
                json.path("reason").asString(),
                json.path("blanking").asString().equals("yes"),
                at(json));
    }

    private static UUID id(JsonNode json, String name) {
        return UUID.fromString(json.path(name).asString());
    }

    private static Instant at(JsonNode json) {
        return Instant.parse(json.path("at").asString());
    }
}
