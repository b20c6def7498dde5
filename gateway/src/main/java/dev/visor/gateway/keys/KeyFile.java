package dev.visor.gateway.keys;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.util.ScryptConfig;
import org.bouncycastle.jcajce.BCFKSLoadStoreParameter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * One domain's BCFKS file and the passphrase file beside it, both mode 0600. The passphrase that Visor makes is 256 random
 * bits; scrypt at its full cost is there for operators who choose their own.
 */
final class KeyFile implements AutoCloseable {

    /** scrypt's N for an operator's own passphrase: 4 MiB with r = 8. Bouncy Castle's is slow. */
    static final int COST = 1 << 12;

    /** N where nothing is to be gained: nobody guesses 256 random bits, however cheap a guess is. */
    static final int COST_OF_RANDOM = 1 << 4;

    /** What {@link #writePassphrase} writes; one in a thousand fails this and merely takes longer to open. */
    private static final Pattern RANDOM = Pattern.compile("(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9])[A-Za-z0-9_-]{43}");

    /** Of a passphrase, characters. */
    private static final int SHORTEST = 20;

    /** An instance, not a registered provider: nobody gets it by accident. */
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private final Path file;
    private final Path pass;
    private final char[] passphrase;
    private final int cost;

    private KeyFile(Path file, Path pass, char[] passphrase, int cost) {
        this.file = file;
        this.pass = pass;
        this.passphrase = passphrase;
        this.cost = cost;
    }

    static Path fileOf(Path folder, Domain domain) {
        return folder.resolve(domain.label() + ".bcfks");
    }

    static Path passphraseOf(Path folder, Domain domain) {
        return PrivateFile.locate(folder, domain.label() + ".pass");
    }

    /** Makes a passphrase, unless there is one from a start that did not come to its end. */
    static KeyFile prepare(Path folder, Domain domain, int cost) throws IOException {
        DurableFile.createFolders(folder);
        Path pass = passphraseOf(folder, domain);
        if (!Files.exists(pass)) {
            writePassphrase(pass);
        }
        return at(folder, domain, cost);
    }

    /** Reads the passphrase. */
    static KeyFile at(Path folder, Domain domain, int cost) throws IOException {
        Path file = fileOf(folder, domain);
        Path pass = passphraseOf(folder, domain);
        PrivateFile.require(folder);
        if (Files.exists(file)) {
            PrivateFile.require(file);
        }
        return new KeyFile(file, pass, PrivateFile.read(pass, SHORTEST), cost);
    }

    private static void writePassphrase(Path pass) throws IOException {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        byte[] text = Base64.getUrlEncoder().withoutPadding().encode(secret);
        DurableFile.replace(pass, text);
        Arrays.fill(secret, (byte) 0);
        Arrays.fill(text, (byte) 0);
    }

    /** The passphrase that a rotation was about to put in place. */
    private Path next() {
        return pass.resolveSibling(pass.getFileName() + ".next");
    }

    /** Whether a rotation was stopped between the file and its passphrase, or before the file. */
    boolean isUnsettled() {
        return Files.exists(next());
    }

    /** The same file under a new passphrase, which is on disk beside the present one. Under the file's lock. */
    KeyFile renew() throws IOException {
        if (!pass.equals(file.resolveSibling(pass.getFileName()))) {
            throw new IOException("The passphrase " + pass + " is not Visor's to change");
        }
        Files.deleteIfExists(next());
        writePassphrase(next());
        return new KeyFile(file, pass, PrivateFile.read(next(), SHORTEST), cost);
    }

