package dev.visor.gateway.keys;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Key files in a folder.
 *
 * @param cost scrypt's N
 */
record BcfksFiles(Path folder, int cost) implements CustodianSource {

    @Override
    public boolean exists(Domain domain) {
        return BcfksCustodian.exists(folder, domain);
    }

    @Override
    public void create(Domain domain) throws IOException {
        BcfksCustodian.create(folder, domain, cost);
    }

    @Override
    public Custodian open(Domain domain) throws IOException {
        return BcfksCustodian.open(folder, domain, cost);
    }

    @Override
    public String where() {
        return "its key file and passphrase to " + folder;
    }
}
