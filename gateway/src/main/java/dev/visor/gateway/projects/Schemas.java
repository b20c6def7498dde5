package dev.visor.gateway.projects;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The landmark schemas that a tenant has: those that Visor ships, the same for everybody, and its own, in versions. */
@Service
public class Schemas {

    private final OwnSchemaRepository own;
    private final TenantTransactions transactions;

    Schemas(OwnSchemaRepository own, TenantTransactions transactions) {
        this.own = own;
        this.transactions = transactions;
    }

    /**
     * The points of a project as another version of its schema counts them: whatever was placed under a version is read by
     * that version and no other.
     *
     * @throws IllegalStateException if there never was such a version
     */
    public LandmarkSchema at(Project project, int version) {
        LandmarkSchema now = project.schema();
        return now.ref().version() == version
                ? now
                : find(project.tenant(), new SchemaRef(now.id(), version))
                        .map(Found::schema)
                        .orElseThrow(() -> new IllegalStateException("A schema's version is never taken away"));
    }

    /** All, the newest version of each. */
    List<LandmarkSchema> all(TenantId tenant) {
        Map<String, LandmarkSchema> newest = new LinkedHashMap<>();
        transactions
                .inTenant(tenant, own::findAllByOrderByNameAscVersionAsc)
                .forEach(row -> newest.put(row.schema().id(), row.schema()));
        List<LandmarkSchema> all = new ArrayList<>(LandmarkSchemas.all());
        all.addAll(newest.values());
        return all;
    }

    /** The newest version; empty where the tenant has no such schema. */
    Optional<Found> newest(TenantId tenant, String id) {
        return LandmarkSchemas.ships(id)
                ? shipped(id)
                : transactions
                        .inTenant(tenant, () -> own.findFirstByNameOrderByVersionDesc(id))
                        .map(Found::of);
    }

    /** One version; empty where the tenant has no such. */
    Optional<Found> find(TenantId tenant, SchemaRef ref) {
        if (LandmarkSchemas.ships(ref.id())) {
            return ref.version() == 1 ? shipped(ref.id()) : Optional.empty();
        }
        return transactions
                .inTenant(tenant, () -> own.findByNameAndVersion(ref.id(), ref.version()))
                .map(Found::of);
    }

    /** All versions, the first one first; a schema that Visor ships has one. */
    List<Found> versions(TenantId tenant, String id) {
        if (LandmarkSchemas.ships(id)) {
            return shipped(id).stream().toList();
        }
        return transactions.inTenant(tenant, () -> own.findByNameOrderByVersion(id)).stream()
                .map(Found::of)
                .toList();
    }

    /**
     * What a new project asks for: {@code eyes} for the newest version, {@code eyes@2} for that one.
     *
     * @throws Refused (400) if there is none
     */
    Found wanted(TenantId tenant, String label) {
        return ref(label)
                .flatMap(ref -> label.contains("@") ? find(tenant, ref) : newest(tenant, ref.id()))
                .orElseThrow(() -> Refused.badRequest(
                        "unknown-schema",
                        "The landmark schemas are "
                                + String.join(
                                        ", ",
                                        all(tenant).stream()
                                                .map(LandmarkSchema::id)
                                                .toList())
                                + "."));
    }

    private static Optional<SchemaRef> ref(String label) {
        try {
            return Optional.of(SchemaRef.labelled(label));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Found> shipped(String id) {
        return Optional.of(new Found(LandmarkSchemas.named(id), null));
    }

    /**
     * A schema with where it rests.
     *
     * @param row null for one that Visor ships
     */
    record Found(LandmarkSchema schema, @Nullable OwnSchema row) {

        private static Found of(OwnSchema row) {
            return new Found(row.schema(), row);
        }
    }
}
