package dev.visor.gateway.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Opens the key files of this process's roles, or stops the start. */
final class RootKeys {

    private final JdbcClient jdbc;
    private final int cost;

    /**
     * Binds to the table of check values.
     *
     * @param cost scrypt's N for the key files
     */
    RootKeys(JdbcClient jdbc, int cost) {
        this.jdbc = jdbc;
        this.cost = cost;
    }

    /**
     * Opens a custodian for each domain of the roles. Files are made at the first start only: once the database knows a
     * domain's root, a missing file is a lost key, not a new beginning.
     *
     * @throws KeyReplacedException if a root key is missing or another than before
     * @throws IllegalStateException if the key files would lie beside the data
     */
    Custodians open(KeySettings settings) {
        List<Custodian> opened = new ArrayList<>();
        boolean complete = false;
        try {
            settings.requireApart();
            for (Domain domain : Role.domains(settings.roles())) {
                opened.add(open(settings.keys(), domain));
            }
            complete = true;
            return new Custodians(opened);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The key files in " + settings.keys() + " cannot be used: " + e.getMessage(), e);
        } finally {
            if (!complete) {
                opened.forEach(Custodian::close);
            }
        }
    }

    private Custodian open(Path folder, Domain domain) throws IOException {
        Optional<byte[]> known = checkValue(domain);
        if (!BcfksCustodian.exists(folder, domain)) {
            if (known.isPresent()) {
                throw new KeyReplacedException("The root key of the domain " + domain.label()
                        + " is missing: restore its key file and passphrase to " + folder);
            }
            BcfksCustodian.create(folder, domain, cost);
        }
        BcfksCustodian custodian = BcfksCustodian.open(folder, domain, cost);
        boolean trusted = false;
        try {
            byte[] first = known.isPresent() ? known.get() : pin(domain, custodian.checkValue());
            if (!custodian.matches(first)) {
                throw new KeyReplacedException("The root key of the domain " + domain.label()
                        + " is not the one that was used before: restore its key file and passphrase to " + folder);
            }
            trusted = true;
            return custodian;
        } finally {
            if (!trusted) {
                custodian.close();
            }
        }
    }

    private byte[] pin(Domain domain, byte[] checkValue) {
        jdbc.sql("insert into keys_custodian (domain, check_value) values (?, ?) on conflict (domain) do nothing")
                .params(domain.label(), checkValue)
                .update();
        return checkValue(domain).orElseThrow();
    }

    private Optional<byte[]> checkValue(Domain domain) {
        return jdbc.sql("select check_value from keys_custodian where domain = ?")
                .param(domain.label())
                .query(byte[].class)
                .optional();
    }
}
