package dev.visor.gateway.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.visor.policies.AccessRequest;
import dev.visor.policies.Affiliation;
import dev.visor.policies.Resource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a decision was made from, as it rests sealed in the record: JSON, unknown facts left out. Of those who recused themselves
 * only the person asking is named: nothing else was decided from the others, and a record has an end.
 */
public final class DecisionInput {

    /** The sealed field of a record. */
    public static final String FIELD = "decision-input";

    private static final JsonMapper JSON = JsonMapper.builder()
            .addMixIn(Resource.class, Kind.class)
            .addMixIn(Affiliation.class, Kind.class)
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private DecisionInput() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    private interface Kind {}

    /** The request as it is sealed. */
    static String write(AccessRequest request) {
        Resource narrowed = narrowed(request.resource(), request.principal().id());
        return JSON.writeValueAsString(
                new AccessRequest(request.principal(), request.act(), narrowed, request.context()));
    }

    /** The request that was sealed; empty where another version of Visor wrote it in a way that this one does not know. */
    public static Optional<AccessRequest> read(String sealed) {
        try {
            return Optional.of(JSON.readValue(sealed, AccessRequest.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Resource narrowed(Resource resource, UUID person) {
        return switch (resource) {
            case Resource.View view ->
                new Resource.View(
                        view.id(),
                        view.project(),
                        view.batch(),
                        view.leasedBy(),
                        view.consent(),
                        narrowed(view.recused(), person));
            case Resource.Task task ->
                new Resource.Task(task.id(), task.project(), task.leasedBy(), narrowed(task.recused(), person));
            default -> resource;
        };
    }

    private static @Nullable Set<UUID> narrowed(@Nullable Set<UUID> recused, UUID person) {
        if (recused == null) {
            return null;
        }
        Set<UUID> left = new HashSet<>(recused);
        left.retainAll(Set.of(person));
        return left;
    }
}
