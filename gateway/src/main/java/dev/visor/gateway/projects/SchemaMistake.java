package dev.visor.gateway.projects;

import java.io.Serial;

/** What is wrong with a landmark schema: one mistake, for the person who wrote it. */
final class SchemaMistake extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * Names a mistake.
     *
     * @param reason a stable code in kebab case, for programs
     * @param sentence what was wanted, without the full stop
     */
    SchemaMistake(String reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    SchemaMistake(String reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
