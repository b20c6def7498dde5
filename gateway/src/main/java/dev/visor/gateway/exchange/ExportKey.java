package dev.visor.gateway.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The installation's key for signing exports: Ed25519, made at the first start, in a folder outside of everything that is
 * backed up with the data.
 */
@Component
public class ExportKey {

    private static final String ALGORITHM = "Ed25519";

    private final KeyPair pair;
    private final ManifestSigner signer;

    ExportKey(@Value("${visor.config}") Path config) {
        Path folder = config.resolve("export-key");
        try {
            if (!Files.exists(folder.resolve("private.der"))) {
                make(folder);
            }
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            pair = new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(Files.readAllBytes(folder.resolve("public.der")))),
                    factory.generatePrivate(
                            new PKCS8EncodedKeySpec(Files.readAllBytes(folder.resolve("private.der")))));
        } catch (IOException e) {
            throw new UncheckedIOException("The export key cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The export key is no Ed25519 key", e);
        }
        signer = new ManifestSigner(pair);
    }

    /** Signs bytes that leave beside an export's manifest, such as a report: Ed25519, 64 bytes. */
    public byte[] sign(byte[] bytes) {
        return signer.sign(bytes);
    }

    /** The public key as a SubjectPublicKeyInfo in PEM, as OpenSSL reads it. */
    public byte[] publicKeyPem() {
        return signer.publicKeyPem();
    }

    ManifestSigner signer() {
        return signer;
    }

    PublicKey publicKey() {
        return pair.getPublic();
    }

    private static void make(Path folder) throws IOException, GeneralSecurityException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        KeyPair made = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        // The private half last: where it stands, the public half does too.
        write(folder.resolve("public.der"), made.getPublic().getEncoded());
        write(folder.resolve("private.der"), made.getPrivate().getEncoded());
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }
}
