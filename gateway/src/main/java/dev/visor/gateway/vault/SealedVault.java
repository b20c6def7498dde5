package dev.visor.gateway.vault;

import dev.visor.audit.Receipt;
import dev.visor.gateway.keys.DataKey;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.SubjectKeys;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.keys.Warrant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** {@link Vault} on an object store, the tables and the subject keys. */
final class SealedVault implements Vault {

    private final ObjectStore store;
    private final SubjectKeys keys;
    private final TenantTransactions transactions;
    private final VaultTable table;
    private final Sidecars sidecars;

    SealedVault(ObjectStore store, SubjectKeys keys, TenantTransactions transactions, VaultTable table) {
        this.store = store;
        this.keys = keys;
        this.transactions = transactions;
        this.table = table;
        this.sidecars = new Sidecars(store, table, transactions);
    }

    @Override
    public ObjectRef seal(TenantId tenant, ObjectKind kind, Set<KeyOwner> owners, InputStream plaintext, long limit)
            throws IOException {
        return seal(new ObjectRef(tenant, new ObjectId(UUID.randomUUID()), kind, 1), owners, plaintext, limit);
    }

    private ObjectRef seal(ObjectRef object, Set<KeyOwner> owners, InputStream plaintext, long limit)
            throws IOException {
        byte[] header = Header.of(object);
        // The wrapping key first: whoever was erased, or has no key here, is refused before a byte is read.
        try (DataKey wrapping = keys.toWrap(object.tenant(), object.domain(), owners, Warrant.system("vault.seal"));
                DataKey key = DataKey.random();
                Cobblestone message = Cobblestone.begin(key, header);
                StoreUpload upload = StoreUpload.begin(store, Sidecars.name(object))) {
            long size = SealedBody.seal(plaintext, limit, message, header, upload);
            upload.commit();
            announce(object, size, ObjectWrap.of(object, 1, owners, wrapping, key));
        }
        return object;
    }

    private void announce(ObjectRef object, long size, ObjectWrap wrap) {
        boolean within = TransactionSynchronizationManager.isActualTransactionActive();
        transactions.runInTenant(object.tenant(), () -> {
            sidecars.discardAfterRollback(object);
            table.insert(object, size, wrap);
            if (within) {
                sidecars.followAfterCommit(object);
            }
        });
        if (!within) {
            // Not from within the commit: that would hold one connection while it asks for another.
            sidecars.follow(object);
        }
    }

    @Override
    public ObjectRef seal(TenantId tenant, ObjectKind kind, Set<KeyOwner> owners, byte[] plaintext) {
        try (ByteArrayInputStream in = new ByteArrayInputStream(plaintext)) {
            return seal(tenant, kind, owners, in, plaintext.length);
        } catch (IOException e) {
            throw new UncheckedIOException("The object cannot be stored", e);
        }
    }

    @Override
    public ObjectRef reseal(ObjectRef object, Set<KeyOwner> owners, byte[] plaintext) {
        int generation = transactions.inTenant(object.tenant(), () -> table.newestGeneration(object));
        while (true) {
            generation++;
            ObjectRef next = new ObjectRef(object.tenant(), object.id(), object.kind(), generation);
            try (ByteArrayInputStream in = new ByteArrayInputStream(plaintext)) {
                return seal(next, owners, in, plaintext.length);
            } catch (FileAlreadyExistsException e) {
                // Bytes that this database knows nothing of: a crash, or a restore of an older one. They are never
                // replaced.
            } catch (IOException e) {
                throw new UncheckedIOException("The object cannot be stored", e);
            }
        }
    }

    @Override
    public List<ObjectRef> otherGenerations(ObjectRef object) {
        return transactions.inTenant(object.tenant(), () -> table.otherGenerations(object));
    }

    @Override
    public List<ObjectRef> ownedBy(TenantId tenant, KeyOwner owner) {
        return transactions.inTenant(tenant, () -> table.ownedBy(tenant, owner));
    }

    @Override
    public List<ObjectRef> some(TenantId tenant, int most) {
        return transactions.inTenant(tenant, () -> table.some(tenant, most));
    }

    @Override
    public Opened open(ObjectRef object, Receipt receipt) {
        try (SealedBody body = body(object, receipt)) {
            return new Plaintext(body.whole());
        } catch (IOException e) {
            throw StoreUnavailableException.givingOut(e);
        }
    }

    @Override
    public Opened range(ObjectRef object, Receipt receipt, long offset, int length) {
        try (SealedBody body = body(object, receipt)) {
            return new Plaintext(body.range(offset, length));
        } catch (IOException e) {
            throw StoreUnavailableException.givingOut(e);
        }
    }

    @Override
    public Ranges ranges(ObjectRef object, Receipt receipt) {
        try {
            return new OpenedRanges(object, receipt, body(object, receipt));
        } catch (IOException e) {
            throw StoreUnavailableException.givingOut(e);
        }
    }

    @Override
    public void transfer(ObjectRef object, Receipt receipt, Sink sink) throws IOException {
        try (SealedBody body = body(object, receipt)) {
            body.transfer(sink);
        }
    }

