package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.SchemaRef;
import org.jspecify.annotations.Nullable;

/**
 * Whoever sends points says by which version of the schema they are counted. A page that was opened before the project went
 * to another version would otherwise put its points under other names.
 */
final class SchemaNamed {

    private SchemaNamed() {}

    /**
     * Holds what a program counts by against what the project counts by.
     *
     * @param label what the program said, as the task's answer labels it; null where it said nothing
     * @param must whether it has to; a schema that Visor ships has one version for ever and is named by nobody's saying
     * @throws Refused (409) if it is another version, (400) if it is missing
     */
    static void require(Project project, @Nullable String label, boolean must) {
        SchemaRef now = project.schema().ref();
        if (label == null) {
            if (must && !now.label().equals(now.id())) {
                throw Refused.badRequest(
                        "schema-unsaid", "Say by which version of the schema the points are counted: it may change.");
            }
            return;
        }
        if (!label.equals(now.label())) {
            throw Refused.conflict(
                    "schema-moved", "The project is on another version of its landmark schema: load the task anew.");
        }
    }
}
