package dev.visor.gateway.vault;

import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * The wraps once more beside the bodies, {@code TENANT/XX/ID.GEN.wN}, so that a store opens without the database. The row
 * leads; the sidecar follows its commit, and a row that is not yet followed says so until it is.
 */
final class Sidecars {

    private final ObjectStore store;
    private final VaultTable table;
    private final TenantTransactions transactions;

    Sidecars(ObjectStore store, VaultTable table, TenantTransactions transactions) {
        this.store = store;
        this.table = table;
        this.transactions = transactions;
    }

    /** An object's name in the store: its tenant, a shard of 256, its identifier and generation. */
    static String name(TenantId tenant, UUID id, int generation) {
        return tenant + "/" + id.toString().substring(0, 2) + "/" + id + "." + generation;
    }

    /** The first sidecar, before anybody has heard of the object. */
    void first(ObjectRef object, ObjectWrap wrap) throws IOException {
        put(name(object.tenant(), object.id().value(), object.generation()), wrap);
    }

    /** Brings the tenant's sidecars up to its rows. */
    void settle(TenantId tenant) {
        transactions.apartInTenant(tenant, () -> {
            for (VaultTable.Unsettled object : table.unsettled(tenant)) {
                try {
                    settle(name(tenant, object.id(), object.generation()), object.row());
                } catch (IOException e) {
                    throw new UncheckedIOException("A sidecar cannot be written or removed", e);
                }
                table.settled(tenant, object);
            }
            return tenant;
        });
    }

    /** Removes an object that was never announced: its wraps, then its body. */
    void discard(ObjectRef object) {
        String name = name(object.tenant(), object.id().value(), object.generation());
        try {
            for (String sidecar : store.list(name + ".w")) {
                store.remove(sidecar);
            }
            store.remove(name);
        } catch (IOException e) {
            throw new UncheckedIOException("An object that was undone cannot be removed", e);
        }
    }

    /** The new one is durable before the others go. */
    private void settle(String name, VaultTable.Row row) throws IOException {
        ObjectWrap wrap = row.wrap();
        String current = name + ".w" + row.number();
        if (wrap != null) {
            put(name, wrap);
        }
        for (String sidecar : store.list(name + ".w")) {
            if (wrap == null || !sidecar.equals(current)) {
                store.remove(sidecar);
            }
        }
    }

    private void put(String name, ObjectWrap wrap) throws IOException {
        String sidecar = name + ".w" + wrap.number();
        byte[] content = wrap.toSidecar();
        if (!store.putIfAbsent(sidecar, content)) {
            Optional<byte[]> there = store.read(sidecar);
            if (there.isPresent() && !Arrays.equals(there.get(), content)) {
                throw new IOException("A sidecar of the same number has another content");
            }
        }
    }
}
