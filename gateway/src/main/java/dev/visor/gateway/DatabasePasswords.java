package dev.visor.gateway;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.Set;

/**
 * The local database's four passwords, 256 random bits each, in one file that only this user can read and that lies
 * outside of {@code var}: a stolen copy of {@code var} brings no password along.
 */
record DatabasePasswords(String superuser, String owner, String app, String trail) {

    static final String FILE = "database.properties";

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /**
     * Reads the file, or makes it where there is no database yet.
     *
     * @param data the data folder: where it exists, new passwords would open nothing
     */
    static DatabasePasswords readOrCreate(Path config, Path data) {
        Path file = config.resolve(FILE);
        try {
            if (Files.exists(file)) {
                return read(file);
            }
            if (Files.exists(data)) {
                throw new DatabaseUnavailableException("The passwords of the database in " + data + " are missing: put "
                        + file + " back from where you keep it");
            }
            DatabasePasswords passwords = new DatabasePasswords(random(), random(), random(), random());
            passwords.write(file);
            return passwords;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DatabasePasswords read(Path file) throws IOException {
        if (!Files.getPosixFilePermissions(file).equals(PRIVATE_FILE.value())) {
            throw new DatabaseUnavailableException(
                    "Others may read the passwords in " + file + ": say chmod 600, and check who did");
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return new DatabasePasswords(
                one(properties, "superuser", file),
                one(properties, "owner", file),
                one(properties, "app", file),
                one(properties, "trail", file));
    }

    private static String one(Properties properties, String name, Path file) {
        String password = properties.getProperty(name + ".password");
        if (password == null || password.isBlank()) {
            throw new DatabaseUnavailableException("The file " + file + " has no " + name + ".password");
        }
        return password;
    }

    /** Written aside, forced to disk, then renamed: a half-written file would lock everybody out. */
    private void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent(), PRIVATE_FOLDER);
        Path aside = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(aside);
        String text = "# The local database's passwords. Keep them outside of the backups of var.\n"
                + "superuser.password=" + superuser + "\nowner.password=" + owner + "\napp.password=" + app
                + "\ntrail.password=" + trail + "\n";
        try (FileChannel channel = FileChannel.open(
                aside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PRIVATE_FILE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "DatabasePasswords[]";
    }
}
