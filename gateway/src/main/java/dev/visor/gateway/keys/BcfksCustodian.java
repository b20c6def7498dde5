package dev.visor.gateway.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A custodian in a file: root and epoch keys in one BCFKS store, opened by a passphrase. Whoever holds both files holds the
 * domain, so they lie outside the folder of the data.
 *
 * <p>Several processes may share the file: each change is made under a lock on what is then on disk, and a file that
 * changed is read again.
 */
public final class BcfksCustodian implements Custodian {

    private static final String ROOT = "root";
    private static final int CACHED = 256;
    private static final Duration CACHED_FOR = Duration.ofMinutes(10);

    private final Domain domain;
    private KeyFile file;
    private final ExpiringKeys<EpochKey> cache = new ExpiringKeys<>(CACHED, CACHED_FOR, Clock.systemUTC());
    /** Each opening of an entry costs tens of thousands of hashes. The passphrase that opens it lies in memory anyway. */
    private final ExpiringKeys<Integer> roots = new ExpiringKeys<>(CACHED, CACHED_FOR, Clock.systemUTC());

    private final Map<TenantId, NavigableSet<Integer>> epochs = new HashMap<>();
    private KeyStore store;
    private @Nullable Object seen;

    private BcfksCustodian(Domain domain, KeyFile file) throws IOException {
        this.domain = domain;
        this.file = file;
        this.seen = identity();
        this.store = file.load();
        index();
    }

    /** Whether the domain's file is there. */
    public static boolean exists(Path folder, Domain domain) {
        return Files.exists(KeyFile.fileOf(folder, domain));
    }

    /** Makes the domain's file and passphrase, once. */
    public static void create(Path folder, Domain domain) throws IOException {
        create(folder, domain, KeyFile.COST);
    }

    static void create(Path folder, Domain domain, int cost) throws IOException {
        try (KeyFile file = KeyFile.prepare(folder, domain, cost);
                FolderLock _ = FolderLock.beside(file.path());
                DataKey root = DataKey.random()) {
            if (!Files.exists(file.path())) {
                KeyStore store = file.empty();
                file.put(store, ROOT, root);
                file.save(store);
            }
        }
    }

    /**
     * Opens the domain's file.
     *
     * @throws IOException if it or its passphrase is missing, open to others, or does not fit
     */
    public static BcfksCustodian open(Path folder, Domain domain) throws IOException {
        return open(folder, domain, KeyFile.COST);
    }

    static BcfksCustodian open(Path folder, Domain domain, int cost) throws IOException {
        KeyFile file = KeyFile.at(folder, domain, cost);
        if (file.isUnsettled()) {
            try (FolderLock _ = FolderLock.beside(file.path())) {
                file.finish();
            }
            file = KeyFile.at(folder, domain, cost);
        }
        return new BcfksCustodian(domain, file);
    }

    @Override
    public Domain domain() {
        return domain;
    }

    @Override
    public synchronized int epoch(TenantId tenant) {
        refresh();
        NavigableSet<Integer> known = epochs.get(tenant);
        if (known != null) {
            return known.last();
        }
        change(() -> {
            if (!epochs.containsKey(tenant)) {
                add(new EpochKey(tenant, 1));
            }
        });
        return known(tenant).last();
    }

    @Override
    public synchronized List<Integer> epochs(TenantId tenant) {
        refresh();
        return List.copyOf(known(tenant));
    }

    @Override
    public synchronized int advance(TenantId tenant) {
        change(() -> {
            NavigableSet<Integer> known = epochs.get(tenant);
            add(new EpochKey(tenant, known == null ? 1 : known.last() + 1));
        });
        return known(tenant).last();
    }

