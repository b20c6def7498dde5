package dev.visor.audit.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Policy sets for tests. */
public final class Rules {

    private Rules() {}

    /** A set of one file, {@code rules.cedar}, behind a schema. */
    public static PolicyText text(String rules) {
        return PolicyText.parse(parts("schema.cedarschema", "entity Person;", "rules.cedar", rules));
    }

    /** Each part behind its length. */
    public static byte[] parts(String... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String part : parts) {
            byte[] text = part.getBytes(UTF_8);
            bytes.writeBytes(ByteBuffer.allocate(4).putInt(text.length).array());
            bytes.writeBytes(text);
        }
        return bytes.toByteArray();
    }
}
