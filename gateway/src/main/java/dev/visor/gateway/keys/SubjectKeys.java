package dev.visor.gateway.keys;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * One key for each (tenant, domain, person). It never encrypts anything itself: each use derives its own key by HKDF.
 *
 * <p>Each use asks the database for the wrapped key first, so a key that another process destroyed is gone here, too; the
 * cache only saves the custodian's work. New keys are committed at once, apart from a running transaction: what is sealed
 * under them may outlive its rollback.
 */
public final class SubjectKeys {

    private static final int CACHED = 1024;
    private static final Duration CACHED_FOR = Duration.ofMinutes(1);

    /** An epoch may turn while a key is made under it, hardly twice. */
    private static final int ATTEMPTS = 3;

    /** Unsigned, as the bytes of the identifiers compare. */
    private static final Comparator<KeyOwner> SORTED = Comparator.comparing(
                    (KeyOwner owner) -> owner.value().getMostSignificantBits(), Long::compareUnsigned)
            .thenComparing(owner -> owner.value().getLeastSignificantBits(), Long::compareUnsigned);

    private final Custodians custodians;
    private final TenantTransactions transactions;
    private final SubjectKeyTable table;
    private final SubjectKeyMirror mirror;
    private final ExpiringKeys<Cached> cache;
    private final EpochPins pins;

    SubjectKeys(
            Custodians custodians,
            TenantTransactions transactions,
            JdbcClient jdbc,
            SubjectKeyMirror mirror,
            Clock clock) {
        this.custodians = custodians;
        this.transactions = transactions;
        this.table = new SubjectKeyTable(jdbc);
        this.pins = new EpochPins(transactions, table);
        this.mirror = mirror;
        this.cache = new ExpiringKeys<>(CACHED, CACHED_FOR, clock);
    }

    /**
     * The key that wraps an object's key: HKDF over the owners' subject keys in their order. Keys that are missing are
     * made.
     *
     * @throws KeyDestroyedException if an owner was erased
     * @throws CustodianRefusedException if this process may not use the domain
     */
    public DataKey toWrap(TenantId tenant, Domain domain, Set<KeyOwner> owners, Warrant warrant) {
        return derive(tenant, domain, owners, warrant, true);
    }

    /**
     * The same key, to open what was wrapped.
     *
     * @throws KeyMissingException if an owner never had a key in the domain
     * @throws KeyDestroyedException if an owner was erased
     * @throws CustodianRefusedException if this process may not use the domain
     */
    public DataKey toUnwrap(TenantId tenant, Domain domain, Set<KeyOwner> owners, Warrant warrant) {
        return derive(tenant, domain, owners, warrant, false);
    }