    @Override
    public byte[] wrap(EpochKey name, byte[] context, DataKey key) {
        byte[] plain = key.getEncoded();
        try (DataKey epoch = key(name)) {
            return Aead.seal(epoch, plain, context);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    @Override
    public DataKey unwrap(EpochKey name, byte[] context, byte[] wrapped, Warrant warrant) {
        try (DataKey epoch = key(name)) {
            return DataKey.taking(Aead.open(epoch, wrapped, context));
        }
    }

    @Override
    public synchronized void destroy(EpochKey name) {
        change(() -> {
            NavigableSet<Integer> known = known(name.tenant());
            if (!known.contains(name.epoch())) {
                return;
            }
            if (known.last() == name.epoch()) {
                throw new IllegalStateException("The current epoch key is not destroyed: begin the next one first");
            }
            try {
                store.deleteEntry(alias(name));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The key file gave no key up", e);
            }
        });
        cache.evict(name::equals);
    }

    @Override
    public byte[] openByRoot(byte[] context, byte[] sealed) {
        try (DataKey root = rootKey(root())) {
            return Aead.open(root, sealed, context);
        }
    }

    @Override
    public synchronized int root() {
        refresh();
        return KeyFile.roots(store);
    }

    @Override
    public synchronized int rotate() throws IOException {
        try (FolderLock _ = FolderLock.beside(file.path())) {
            reload(); // what is on disk, under the passphrase that is there
            int next = KeyFile.roots(store) + 1;
            KeyFile renewed = file.renew();
            KeyStore copy = renewed.empty();
            for (String alias : Collections.list(store.aliases())) {
                try (DataKey key = file.get(store, alias)) {
                    renewed.put(copy, alias, key);
                }
            }
            try (DataKey root = DataKey.random()) {
                renewed.put(copy, rootAlias(next), root);
            }
            renewed.save(copy);
            renewed.settle();
            file.close();
            file = renewed;
            reload();
            return next;
        } catch (GeneralSecurityException e) {
            throw new IOException("The key file of " + domain.label() + " was not loaded", e);
        }
    }

    @Override
    public byte[] checkValue() {
        try (DataKey root = rootKey(root())) {
            return Aead.seal(root, new byte[0], Contexts.rootCheck(domain));
        }
    }

    @Override
    public boolean matches(byte[] checkValue) {
        for (int number = root(); number >= 1; number--) {
            try (DataKey root = rootKey(number)) {
                if (opens(root, checkValue, Contexts.rootCheck(domain))) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public byte[] checkValue(EpochKey name) {
        try (DataKey epoch = key(name)) {
            return Aead.seal(epoch, new byte[0], Contexts.check(domain, name));
        }
    }

    @Override
    public boolean matches(EpochKey name, byte[] checkValue) {
        try (DataKey epoch = key(name)) {
            return opens(epoch, checkValue, Contexts.check(domain, name));
        }
    }

    @Override
    public void close() {
        cache.close();
        roots.close();
        file.close();
    }

    @Override
    public String toString() {
        return "BcfksCustodian[" + domain.label() + "]";
    }

    private static boolean opens(DataKey key, byte[] checkValue, byte[] context) {
        try {
            return Aead.open(key, checkValue, context).length == 0;
        } catch (KeyAlteredException e) {
            return false; // which is the question
        }
    }

    private synchronized DataKey rootKey(int number) {
        DataKey cached = roots.copyOf(number);
        if (cached != null) {
            return cached;
        }
        DataKey root = file.get(store, rootAlias(number));
        roots.put(number, root);
        return root;
    }

    static String rootAlias(int number) {
        return number == 1 ? ROOT : ROOT + "-" + number;
    }

    /** What another process destroyed is gone here, too: hence the look at the file each time. */
    private synchronized DataKey key(EpochKey name) {
        refresh();
        DataKey cached = cache.copyOf(name);
        if (cached != null) {
            return cached;
        }
        if (!known(name.tenant()).contains(name.epoch())) {
            throw new KeyMissingException("The custodian of " + domain.label() + " has no such epoch");
        }
        DataKey key = file.get(store, alias(name));
        cache.put(name, key);
        return key;
    }

    private NavigableSet<Integer> known(TenantId tenant) {
        return epochs.getOrDefault(tenant, Collections.emptyNavigableSet());
    }

    private void add(EpochKey name) {
        try (DataKey key = DataKey.random()) {
            file.put(store, alias(name), key);
            cache.put(name, key);
        }
    }

    private void refresh() {
        try {
            if (!identity().equals(seen)) {
                reload();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The key file of " + domain.label() + " cannot be read", e);
        }
    }

    private void change(Runnable what) {
        boolean saved = false;
        try (FolderLock _ = FolderLock.beside(file.path())) {
            refresh();
            seen = null; // until it is saved, memory holds what the file does not
            what.run();
            file.save(store);
            seen = identity();
            index();
            saved = true;
        } catch (IOException e) {
            throw new UncheckedIOException("The key file of " + domain.label() + " cannot be changed", e);
        } finally {
            if (!saved) {
                cache.close();
            }
        }
    }

    private void reload() throws IOException {
        Object now = identity();
        try {
            store = file.load();
        } catch (IOException e) {
            // Another process may have given it a new passphrase.
            KeyFile again = file.reread();
            store = again.load();
            file.close();
            file = again;
        }
        seen = now;
        index();
        roots.close();
        cache.evict(name -> !known(name.tenant()).contains(name.epoch()));
    }

    /** Each change is a rename, hence another file with another key. */
    private Object identity() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
        return attributes.fileKey() + " " + attributes.lastModifiedTime();
    }

    private void index() {
        epochs.clear();
        try {
            for (String alias : Collections.list(store.aliases())) {
                int slash = alias.indexOf('/');
                if (slash > 0) {
                    epochs.computeIfAbsent(
                                    new TenantId(UUID.fromString(alias.substring(0, slash))), t -> new TreeSet<>())
                            .add(Integer.valueOf(alias.substring(slash + 1)));
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key file was not loaded", e);
        }
    }

    private static String alias(EpochKey name) {
        return name.tenant() + "/" + name.epoch();
    }
}
