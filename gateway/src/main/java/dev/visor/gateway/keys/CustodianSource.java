package dev.visor.gateway.keys;

import java.io.IOException;

/** The kind of custodian that an installation has, and where its root keys lie. */
interface CustodianSource {

    /** Whether the domain's root key is there. */
    boolean exists(Domain domain) throws IOException;

    /** Makes the domain's root key, once. */
    void create(Domain domain) throws IOException;

    /**
     * Opens the domain's custodian with the credential that this process has.
     *
     * @throws IOException if the credential is missing, open to others, or refused
     */
    Custodian open(Domain domain) throws IOException;

    /** What to restore, and to where, for whoever reads the message. */
    String where();
}
