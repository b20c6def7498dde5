package dev.visor.gateway.projects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for.
 *
 * @param purpose a short name such as {@code gait-study}
 * @param legalBasis an article of the GDPR such as {@code gdpr-9-2-a}
 * @param retention an ISO 8601 period such as {@code P90D}
 * @param schema a landmark schema's id for its newest version, or {@code eyes@2} for that one
 * @param use what its landmarks are for
 * @param regions where annotators have to be at work: countries as ISO 3166-1 codes, or {@code EEA}; none for anywhere that is known
 * @param picturesOfOne how many pictures of one person one annotator may see, 1 to 1000; null for any number
 * @param codes what is said of each face beside its points; null where nothing is
 * @param pointRules what is asked of points beyond their schema; null for nothing
 * @param teams which teams of annotators may work on it, and when
 */
record NewProject(
        @NotNull String name,
        @NotNull String purpose,
        @NotNull String legalBasis,
        @NotNull String schema,
        @NotNull String viewProfile,
        @NotNull String retention,
        @Valid @NotNull NewUse use,
        List<String> regions,
        @Nullable Integer picturesOfOne,
        @Nullable NewCodes codes,
        @Valid @Nullable NewRules pointRules,
        List<TeamDates> teams) {

    NewProject {
        regions = regions == null ? List.of() : List.copyOf(regions);
        teams = teams == null ? List.of() : List.copyOf(teams);
    }

    /**
     * What is asked of points.
     *
     * @param occluded {@code as-found}, {@code visible-only} or {@code estimate-occluded}; null for the first
     * @param required names of points of the schema that may not be missing without a reason
     */
    record NewRules(@Nullable String occluded, List<@NotNull String> required) {
        NewRules {
            required = required == null ? List.of() : List.copyOf(required);
        }
    }

    /** A team's handle and the time in which it has access. */
    record TeamDates(
            @NotNull String team,
            @NotNull Instant from,
            @NotNull Instant until) {}
}
