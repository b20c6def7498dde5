package dev.visor.gateway.vault;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.audit.TestReceipts;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A vault on a folder, key files and the real database. */
final class TestVault implements AutoCloseable {

    final Path objects;
    final TestKeys keys;
    final FolderStore store;
    final SealedVault vault;

    TestVault(Path folder, Role... roles) throws IOException {
        this(folder.resolve("config"), folder.resolve("objects"), roles);
    }

    TestVault(Path config, Path objects, Role... roles) throws IOException {
        this(TestKeys.open(config, objects, roles), objects);
    }

    TestVault(TestKeys keys, Path objects) throws IOException {
        this.objects = objects;
        this.keys = keys;
        this.store = new FolderStore(objects);
        this.vault = new SealedVault(store, keys.subjects, keys.transactions, new VaultTable(keys.jdbc));
    }

    /** The job that seals anew, without a pace; bodies whose key is gone go at once. */
    Reseals reseals() {
        return new Reseals(
                new Resealing(store, keys.subjects, keys.transactions, new VaultTable(keys.jdbc)),
                new ResealTable(keys.jdbc),
                store,
                new Damage(new CheckTable(keys.jdbc), keys.transactions, event -> {}, Clock.systemUTC()),
                keys.transactions,
                new TakenDown(),
                (whose, reason, domain) -> false,
                List.of(Domain.values()),
                new Reseals.Pace(Long.MAX_VALUE / 4, Duration.ZERO),
                Clock.systemUTC());
    }

    byte[] open(ObjectRef object) {
        try (Vault.Opened opened = vault.open(object, receipt(object))) {
            return opened.bytes().clone();
        }
    }

    Path file(ObjectRef object) {
        return objects.resolve(Sidecars.name(object.tenant(), object.id().value(), object.generation()));
    }

    Path sidecar(ObjectRef object, int number) {
        return file(object).resolveSibling(file(object).getFileName() + ".w" + number);
    }

    /** The object's key as it stands in the table. */
    byte[] wrapped(ObjectRef object) {
        return keys.transactions.inTenant(
                object.tenant(),
                () -> keys.jdbc
                        .sql("select wrapped from vault_wrap where object = ?")
                        .param(object.id().value())
                        .query(byte[].class)
                        .single());
    }

    /** A tenant's bodies and sidecars. */
    List<Path> filesOf(TenantId tenant) throws IOException {
        Path folder = objects.resolve(tenant.toString());
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/keys/"))
                    .toList();
        }
    }

    static Receipt receipt(ObjectRef... objects) {
        ObjectLabel[] labels = Arrays.stream(objects).map(ObjectRef::label).toArray(ObjectLabel[]::new);
        return TestReceipts.covering(Clock.systemUTC(), labels);
    }

    @Override
    public void close() throws IOException {
        store.close();
        keys.close();
    }
}