    /**
     * Destroys these owners' keys in every domain, for good. It needs no credential of any domain. Joins a running
     * transaction; the file beside the objects follows its commit.
     */
    public void destroy(TenantId tenant, Collection<KeyOwner> owners) {
        transactions.runInTenant(tenant, () -> {
            for (Domain domain : Domain.values()) {
                owners.stream().distinct().sorted(SORTED).forEach(owner -> table.destroy(tenant, domain, owner));
            }
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    cache.evict(name -> name.tenant.equals(tenant) && owners.contains(name.owner));
                    settle(tenant);
                }
            });
        });
    }

    /**
     * Destroys every key of a tenant, in every domain, for good. It needs no credential. Joins a running transaction; the files
     * beside the objects follow its commit.
     */
    public void destroyAll(TenantId tenant) {
        transactions.runInTenant(tenant, () -> {
            table.destroyAll(tenant);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    cache.evict(name -> name.tenant.equals(tenant));
                    settle(tenant);
                }
            });
        });
    }

    /** Those of these owners who have, or once had, a key in the domain. It needs no credential. */
    public Set<KeyOwner> known(TenantId tenant, Domain domain, Collection<KeyOwner> owners) {
        if (owners.isEmpty()) {
            return Set.of();
        }
        return transactions.inTenant(
                tenant, () -> Set.copyOf(table.find(tenant, domain, owners).keySet()));
    }

    /** Those who have a key in the domain that was not destroyed. It needs no credential. */
    public Set<KeyOwner> living(TenantId tenant, Domain domain) {
        return transactions.apartInTenant(tenant, () -> table.living(tenant, domain));
    }

    /** The tenants that have keys beside the objects. */
    public List<TenantId> tenants() {
        return mirror.tenants();
    }

    /** Brings what is mirrored beside the objects into few pieces, where a bucket holds it in many. It needs no credential. */
    public void fold(TenantId tenant) {
        for (Domain domain : Domain.values()) {
            for (int epoch : mirror.epochs(tenant, domain)) {
                transactions.<@Nullable Void>apartInTenant(tenant, () -> {
                    table.lockMirror(tenant, domain);
                    mirror.fold(domain, new EpochKey(tenant, epoch));
                    return null;
                });
            }
        }
    }

    /** Brings the files beside the objects up to the database: what a crash after a commit left over. */
    void settle(TenantId tenant) {
        transactions.apartInTenant(tenant, () -> {
            for (Domain domain : Domain.values()) {
                Set<KeyOwner> owners = table.unmirrored(tenant, domain);
                if (!owners.isEmpty()) {
                    table.lockMirror(tenant, domain);
                    // Of every epoch: a turn that was stopped may have written ahead.
                    mirror.epochs(tenant, domain)
                            .forEach(epoch -> mirror.drop(domain, new EpochKey(tenant, epoch), owners));
                    table.mirrored(tenant, domain, owners);
                }
            }
            return tenant;
        });
    }

    /** A key for one use of one owner's, in the {@code identities} domain. */
    DataKey toUse(String use, TenantId tenant, KeyOwner owner, boolean create) {
        Map<KeyOwner, DataKey> keys = keys(tenant, Domain.IDENTITIES, Set.of(owner), Warrant.system(use), create);
        try {
            return Hkdf.derive(keys.values(), Contexts.use(use, tenant, owner));
        } finally {
            keys.values().forEach(DataKey::destroy);
        }
    }

    private DataKey derive(TenantId tenant, Domain domain, Set<KeyOwner> owners, Warrant warrant, boolean create) {
        if (owners.isEmpty()) {
            throw new IllegalArgumentException("An object belongs to one person at least");
        }
        TreeSet<KeyOwner> sorted = new TreeSet<>(SORTED);
        sorted.addAll(owners);
        Map<KeyOwner, DataKey> keys = keys(tenant, domain, sorted, warrant, create);
        try {
            return Hkdf.derive(sorted.stream().map(keys::get).toList(), Contexts.objectWrap(tenant, domain, sorted));
        } finally {
            keys.values().forEach(DataKey::destroy);
        }
    }

    private Map<KeyOwner, DataKey> keys(
            TenantId tenant, Domain domain, Set<KeyOwner> owners, Warrant warrant, boolean create) {
        Custodian custodian = custodians.of(domain);
        Map<KeyOwner, SubjectKeyTable.Row> rows =
                new HashMap<>(transactions.inTenant(tenant, () -> table.find(tenant, domain, owners)));
        List<KeyOwner> missing =
                owners.stream().filter(owner -> !rows.containsKey(owner)).toList();
        if (!missing.isEmpty()) {
            if (!create) {
                throw new KeyMissingException("An owner has no key in the domain " + domain.label());
            }
            rows.putAll(make(tenant, custodian, missing));
        }
        Map<KeyOwner, DataKey> keys = new HashMap<>();
        boolean complete = false;
        try {
            for (KeyOwner owner : owners) {
                keys.put(owner, current(tenant, custodian, requireRow(rows, owner), warrant));
            }
            complete = true;
            return keys;
        } finally {
            if (!complete) {
                keys.values().forEach(DataKey::destroy);
            }
        }
    }

    private static SubjectKeyTable.Row requireRow(Map<KeyOwner, SubjectKeyTable.Row> rows, KeyOwner owner) {
        SubjectKeyTable.Row row = rows.get(owner);
        if (row == null) {
            throw new KeyMissingException("A subject key vanished while it was made");
        }
        return row;
    }

    /** An epoch may end between the row and the custodian: then the row says the next one. */
    private DataKey current(TenantId tenant, Custodian custodian, SubjectKeyTable.Row row, Warrant warrant) {
        try {
            return unwrap(tenant, custodian, row, warrant);
        } catch (KeyMissingException e) {
            Map<KeyOwner, SubjectKeyTable.Row> now =
                    transactions.inTenant(tenant, () -> table.find(tenant, custodian.domain(), List.of(row.owner())));
            SubjectKeyTable.Row next = now.get(row.owner());
            if (next == null || next.epoch() == row.epoch()) {
                throw e;
            }
            return unwrap(tenant, custodian, next, warrant);
        }
    }

    private DataKey unwrap(TenantId tenant, Custodian custodian, SubjectKeyTable.Row row, Warrant warrant) {
        WrappedKey wrapped = row.wrapped();
        if (wrapped == null) {
            throw new KeyDestroyedException(
                    "The key was destroyed in the domain " + custodian.domain().label());
        }
        Cached name = new Cached(tenant, custodian.domain(), row.owner(), row.generation(), warrant.purpose(), wrapped);
        DataKey cached = cache.copyOf(name);
        if (cached != null) {
            return cached;
        }
        DataKey key = custodian.unwrap(
                new EpochKey(tenant, row.epoch()),
                Contexts.subjectKey(tenant, custodian.domain(), row.owner(), row.generation()),
                wrapped.bytes(),
                warrant);
        cache.put(name, key);
        return key;
    }

    private Map<KeyOwner, SubjectKeyTable.Row> make(TenantId tenant, Custodian custodian, List<KeyOwner> owners) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            EpochKey epoch = new EpochKey(tenant, custodian.epoch(tenant));
            pins.require(epoch, custodian);
            Map<KeyOwner, SubjectKeyTable.Row> rows =
                    transactions.apartInTenant(tenant, () -> make(custodian, epoch, owners));
            if (!rows.isEmpty()) {
                return rows;
            }
        }
        throw new KeyReplacedException("The newest epoch key of the domain "
                + custodian.domain().label() + " was retired before: restore the custodian's newest backup");
    }

    /** The rows; none where the epoch was retired meanwhile. */
    private Map<KeyOwner, SubjectKeyTable.Row> make(Custodian custodian, EpochKey epoch, List<KeyOwner> owners) {
        Domain domain = custodian.domain();
        TenantId tenant = epoch.tenant();
        if (!table.holdEpoch(epoch, domain)) {
            return Map.of();
        }
        List<SubjectKeyMirror.Entry> made = new ArrayList<>();
        for (KeyOwner owner : owners.stream().sorted(SORTED).toList()) {
            try (DataKey key = DataKey.random()) {
                WrappedKey wrapped =
                        new WrappedKey(custodian.wrap(epoch, Contexts.subjectKey(tenant, domain, owner, 1), key));
                SubjectKeyMirror.Entry entry = new SubjectKeyMirror.Entry(owner, 1, wrapped);
                if (table.insert(tenant, domain, epoch.epoch(), entry)) {
                    made.add(entry);
                }
            }
        }
        if (!made.isEmpty()) {
            mirror.append(domain, epoch, made);
        }
        return table.find(tenant, domain, owners);
    }

    /** The wrapped key keeps a restored or re-wrapped row apart from the one it replaces. */
    private record Cached(
            TenantId tenant, Domain domain, KeyOwner owner, int generation, String purpose, WrappedKey wrapped) {}
}
