package dev.visor.gateway.vault;

import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The wraps once more beside the bodies, {@code TENANT/XX/ID.GEN.wN}, so that a store opens without the database. The row
 * leads; the sidecar follows its commit, and a row that is not yet followed says so until it is. So bytes without a row have
 * no wrap either, and nothing opens them.
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

    /** A body's name in the store. */
    static String name(ObjectRef body) {
        return name(body.tenant(), body.id().value(), body.generation());
    }

    /** Brings one object's sidecars up to its row, once the running transaction is committed. */
    void followAfterCommit(ObjectRef object) {
        afterCommit(() -> follow(object));
    }

    /** Brings the tenant's sidecars up to its rows, once the running transaction is committed. */
    void settleAfterCommit(TenantId tenant) {
        afterCommit(() -> settle(tenant));
    }

    /**
     * Takes a body away again if the running transaction, which announces it, is undone; after a crash only bytes are left
     * that no row names. Where nobody knows whether it was committed, the bytes stay.
     */
    void discardAfterRollback(ObjectRef object) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_ROLLED_BACK) {
                    discard(object);
                }
            }
        });
    }

    private static void afterCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    /** Brings one object's sidecars up to its row. */
    void follow(ObjectRef object) {
        transactions.apartInTenant(object.tenant(), () -> {
            table.unsettled(object).ifPresent(row -> write(object.tenant(), row));
            return object;
        });
    }

    /**
     * Brings the tenant's sidecars up to its rows.
     *
     * @return how many objects stay behind, because one of their sidecars says something else than their row
     */
    int settle(TenantId tenant) {
        return transactions.apartInTenant(tenant, () -> {
            int behind = 0;
            for (VaultTable.Unsettled object : table.unsettled(tenant)) {
                behind += write(tenant, object) ? 0 : 1;
            }
            return behind;
        });
    }

    private boolean write(TenantId tenant, VaultTable.Unsettled object) {
        try {
            if (!settle(name(tenant, object.id(), object.generation()), object.row())) {
                return false;
            }
        } catch (IOException e) {
            throw StoreUnavailableException.takingIn(e);
        }
        table.settled(tenant, object);
        return true;
    }

    /** Removes an object that was never announced: its wraps, then its body. */
    void discard(ObjectRef object) {
        String name = name(object);
        try {
            for (String sidecar : store.list(name + ".w")) {
                store.remove(sidecar);
            }
            store.remove(name);
        } catch (IOException e) {
            throw new UncheckedIOException("An object that was undone cannot be removed", e);
        }
    }

    /** The new one is durable before the others go; where another took its name, as after a restore, all stay. */
    private boolean settle(String name, VaultTable.Row row) throws IOException {
        ObjectWrap wrap = row.wrap();
        String current = name + ".w" + row.number();
        if (wrap != null && !put(current, wrap.toSidecar())) {
            return false;
        }
        for (String sidecar : store.list(name + ".w")) {
            if (wrap == null || !sidecar.equals(current)) {
                store.remove(sidecar);
            }
        }
        return true;
    }

    private boolean put(String sidecar, byte[] content) throws IOException {
        if (store.putIfAbsent(sidecar, content)) {
            return true;
        }
        Optional<byte[]> there = store.read(sidecar);
        return there.isPresent() && Arrays.equals(there.get(), content);
    }
}
