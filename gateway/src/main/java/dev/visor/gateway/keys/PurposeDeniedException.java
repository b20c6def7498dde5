package dev.visor.gateway.keys;

/** The custodian itself gives no key for this purpose: its keeper said so, beside the keys. */
public class PurposeDeniedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the domain and the purpose. */
    public PurposeDeniedException(Domain domain, String purpose) {
        super("The custodian of " + domain.label() + " denies the purpose " + purpose);
    }
}
