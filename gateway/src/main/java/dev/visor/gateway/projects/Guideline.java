package dev.visor.gateway.projects;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of what annotators of a project are told.
 *
 * @param version from 2 on; 1 is the schema's own definitions, which every project begins under
 * @param schemaVersion the version of the project's schema whose points its figures show
 * @param text as it was written
 * @param published since when new leases are under it; null for a draft
 */
record Guideline(
        int version,
        int schemaVersion,
        String text,
        UUID createdBy,
        Instant created,
        @Nullable UUID publishedBy,
        @Nullable Instant published) {

    /** What every project begins under: no document. */
    static final int DEFINITIONS = 1;

    /** The text, ready to be shown. */
    List<GuidelineBlock> blocks(LandmarkSchema schema) {
        return GuidelineText.read(text, schema);
    }

    boolean isDraft() {
        return published == null;
    }
}
