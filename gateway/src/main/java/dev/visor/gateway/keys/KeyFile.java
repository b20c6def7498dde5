package dev.visor.gateway.keys;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.bouncycastle.crypto.util.ScryptConfig;
import org.bouncycastle.jcajce.BCFKSLoadStoreParameter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * One domain's BCFKS file and the passphrase file beside it, both mode 0600. The passphrase that Visor makes is 256 random
 * bits; scrypt is there for operators who choose their own.
 */
final class KeyFile implements AutoCloseable {

    /** scrypt's N: 4 MiB with r = 8. A start pays it twice for each domain, and Bouncy Castle's is slow. */
    static final int COST = 1 << 12;

    /** An instance, not a registered provider: nobody gets it by accident. */
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final Path file;
    private final char[] passphrase;
    private final int cost;

    private KeyFile(Path file, char[] passphrase, int cost) {
        this.file = file;
        this.passphrase = passphrase;
        this.cost = cost;
    }

    static Path fileOf(Path folder, Domain domain) {
        return folder.resolve(domain.label() + ".bcfks");
    }

    private static Path passphraseOf(Path folder, Domain domain) {
        return folder.resolve(domain.label() + ".pass");
    }

    /** Makes a passphrase, unless there is one from a start that did not come to its end. */
    static KeyFile prepare(Path folder, Domain domain, int cost) throws IOException {
        DurableFile.createFolders(folder);
        Path pass = passphraseOf(folder, domain);
        if (!Files.exists(pass)) {
            byte[] secret = new byte[32];
            new SecureRandom().nextBytes(secret);
            byte[] text = Base64.getUrlEncoder().withoutPadding().encode(secret);
            DurableFile.replace(pass, text);
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(text, (byte) 0);
        }
        return at(folder, domain, cost);
    }

    /** Reads the passphrase. */
    static KeyFile at(Path folder, Domain domain, int cost) throws IOException {
        Path file = fileOf(folder, domain);
        Path pass = passphraseOf(folder, domain);
        requirePrivate(folder);
        requirePrivate(pass);
        if (Files.exists(file)) {
            requirePrivate(file);
        }
        return new KeyFile(file, read(pass), cost);
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

    void save(KeyStore store) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            store.store(new BCFKSLoadStoreParameter.Builder(out, passphrase)
                    .withStorePBKDFConfig(new ScryptConfig.Builder(cost, 8, 1)
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

    private static void requirePrivate(Path path) throws IOException {
        Set<PosixFilePermission> open = EnumSet.copyOf(OTHERS);
        open.retainAll(Files.getPosixFilePermissions(path));
        if (!open.isEmpty()) {
            throw new IOException("Others may touch " + path + ": take their rights away (chmod go= " + path + ")");
        }
    }

    private static char[] read(Path pass) throws IOException {
        byte[] utf8 = Files.readAllBytes(pass);
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8));
        int end = decoded.limit();
        while (end > 0 && Character.isWhitespace(decoded.get(end - 1))) {
            end--; // an editor's last line break is no part of it
        }
        char[] passphrase = new char[end];
        decoded.get(0, passphrase);
        Arrays.fill(utf8, (byte) 0);
        if (decoded.hasArray()) {
            Arrays.fill(decoded.array(), '\0');
        }
        if (end < 20) {
            throw new IOException("A passphrase has at least 20 characters; " + pass + " has " + end);
        }
        return passphrase;
    }
}
