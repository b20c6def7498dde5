package dev.visor.gateway.findings;

import dev.visor.audit.ObjectLabel;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** Makes objects of the trail's keyed labels: the first 128 bits of each, which are as hard to guess as the whole. */
final class Labels {

    private static final String PERSON = "person:";

    private Labels() {}

    /** Whether a person acted, not Visor itself and nobody unknown. */
    static boolean isPerson(String actor) {
        return actor.startsWith(PERSON);
    }

    /** Somebody who acts. */
    static ObjectLabel actor(String actor) {
        ByteBuffer label = ByteBuffer.wrap(Base64.getUrlDecoder().decode(actor.substring(PERSON.length())));
        return ObjectLabel.of("actor", new UUID(label.getLong(), label.getLong()));
    }

    /** A data subject, by its label in hexadecimal. */
    static ObjectLabel person(String hex) {
        return ObjectLabel.of(
                "data-subject",
                new UUID(
                        Long.parseUnsignedLong(hex.substring(0, 16), 16),
                        Long.parseUnsignedLong(hex.substring(16, 32), 16)));
    }
}