    /** Puts the new passphrase in the old one's place, once the file is saved under it. */
    void settle() throws IOException {
        Files.move(next(), pass, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        DurableFile.forceFolder(DurableFile.folderOf(file));
    }

    /** Ends what a rotation left over: the passphrase that opens the file is the one that stays. Under the file's lock. */
    void finish() throws IOException {
        if (!isUnsettled()) {
            return;
        }
        try (KeyFile next = new KeyFile(file, pass, PrivateFile.read(next(), SHORTEST), cost)) {
            if (next.opens()) {
                settle();
                return;
            }
        }
        if (opens()) {
            Files.delete(next());
        }
    }

    private boolean opens() {
        try {
            load();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** With the passphrase as it is now, or, in the middle of a rotation, as it is about to be. */
    KeyFile reread() throws IOException {
        KeyFile now = new KeyFile(file, pass, PrivateFile.read(pass, SHORTEST), cost);
        if (now.opens() || !isUnsettled()) {
            return now;
        }
        now.close();
        return new KeyFile(file, pass, PrivateFile.read(next(), SHORTEST), cost);
    }

    /** How many roots a store holds. */
    static int roots(KeyStore store) {
        try {
            int number = 0;
            while (store.containsAlias(BcfksCustodian.rootAlias(number + 1))) {
                number++;
            }
            return number;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key file was not loaded", e);
        }
    }

    Path path() {
        return file;
    }

    KeyStore empty() throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("BCFKS", PROVIDER);
            store.load(null, null);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException("No BCFKS store could be made", e);
        }
    }

    /**
     * Reads the file.
     *
     * @throws IOException if it cannot be read, or does not open under the passphrase beside it
     */
    KeyStore load() throws IOException {
        try (ByteArrayInputStream in = new ByteArrayInputStream(Files.readAllBytes(file))) {
            KeyStore store = KeyStore.getInstance("BCFKS", PROVIDER);
            store.load(in, passphrase);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException("The key file is no BCFKS store that this Bouncy Castle reads", e);
        }
    }

    /** Reads a key file that lies nowhere. */
    static Loaded load(byte[] file, byte[] pass) throws IOException {
        char[] passphrase = new String(pass, StandardCharsets.UTF_8).strip().toCharArray();
        try (ByteArrayInputStream in = new ByteArrayInputStream(file)) {
            KeyStore store = KeyStore.getInstance("BCFKS", PROVIDER);
            store.load(in, passphrase);
            return new Loaded(store, new KeyFile(Path.of(""), Path.of(""), passphrase, COST));
        } catch (GeneralSecurityException e) {
            throw new IOException("The key file is no BCFKS store that this Bouncy Castle reads", e);
        }
    }

    /** A key file in memory. */
    record Loaded(KeyStore store, KeyFile file) implements AutoCloseable {

        int roots() {
            return KeyFile.roots(store);
        }

        DataKey root() {
            return file.get(store, BcfksCustodian.rootAlias(roots()));
        }

        /** Opens every epoch key and says how many there are. */
        int openAll() throws IOException {
            try {
                int epochs = 0;
                for (String alias : Collections.list(store.aliases())) {
                    file.get(store, alias).close();
                    epochs += alias.indexOf('/') > 0 ? 1 : 0;
                }
                return epochs;
            } catch (GeneralSecurityException e) {
                throw new IOException("The key file was not loaded", e);
            }
        }

        @Override
        public void close() {
            file.close();
        }

        @Override
        public String toString() {
            return "Loaded";
        }
    }

    void save(KeyStore store) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            store.store(new BCFKSLoadStoreParameter.Builder(out, passphrase)
                    .withStorePBKDFConfig(new ScryptConfig.Builder(costOf(passphrase, cost), 8, 1)
                            .withSaltLength(32)
                            .build())
                    .withStoreEncryptionAlgorithm(BCFKSLoadStoreParameter.EncryptionAlgorithm.AES256_CCM)
                    .withStoreMacAlgorithm(BCFKSLoadStoreParameter.MacAlgorithm.HmacSHA512)
                    .build());
        } catch (GeneralSecurityException e) {
            throw new IOException("The key file could not be encoded", e);
        }
        DurableFile.replace(file, out.toByteArray());
    }

    /** Which N a passphrase needs: one that could be guessed costs the guesser. */
    static int costOf(char[] passphrase, int cost) {
        return RANDOM.matcher(CharBuffer.wrap(passphrase)).matches() ? Math.min(COST_OF_RANDOM, cost) : cost;
    }

    void put(KeyStore store, String alias, DataKey key) {
        try {
            store.setKeyEntry(alias, key, passphrase, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key file took no key", e);
        }
    }

    DataKey get(KeyStore store, String alias) {
        try {
            Key key = store.getKey(alias, passphrase);
            if (key == null) {
                throw new KeyMissingException("The key file holds no such key");
            }
            return DataKey.taking(key.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new KeyAlteredException("A key in the key file does not open", e);
        }
    }

    @Override
    public void close() {
        Arrays.fill(passphrase, '\0');
    }
}
