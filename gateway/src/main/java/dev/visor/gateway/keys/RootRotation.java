package dev.visor.gateway.keys;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Gives a domain its next root. Whoever calls it has asked two people and recorded it. */
public final class RootRotation {

    private final Custodians custodians;
    private final RootKeys roots;
    private final JdbcClient jdbc;

    RootRotation(Custodians custodians, RootKeys roots, JdbcClient jdbc) {
        this.custodians = custodians;
        this.roots = roots;
        this.jdbc = jdbc;
    }

    /** When the present root of a domain was first seen; empty where there is none. */
    public Optional<Instant> newest(Domain domain) {
        return jdbc.sql("select created from keys_custodian where domain = ? order by version desc limit 1")
                .param(domain.label())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /**
     * Makes the next root, and for a key file a new passphrase.
     *
     * @return the new root's number
     * @throws IOException if the credential cannot be changed from here
     * @throws CustodianRefusedException if this process may not use the domain
     */
    public int rotate(Domain domain) throws IOException {
        return roots.rotate(custodians.of(domain));
    }
}
