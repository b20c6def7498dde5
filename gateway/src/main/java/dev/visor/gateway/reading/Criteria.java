package dev.visor.gateway.reading;

import org.jspecify.annotations.Nullable;

/**
 * What an officer looks for, as it was sent. What is null or empty does not matter; everything else must hold.
 *
 * @param filter all criteria at once, as an earlier answer gave them; then nothing else may be given
 * @param name an actor's name as people write it
 * @param actor labels of actors, with commas between them; {@code none} for nobody
 * @param pseudonym the client's own name for a data subject
 * @param subject the data subject's identifier
 * @param object {@code kind:uuid}
 * @param project the project's identifier
 * @param purpose the whole purpose
 * @param action the catalogue's name of an act
 * @param outcome {@code done}, {@code sent}, {@code aborted}, {@code failed}, {@code waits} or {@code refused}
 * @param from RFC 3339, inclusive
 * @param until RFC 3339, exclusive
 */
record Criteria(
        @Nullable String filter,
        @Nullable String name,
        @Nullable String actor,
        @Nullable String pseudonym,
        @Nullable String subject,
        @Nullable String object,
        @Nullable String project,
        @Nullable String purpose,
        @Nullable String action,
        @Nullable String outcome,
        @Nullable String from,
        @Nullable String until) {

    static final Criteria NONE = new Criteria(null, null, null, null, null, null, null, null, null, null, null, null);

    /** A record would tell the names. */
    @Override
    public String toString() {
        return "Criteria[]";
    }
}
