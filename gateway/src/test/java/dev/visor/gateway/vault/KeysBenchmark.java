package dev.visor.gateway.vault;

import dev.visor.gateway.keys.DataKey;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.Turn;
import dev.visor.gateway.keys.Warrant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How long the turn of an epoch with 100,000 persons lasts on a file custodian and a PostgreSQL that syncs, beside bare
 * updates of as many rows in the same portions; and how long objects take that are wrapped for other persons one by one.
 */
final class KeysBenchmark {

    private static final int PERSONS = 100_000;
    private static final int AT_ONCE = 1000;
    private static final int OBJECTS = 500;
    private static final Warrant WARRANT = Warrant.system("benchmark");
    private static final Domain DOMAIN = Domain.VIEWS;

    private KeysBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("visor-keys");
        try (TestVault vault = new TestVault(folder, Role.ALL)) {
            turn(vault);
            objects(vault);
        } finally {
            Figures.remove(folder);
        }
    }

    private static void turn(TestVault vault) throws IOException {
        TenantId tenant = TenantId.random();
        for (int made = 0; made < PERSONS; made += AT_ONCE) {
            Set<KeyOwner> owners =
                    Stream.generate(KeyOwner::random).limit(AT_ONCE).collect(Collectors.toSet());
            vault.keys.subjects.toWrap(tenant, DOMAIN, owners, WARRANT).close();
        }
        double bare = Figures.seconds(() -> update(vault, tenant));
        Turn asked =
                vault.keys.epochs.ask(tenant, DOMAIN, "asked", Instant.now()).orElseThrow();
        double turned = Figures.seconds(() -> {
            Turn moved = vault.keys.epochs.rewrap(vault.keys.epochs.begin(asked), WARRANT);
            if (vault.keys.epochs.destroy(moved).moved() != PERSONS) {
                throw new IllegalStateException("Not everybody was moved");
            }
        });
        Figures.line("vault.rewrap-100k", "%.2f", turned, "s", "bare-updates-of-100k-rows", bare);
    }

    /** Every wrapped key put in place of itself. */
    private static void update(TestVault vault, TenantId tenant) {
        List<UUID> owners = vault.keys.transactions.inTenant(
                tenant,
                () -> vault.keys
                        .jdbc
                        .sql("select owner from keys_subject where tenant = ? order by owner")
                        .param(tenant.value())
                        .query(UUID.class)
                        .list());
        for (int from = 0; from < owners.size(); from += AT_ONCE) {
            UUID[] some = owners.subList(from, from + AT_ONCE).toArray(UUID[]::new);
            vault.keys.transactions.runInTenant(
                    tenant,
                    () -> vault.keys
                            .jdbc
                            .sql("update keys_subject set wrapped = wrapped where tenant = ? and owner = any (?)")
                            .params(tenant.value(), some)
                            .update());
        }
    }

    private static void objects(TestVault vault) throws IOException {
        TenantId tenant = TenantId.random();
        KeyOwner before = KeyOwner.random();
        KeyOwner after = KeyOwner.random();
        List<ObjectRef> objects = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i++) {
            objects.add(vault.vault.seal(tenant, ObjectKind.VIEW, Set.of(before), new byte[1024]));
        }
        double all = Figures.seconds(
                () -> objects.forEach(object -> vault.vault.rewrap(object, Set.of(after), TestVault.receipt(object))));
        double wraps = Figures.seconds(() -> objects.forEach(object -> wrapAgain(object, before, after)));
        Figures.line("vault.rewrap-objects", "%.0f", OBJECTS / all, "objects/s", "wraps-in-memory", OBJECTS / wraps);
    }

    private static void wrapAgain(ObjectRef object, KeyOwner before, KeyOwner after) {
        try (DataKey one = DataKey.random();
                DataKey other = DataKey.random();
                DataKey key = DataKey.random()) {
            ObjectWrap wrap = ObjectWrap.of(object, 1, Set.of(before), one, key);
            ObjectWrap.of(object, 2, Set.of(after), other, wrap.unwrap(object, one));
        }
    }
}
