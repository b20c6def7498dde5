package dev.visor.gateway.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file with a passphrase or a PIN that nobody but its owner may touch, or a credential that systemd hands over. */
final class PrivateFile {

    /** Where systemd puts what {@code LoadCredential=} names. */
    private static final String CREDENTIALS = "CREDENTIALS_DIRECTORY";

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private PrivateFile() {}

    /** The credential {@code visor-NAME} where systemd has one, else the file of this name in the folder. */
    static Path locate(Path folder, String name) {
        return locate(folder, name, System.getenv(CREDENTIALS));
    }

    static Path locate(Path folder, String name, @Nullable String credentials) {
        if (credentials != null && !credentials.isEmpty()) {
            Path credential = Path.of(credentials).resolve("visor-" + name);
            if (Files.exists(credential)) {
                return credential;
            }
        }
        return folder.resolve(name);
    }

    /**
     * Requires that the file is its owner's alone.
     *
     * @throws IOException if it is missing or others may touch it
     */
    static void require(Path path) throws IOException {
        Set<PosixFilePermission> open = EnumSet.copyOf(OTHERS);
        open.retainAll(Files.getPosixFilePermissions(path));
        if (!open.isEmpty()) {
            throw new IOException("Others may touch " + path + ": take their rights away (chmod go= " + path + ")");
        }
    }

    /**
     * Reads the secret without the line break that an editor leaves; the caller wipes it.
     *
     * @param least how many characters it has at least
     */
    static char[] read(Path path, int least) throws IOException {
        require(path);
        byte[] utf8 = Files.readAllBytes(path);
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8));
        int end = decoded.limit();
        while (end > 0 && Character.isWhitespace(decoded.get(end - 1))) {
            end--;
        }
        char[] secret = new char[end];
        decoded.get(0, secret);
        Arrays.fill(utf8, (byte) 0);
        if (decoded.hasArray()) {
            Arrays.fill(decoded.array(), '\0');
        }
        if (end < least) {
            Arrays.fill(secret, '\0');
            throw new IOException("The secret in " + path + " has at least " + least + " characters, not " + end);
        }
        return secret;
    }
}
