package dev.visor.gateway.rules;

/** What the database says of the rules in force is not what was signed: nothing new is decided by it. */
final class RulesAlteredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RulesAlteredException(String message) {
        super(message);
    }
}
