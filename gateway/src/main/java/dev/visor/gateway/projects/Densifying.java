package dev.visor.gateway.projects;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Refused;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Makes a schema with more points out of one that is there, to be looked at and uploaded. */
@Service
class Densifying {

    private final SchemaReading schemas;

    Densifying(SchemaReading schemas) {
        this.schemas = schemas;
    }

    /**
     * The denser schema; nothing is kept.
     *
     * @throws Refused (404) if there is no such base, (422) if it cannot be made so
     */
    LandmarkSchema densified(Caller caller, Wanted wanted) {
        LandmarkSchema base = schemas.newest(caller, wanted.base());
        return SchemaUploads.checked(() -> {
            LandmarkSchema denser = Density.of(base, wanted.id(), wanted.title(), wanted.factors());
            OwnSchemaChecks.check(denser);
            return denser;
        });
    }

    /**
     * What is wanted.
     *
     * @param base the schema to start from
     * @param id of the one to be made
     * @param factors for contours and groups by name, into how many parts each line between two neighbours is cut, 1 to 8
     */
    record Wanted(
            @NotNull String base,
            @NotNull String id,
            @NotNull String title,
            @NotNull Map<String, @NotNull Integer> factors) {}
}
