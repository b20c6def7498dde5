package dev.visor.gateway.intake;

import dev.visor.redaction.geometry.Box;
import org.jspecify.annotations.Nullable;

/**
 * One row of a manifest that can be read.
 *
 * @param line the line in the file, the header being line 1
 * @param file the name that the picture is uploaded under
 * @param box the face in stored pixels; null for {@code whole}
 * @param subject the client's pseudonym of the person
 * @param consent the client's reference of the consent
 * @param reference the client's opaque reference of the picture
 */
record ManifestRow(int line, String file, @Nullable Box box, String subject, String consent, String reference) {

    @Override
    public String toString() {
        return "ManifestRow[line " + line + "]";
    }
}
