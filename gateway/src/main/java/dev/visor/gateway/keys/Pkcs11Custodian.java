package dev.visor.gateway.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * A custodian on a PKCS#11 token, through the JDK's provider: root and epoch keys are sensitive AES-256 objects of the token
 * that cannot be extracted, labelled {@code root} and {@code TENANT/EPOCH}. Keys are wrapped by the token's AES-GCM with the
 * context as AAD: it is asked to encrypt a data key, so no wrapping mechanism is needed.
 *
 * <p>Several processes of one machine may share the token: labels are made under a lock beside the PIN. Where several
 * machines share one, only one of them may begin epochs: a token keeps no label unique.
 */
final class Pkcs11Custodian implements Custodian {

    private static final String ROOT = "root";
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Some tokens do not encrypt an empty message. */
    private static final byte[] CHECKED = {'v', 'i', 's', 'o', 'r'};

    private final Domain domain;
    private final Provider provider;
    private final KeyStore store;
    private final char[] pin;
    private final Path lock;

    private Pkcs11Custodian(Domain domain, Provider provider, KeyStore store, char[] pin, Path lock) {
        this.domain = domain;
        this.provider = provider;
        this.store = store;
        this.pin = pin;
        this.lock = lock;
    }

    /**
     * Signs in to the token.
     *
     * @param folder where the PIN lies, {@code DOMAIN.pin}, mode 0600; or a credential of systemd, {@code visor-DOMAIN.pin}
     * @throws IOException if the PIN is missing, open to others, or refused by the token
     */
    static Pkcs11Custodian open(Domain domain, Path library, long slot, Path folder) throws IOException {
        char[] pin = PrivateFile.read(PrivateFile.locate(folder, domain.label() + ".pin"), 4);
        try {
            Provider provider =
                    Security.getProvider("SunPKCS11").configure("--" + configuration(domain, library, slot));
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            return new Pkcs11Custodian(domain, provider, store, pin, folder.resolve(domain.label() + ".token"));
        } catch (GeneralSecurityException | ProviderException | IOException e) {
            Arrays.fill(pin, '\0');
            throw new IOException(
                    "The token of " + domain.label() + " in slot " + slot + " lets nobody in: is it there,"
                            + " and is this its PIN?",
                    e);
        }
    }

    private static String configuration(Domain domain, Path library, long slot) {
        return """
                name = Visor-%s-%d
                library = "%s"
                slot = %d
                attributes(generate, CKO_SECRET_KEY, CKK_AES) = {
                  CKA_SENSITIVE = true
                  CKA_EXTRACTABLE = false
                  CKA_ENCRYPT = true
                  CKA_DECRYPT = true
                  CKA_WRAP = false
                  CKA_UNWRAP = false
                }
                """.formatted(domain.label(), slot, library, slot);
    }

    boolean hasRoot() {
        return labels().contains(ROOT);
    }

    /** Makes the root key unless there is one. */
    void makeRoot() {
        change(() -> {
            if (!labels().contains(ROOT)) {
                generate(ROOT);
            }
            return ROOT;
        });
    }

    @Override
    public Domain domain() {
        return domain;
    }

    @Override
    public int epoch(TenantId tenant) {
        NavigableSet<Integer> known = known(tenant);
        return known.isEmpty()
                ? change(() ->
                        known(tenant).isEmpty() ? add(tenant, 1) : known(tenant).last())
                : known.last();
    }

    @Override
    public List<Integer> epochs(TenantId tenant) {
        return List.copyOf(known(tenant));
    }

    @Override
    public int advance(TenantId tenant) {
        return change(() -> {
            NavigableSet<Integer> known = known(tenant);
            return add(tenant, known.isEmpty() ? 1 : known.last() + 1);
        });
    }

