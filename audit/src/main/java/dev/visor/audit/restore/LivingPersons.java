package dev.visor.audit.restore;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.TagKey;
import java.util.List;
import java.util.UUID;

/**
 * Whoever has keys. With them the persons of published records can be told, which no record says in the clear. Whoever was erased
 * has none: such a person's records are not counted any more, and need not be.
 */
@FunctionalInterface
public interface LivingPersons {

    /** Everybody whose keys a log's records may be under. */
    List<Living> of(String log);

    /**
     * Somebody who has keys.
     *
     * @param owner of these keys
     * @param label of the person's counter in this log
     * @param key of the person's tags
     * @param actor the label that the person's own acts stand under in this log
     */
    record Living(UUID owner, Hash label, TagKey key, String actor) {

        @Override
        public String toString() {
            return "Living";
        }
    }
}
