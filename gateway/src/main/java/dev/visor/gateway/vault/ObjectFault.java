package dev.visor.gateway.vault;

import java.util.Locale;

/** What is wrong with an object at rest. */
enum ObjectFault {
    /** Its bytes, or its wrapped key, are not what was sealed: the disk rotted, or somebody wrote there. */
    ALTERED(
            "A stored object is not what was sealed: its disk rotted or somebody wrote there. It opens for nobody any more."),
    /** Its row is there and its bytes are not. */
    MISSING("The bytes of a stored object are gone from the store. It opens for nobody any more."),
    /** The store is there, but fails at reading these bytes. */
    UNREADABLE("The store cannot read a stored object: most often its disk is broken."),
    /** The wraps beside its body are newer than its row, or others: the database was restored from an older backup. */
    CONTRADICTED(
            "The wrapped key beside a stored object is not the one that the database has: it is older than the store."
                    + " The object opens, perhaps for others than it should.");

    private final String sentence;

    ObjectFault(String sentence) {
        this.sentence = sentence;
    }

    /** The name in the table. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    String sentence() {
        return sentence;
    }
}
