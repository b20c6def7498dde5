package dev.visor.gateway.vault;

import dev.visor.audit.Receipt;
import dev.visor.gateway.keys.DataKey;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.SubjectKeys;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.keys.Warrant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Seals one object anew: the same content under a fresh key, in the next free generation's body, in bounded memory. Only when
 * that was read back, its row takes the place of the old one, whose key goes in the same transaction; so whoever opens the
 * object meets the one or the other. Stopped anywhere before, it leaves bytes that no row names; after, nothing to be done but
 * sidecars, which follow.
 */
final class Resealing {

    private final ObjectStore store;
    private final SubjectKeys keys;
    private final TenantTransactions transactions;
    private final VaultTable table;
    private final Sidecars sidecars;

    Resealing(ObjectStore store, SubjectKeys keys, TenantTransactions transactions, VaultTable table) {
        this.store = store;
        this.keys = keys;
        this.transactions = transactions;
        this.table = table;
        this.sidecars = new Sidecars(store, table, transactions);
    }

    /** What was sealed anew does not read back; the object stays as it is. */
    static final class NotReadBackException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotReadBackException(@Nullable Throwable cause) {
            super("What was sealed anew does not read back as it was written", cause);
        }
    }

    /**
     * Seals an object anew, unless it is shredded meanwhile or another process was faster.
     *
     * @param counted runs in the transaction in which the new body takes the old one's place
     * @return whether the object rests in the new body
     * @throws KeyDestroyedException if its key, or an owner's, is gone
     * @throws ObjectAlteredException if the old body is not what was sealed
     * @throws ObjectMissingException if it is gone
     */
    boolean reseal(ObjectRef object, Receipt receipt, Runnable counted) {
        receipt.require(object.label());
        VaultTable.Row row = transactions
                .inTenant(object.tenant(), () -> table.find(object))
                .orElseThrow(() -> new ObjectMissingException("The tenant has no such object of this kind"));
        ObjectWrap wrap = row.wrap();
        if (wrap == null) {
            throw new KeyDestroyedException("The object's own key was destroyed");
        }
        ObjectRef body = object.at(row.body());
        ObjectRef next = free(body);
        try (DataKey fresh = DataKey.random()) {
            long size = copy(body, wrap, next, fresh, warrant(receipt));
            return take(new Copy(object, body, next, size, fresh), owners(wrap), warrant(receipt), counted);
        } catch (IOException e) {
            throw StoreUnavailableException.takingIn(e);
        }
    }

    /** The next generation of which the store has neither body nor sidecar: after a crash or a restore it may know more. */
    private ObjectRef free(ObjectRef body) {
        int generation = transactions.inTenant(body.tenant(), () -> table.newestGeneration(body));
        try {
            ObjectRef next;
            do {
                next = body.at(++generation);
            } while (store.written(Sidecars.name(next)).isPresent()
                    || !store.list(Sidecars.name(next) + ".w").isEmpty());
            return next;
        } catch (IOException e) {
            throw StoreUnavailableException.givingOut(e);
        }
    }

    private long copy(ObjectRef body, ObjectWrap wrap, ObjectRef next, DataKey fresh, Warrant warrant)
            throws IOException {
        byte[] header = Header.of(next);
        MessageDigest content = sha256();
        long size;
        try (DataKey wrapping = keys.toUnwrap(body.tenant(), body.domain(), owners(wrap), warrant);
                DataKey key = wrap.unwrap(body, wrapping);
                SealedBody old = SealedBody.open(StoreReading.open(store, Sidecars.name(body)), key, Header.of(body));
                InputStream plain = new DigestInputStream(old.stream(), content);
                Cobblestone message = Cobblestone.begin(fresh, header);
                StoreUpload upload = StoreUpload.begin(store, Sidecars.name(next))) {
            size = SealedBody.seal(plain, old.length(), message, header, upload);
            upload.commit();
        } catch (FileAlreadyExistsException e) {
            throw new IllegalStateException("Another process seals the same object", e);
        }
        boolean same = false;
        try {
            requireContent(next, fresh, content.digest());
            same = true;
            return size;
        } finally {
            if (!same) {
                sidecars.discard(next);
            }
        }
    }

    /** A digest of the plaintext that is kept nowhere: the old body is the only copy until this one was read. */
    private void requireContent(ObjectRef next, DataKey fresh, byte[] content) throws IOException {
        MessageDigest again = sha256();
        try (SealedBody body = SealedBody.open(StoreReading.open(store, Sidecars.name(next)), fresh, Header.of(next))) {
            body.transfer(again::update);
        } catch (ObjectAlteredException | ObjectMissingException e) {
            throw new NotReadBackException(e);
        }
        if (!MessageDigest.isEqual(again.digest(), content)) {
            throw new NotReadBackException(null);
        }
    }

    /** An object sealed anew, under a key that is not wrapped yet. */
    private record Copy(ObjectRef object, ObjectRef body, ObjectRef next, long size, DataKey key) {
        @Override
        public String toString() {
            return "Copy[" + next + "]";
        }
    }

    /** Whoever re-wraps the object meanwhile is asked for again: the copy goes to those whose it is at that moment. */
    private boolean take(Copy copy, Set<KeyOwner> sealedFor, Warrant warrant, Runnable counted) {
        ObjectRef next = copy.next();
        Set<KeyOwner> owners = sealedFor;
        boolean loose = true;
        try {
            while (true) {
                try (DataKey wrapping = keys.toWrap(next.tenant(), next.domain(), owners, warrant)) {
                    ObjectWrap wrap = ObjectWrap.of(next, 1, owners, wrapping, copy.key());
                    loose = false; // the transaction takes the copy away where it is undone, and only there
                    Set<KeyOwner> whose = transactions.inTenant(next.tenant(), () -> takePlace(copy, wrap, counted));
                    if (whose.equals(owners)) {
                        return true;
                    }
                    loose = true;
                    if (whose.isEmpty()) {
                        return false;
                    }
                    owners = whose;
                }
            }
        } finally {
            if (loose) {
                sidecars.discard(next);
            }
        }
    }

    /** Whose the object is now; nobody's where it rests elsewhere by now, or nowhere. Where it is the wrap's owners', it is done. */
    private Set<KeyOwner> takePlace(Copy copy, ObjectWrap wrap, Runnable counted) {
        table.lock(copy.object());
        Set<KeyOwner> owners = table.find(copy.object())
                .filter(now -> now.body() == copy.body().generation())
                .map(VaultTable.Row::wrap)
                .map(Resealing::owners)
                .orElse(Set.of());
        if (owners.equals(owners(wrap))) {
            sidecars.discardAfterRollback(copy.next());
            table.supersede(copy.body());
            table.insertResealed(copy.next(), copy.object().generation(), copy.size(), wrap);
            counted.run();
            sidecars.settleAfterCommit(copy.object().tenant());
        }
        return owners;
    }

    private static Set<KeyOwner> owners(ObjectWrap wrap) {
        return Set.copyOf(wrap.owners());
    }

    private static Warrant warrant(Receipt receipt) {
        return new Warrant(receipt.actor(), receipt.purpose(), receipt.record());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not to be had from the JDK", e);
        }
    }
}
