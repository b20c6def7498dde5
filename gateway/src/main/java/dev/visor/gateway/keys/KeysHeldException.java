package dev.visor.gateway.keys;

/** Root keys were put in from a backup, and two people have not agreed yet that they are used. */
public class KeysHeldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeysHeldException() {
        super("The keys here were put in from elsewhere and are held until two people agree");
    }

    /** For a domain. */
    KeysHeldException(Domain domain) {
        super("The keys of " + domain.label() + " were put in from elsewhere and are held until two people agree");
    }
}