    @Override
    public void rewrap(ObjectRef object, Set<KeyOwner> owners, Receipt receipt) {
        receipt.require(object.label());
        // Keys that must be made are made on a connection of their own, so before a row is locked.
        try (DataKey next = keys.toWrap(object.tenant(), object.domain(), owners, warrant(receipt))) {
            transactions.runInTenant(object.tenant(), () -> {
                table.lock(object);
                Standing old = current(object);
                try (DataKey before = wrapping(object, old.wrap(), receipt);
                        DataKey key = old.wrap().unwrap(old.body(), before)) {
                    table.replace(
                            old.body(), ObjectWrap.of(old.body(), old.wrap().number() + 1, owners, next, key));
                }
                sidecars.settleAfterCommit(object.tenant());
            });
        }
    }

    @Override
    public void destroy(TenantId tenant, Collection<KeyOwner> owners) {
        keys.destroy(tenant, owners);
    }

    @Override
    public void destroyAll(TenantId tenant) {
        keys.destroyAll(tenant);
    }

    @Override
    public void shred(Collection<ObjectRef> objects, Receipt receipt) {
        objects.forEach(object -> receipt.require(object.label()));
        for (ObjectRef object : objects) {
            transactions.runInTenant(object.tenant(), () -> {
                table.shred(object);
                sidecars.settleAfterCommit(object.tenant());
            });
        }
    }

    @Override
    public Map<ObjectRef, Set<KeyOwner>> standing(Collection<ObjectRef> objects) {
        Map<ObjectRef, Set<KeyOwner>> standing = new LinkedHashMap<>();
        for (ObjectRef object : objects) {
            transactions
                    .inTenant(object.tenant(), () -> table.find(object))
                    .map(VaultTable.Row::wrap)
                    .ifPresent(wrap -> standing.put(object, Set.copyOf(wrap.owners())));
        }
        return standing;
    }

    /**
     * Holds every chunk of an object against what was sealed. No plaintext leaves this method.
     *
     * @throws ObjectAlteredException if the stored bytes are not those that were sealed
     * @throws ObjectMissingException if they are gone
     */
    void verify(ObjectRef object, Receipt receipt) {
        try (SealedBody body = body(object, receipt)) {
            body.verify();
        } catch (IOException e) {
            throw StoreUnavailableException.givingOut(e);
        }
    }

    /**
     * Finishes what a crash between a commit and its sidecars left over.
     *
     * @return how many objects cannot be finished, because a sidecar says something else than their row
     */
    int settle(TenantId tenant) {
        return sidecars.settle(tenant);
    }

    /** Opens an object as far as its header and commitment. */
    SealedBody body(ObjectRef object, Receipt receipt) throws IOException {
        receipt.require(object.label());
        Standing standing = transactions.inTenant(object.tenant(), () -> current(object));
        try (DataKey wrapping = wrapping(object, standing.wrap(), receipt);
                DataKey key = standing.wrap().unwrap(standing.body(), wrapping)) {
            return SealedBody.open(
                    StoreReading.open(store, Sidecars.name(standing.body())), key, Header.of(standing.body()));
        }
    }

    /**
     * Where an object rests now.
     *
     * @param body the object in the generation whose body holds it
     */
    private record Standing(ObjectRef body, ObjectWrap wrap) {}

    private Standing current(ObjectRef object) {
        VaultTable.Row row = table.find(object)
                .orElseThrow(() -> new ObjectMissingException("The tenant has no such object of this kind"));
        ObjectWrap wrap = row.wrap();
        if (wrap == null) {
            throw new KeyDestroyedException("The object's own key was destroyed");
        }
        return new Standing(object.at(row.body()), wrap);
    }

    private DataKey wrapping(ObjectRef object, ObjectWrap wrap, Receipt receipt) {
        return keys.toUnwrap(object.tenant(), object.domain(), Set.copyOf(wrap.owners()), warrant(receipt));
    }

    private static Warrant warrant(Receipt receipt) {
        return new Warrant(receipt.actor(), receipt.purpose(), receipt.record());
    }

    /** Under the receipt that it was opened with. */
    private record OpenedRanges(ObjectRef object, Receipt receipt, SealedBody body) implements Ranges {

        @Override
        public long length() {
            try {
                body.verifyEnd();
                return body.length();
            } catch (IOException e) {
                throw StoreUnavailableException.givingOut(e);
            }
        }

        @Override
        public Opened range(long offset, int length) {
            receipt.require(object.label());
            try {
                return new Plaintext(body.range(offset, length));
            } catch (IOException e) {
                throw StoreUnavailableException.givingOut(e);
            }
        }

        @Override
        public void close() {
            try {
                body.close();
            } catch (IOException e) {
                throw StoreUnavailableException.givingOut(e);
            }
        }

        @Override
        public String toString() {
            return "Ranges";
        }
    }

    /** Wiped on close, prints as nothing. */
    private static final class Plaintext implements Opened {

        private final byte[] bytes;

        Plaintext(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public void close() {
            Arrays.fill(bytes, (byte) 0);
        }

        @Override
        public String toString() {
            return "Opened";
        }
    }
}
