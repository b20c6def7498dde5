package dev.visor.gateway.keys;

/** This process holds no credential for the domain (G7): ask a process in another role. */
public class CustodianRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the domain. */
    public CustodianRefusedException(Domain domain) {
        super("This process holds no credential for the domain " + domain.label());
    }
}
