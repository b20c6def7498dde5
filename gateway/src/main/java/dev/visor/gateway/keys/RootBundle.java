package dev.visor.gateway.keys;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Key files and passphrases of some domains, together: what a backup of the root keys holds, as a ZIP that any tool unpacks.
 * It opens everything and is only ever written encrypted.
 */
final class RootBundle implements AutoCloseable {

    private final Map<String, byte[]> files;

    private RootBundle(Map<String, byte[]> files) {
        this.files = files;
    }

    /** Reads the files of these domains as they lie in a folder, each pair at one moment. */
    static RootBundle of(Path folder, Collection<Domain> domains) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (Domain domain : domains) {
            Path file = KeyFile.fileOf(folder, domain);
            try (FolderLock _ = FolderLock.beside(file)) {
                files.put(domain.label() + ".bcfks", Files.readAllBytes(file));
                files.put(domain.label() + ".pass", Files.readAllBytes(KeyFile.passphraseOf(folder, domain)));
            }
        }
        return new RootBundle(files);
    }

    static RootBundle from(byte[] zip) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.getName().matches("[a-z]+\\.(bcfks|pass)")) {
                    throw new IOException("The backup holds something else than root keys");
                }
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        if (files.isEmpty()) {
            throw new IOException("The backup holds no root keys");
        }
        return new RootBundle(files);
    }

    byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** By which it is known whether anything changed since: of encrypted files and random passphrases, so it tells nothing. */
    String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, content) -> {
                if (name.endsWith(".bcfks")) {
                    digest.update(content);
                }
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is not to be had from the JDK", e);
        }
    }

    /** The domains whose files are here. */
    Collection<Domain> domains() {
        return files.keySet().stream()
                .filter(name -> name.endsWith(".bcfks"))
                .map(name -> Domain.of(name.substring(0, name.indexOf('.'))))
                .toList();
    }

    /**
     * Opens a domain in memory.
     *
     * @throws IOException if the passphrase does not fit the file
     */
    KeyFile.Loaded open(Domain domain) throws IOException {
        byte[] file = files.get(domain.label() + ".bcfks");
        byte[] pass = files.get(domain.label() + ".pass");
        if (file == null || pass == null) {
            throw new IOException("The backup lacks the key file or the passphrase of " + domain.label());
        }
        return KeyFile.load(file, pass);
    }

    /**
     * Puts the files where they belong, none over another. The folder is another {@link KeyPlace} from then on.
     *
     * @throws FileAlreadyExistsException if one is there: move it away first
     */
    void restore(Path folder) throws IOException {
        DurableFile.createFolders(folder);
        for (String name : files.keySet()) {
            if (Files.exists(folder.resolve(name))) {
                throw new FileAlreadyExistsException(folder.resolve(name).toString());
            }
        }
        // Before the files: what a restore that stops in between left is held, too.
        KeyPlace.renew(folder);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            DurableFile.replace(folder.resolve(file.getKey()), file.getValue());
        }
    }

    @Override
    public void close() {
        files.values().forEach(content -> Arrays.fill(content, (byte) 0));
    }

    @Override
    public String toString() {
        return "RootBundle";
    }
}
