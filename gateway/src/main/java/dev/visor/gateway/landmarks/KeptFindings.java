package dev.visor.gateway.landmarks;

import dev.visor.gateway.landmarks.geometry.FindingKind.Severity;
import dev.visor.gateway.vault.ObjectRef;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of what the geometry checks found on a version.
 *
 * @param object the sealed findings; null where there are none
 * @param errors how many errors there are
 * @param warnings how many warnings
 */
record KeptFindings(@Nullable ObjectRef object, int errors, int warnings) {

    static KeptFindings of(FindingSheet found, @Nullable ObjectRef object) {
        return new KeptFindings(object, found.count(Severity.ERROR), found.count(Severity.WARNING));
    }
}