    @Override
    public byte[] wrap(EpochKey name, byte[] context, DataKey key) {
        byte[] plain = key.getEncoded();
        try {
            return seal(alias(name), plain, context);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    @Override
    public DataKey unwrap(EpochKey name, byte[] context, byte[] wrapped, Warrant warrant) {
        if (wrapped.length != NONCE + DataKey.LENGTH + TAG) {
            throw new KeyAlteredException(
                    "A wrapped key has " + (NONCE + DataKey.LENGTH + TAG) + " bytes, not " + wrapped.length);
        }
        return DataKey.taking(openSealed(alias(name), wrapped, context));
    }

    @Override
    public void destroy(EpochKey name) {
        change(() -> {
            NavigableSet<Integer> known = known(name.tenant());
            if (known.contains(name.epoch())) {
                if (known.last() == name.epoch()) {
                    throw new IllegalStateException("The current epoch key is not destroyed: begin the next one first");
                }
                asked(() -> {
                    store.deleteEntry(alias(name));
                    return name;
                });
            }
            return name;
        });
    }

    @Override
    public byte[] openByRoot(byte[] context, byte[] sealed) {
        return openSealed(rootLabel(root()), sealed, context);
    }

    @Override
    public int root() {
        return roots(labels()).last();
    }

    @Override
    public int rotate() {
        return change(() -> {
            int next = root() + 1;
            generate(ROOT + "-" + next);
            return next;
        });
    }

    private static String rootLabel(int number) {
        return number == 1 ? ROOT : ROOT + "-" + number;
    }

    private NavigableSet<Integer> roots(List<String> labels) {
        NavigableSet<Integer> roots = new TreeSet<>();
        for (String label : labels) {
            if (label.equals(ROOT)) {
                roots.add(1);
            } else if (label.startsWith(ROOT + "-")) {
                roots.add(Integer.valueOf(label.substring(ROOT.length() + 1)));
            }
        }
        if (roots.isEmpty()) {
            throw new KeyMissingException("The token of " + domain.label() + " has no root key");
        }
        return roots;
    }

    @Override
    public byte[] checkValue() {
        return seal(rootLabel(root()), CHECKED, Contexts.rootCheck(domain));
    }

    @Override
    public boolean matches(byte[] checkValue) {
        return roots(labels()).stream()
                .anyMatch(number -> opens(rootLabel(number), checkValue, Contexts.rootCheck(domain)));
    }

    @Override
    public byte[] checkValue(EpochKey name) {
        return seal(alias(name), CHECKED, Contexts.check(domain, name));
    }

    @Override
    public boolean matches(EpochKey name, byte[] checkValue) {
        return opens(alias(name), checkValue, Contexts.check(domain, name));
    }

    /** The session with the token ends with the process: others in it may use the same one. */
    @Override
    public void close() {
        Arrays.fill(pin, '\0');
    }

    @Override
    public String toString() {
        return "Pkcs11Custodian[" + domain.label() + "]";
    }

    private boolean opens(String alias, byte[] checkValue, byte[] context) {
        try {
            return Arrays.equals(openSealed(alias, checkValue, context), CHECKED);
        } catch (KeyAlteredException e) {
            return false; // which is the question
        }
    }

    private byte[] seal(String alias, byte[] plain, byte[] context) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, alias, nonce, context, plain, 0, plain.length);
        byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
        return whole;
    }

    private byte[] openSealed(String alias, byte[] sealed, byte[] context) {
        if (sealed.length < NONCE + TAG + 1) {
            throw new KeyAlteredException("A sealed value is too short");
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE);
        return crypt(Cipher.DECRYPT_MODE, alias, nonce, context, sealed, NONCE, sealed.length - NONCE);
    }

    /** A handle that somebody destroyed meanwhile is looked up once more; then it is missing. */
    private byte[] crypt(int mode, String alias, byte[] nonce, byte[] context, byte[] in, int offset, int length) {
        for (int attempt = 0; ; attempt++) {
            SecretKey key = key(alias, attempt > 0);
            try {
                Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
                cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
                cipher.updateAAD(context);
                return cipher.doFinal(in, offset, length);
            } catch (AEADBadTagException e) {
                throw new KeyAlteredException("A sealed value does not belong to this key and this place", e);
            } catch (InvalidKeyException | ProviderException e) {
                if (attempt > 0) {
                    throw new IllegalStateException("The token of " + domain.label() + " failed", e);
                }
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The token of " + domain.label() + " failed", e);
            }
        }
    }

    private synchronized SecretKey key(String alias, boolean afresh) {
        return asked(() -> {
            @Nullable Key key = afresh ? null : store.getKey(alias, null);
            if (key == null) {
                store.load(null, pin); // another process may have made it, or destroyed it
                key = store.getKey(alias, null);
            }
            if (!(key instanceof SecretKey found)) {
                throw new KeyMissingException("The custodian of " + domain.label() + " has no such key");
            }
            return found;
        });
    }

    /** As they are on the token now, whoever made them. */
    private synchronized List<String> labels() {
        return asked(() -> {
            store.load(null, pin);
            return Collections.list(store.aliases());
        });
    }

    private NavigableSet<Integer> known(TenantId tenant) {
        String prefix = tenant + "/";
        NavigableSet<Integer> epochs = new TreeSet<>();
        for (String label : labels()) {
            if (label.startsWith(prefix)) {
                epochs.add(Integer.valueOf(label.substring(prefix.length())));
            }
        }
        return epochs;
    }

    private int add(TenantId tenant, int epoch) {
        generate(alias(new EpochKey(tenant, epoch)));
        return epoch;
    }

    private void generate(String label) {
        asked(() -> {
            KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
            generator.init(8 * DataKey.LENGTH);
            SecretKey key = generator.generateKey();
            store.setKeyEntry(label, key, null, null);
            return key;
        });
    }

    private synchronized <T> T change(Supplier<T> what) {
        try (FolderLock _ = FolderLock.beside(lock)) {
            return what.get();
        } catch (IOException e) {
            throw new UncheckedIOException("The token of " + domain.label() + " cannot be changed", e);
        }
    }

    private <T> T asked(Question<T> question) {
        try {
            return question.ask();
        } catch (GeneralSecurityException | ProviderException e) {
            throw new IllegalStateException("The token of " + domain.label() + " failed", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The token of " + domain.label() + " lets this process in no more", e);
        }
    }

    private static String alias(EpochKey name) {
        return name.tenant() + "/" + name.epoch();
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws GeneralSecurityException, IOException;
    }
}
