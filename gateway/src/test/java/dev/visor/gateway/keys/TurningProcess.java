package dev.visor.gateway.keys;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** Turns an epoch in a process of its own, which may be killed: config folder, objects folder, tenant. */
final class TurningProcess {

    private TurningProcess() {}

    public static void main(String[] args) throws Exception {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(Objects.requireNonNull(System.getenv("DB_URL")));
        source.setUser(System.getenv("DB_USER"));
        source.setPassword(System.getenv("DB_PASSWORD"));
        Domain domain = Domain.LANDMARKS;
        TenantId tenant = new TenantId(UUID.fromString(args[2]));
        BcfksCustodian custodian = BcfksCustodian.open(Path.of(args[0]), domain, TestKeys.CHEAP);
        try (TestKeys keys = new TestKeys(source, new Custodians(List.of(custodian)), Path.of(args[1]))) {
            List<Turn> open = keys.epochs.open(tenant);
            Turn turn = open.isEmpty()
                    ? keys.epochs.ask(tenant, domain, "asked", Instant.now()).orElseThrow()
                    : open.getFirst();
            System.out.println("turning");
            System.out.flush();
            keys.epochs.destroy(keys.epochs.rewrap(keys.epochs.begin(turn), Warrant.system("test")));
            System.out.println("turned");
        }
    }
}
