package dev.visor.gateway.keys;

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
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key with which the installation signs, Ed25519 (RFC 8032): made at the first start, in a folder outside of everything that is
 * backed up with the data. Replicas of one installation are given the same folder; a part of it that only checks is given
 * {@code public.der} alone.
 */
public final class SigningKey {

    private static final String ALGORITHM = "Ed25519";
    private static final int PEM_LINE = 64;

    private final PublicKey publicKey;
    private final @Nullable PrivateKey privateKey;

    private SigningKey(PublicKey publicKey, @Nullable PrivateKey privateKey) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    /**
     * Reads the key of a folder, or makes it where there is none.
     *
     * @throws UncheckedIOException if it cannot be read or written
     * @throws IllegalStateException if what is there is no Ed25519 key
     */
    public static SigningKey of(Path folder) {
        try {
            Path open = folder.resolve("public.der");
            Path secret = folder.resolve("private.der");
            if (!Files.exists(open)) {
                make(folder);
            }
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            return new SigningKey(
                    factory.generatePublic(new X509EncodedKeySpec(Files.readAllBytes(open))),
                    Files.exists(secret)
                            ? factory.generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(secret)))
                            : null);
        } catch (IOException e) {
            throw new UncheckedIOException("The signing key cannot be read: " + folder.getFileName(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("There is no Ed25519 key in " + folder.getFileName(), e);
        }
    }

    /** Whether the private half is here. */
    public boolean canSign() {
        return privateKey != null;
    }

    /**
     * Both halves.
     *
     * @throws IllegalStateException if the private half is not here
     */
    public KeyPair pair() {
        return new KeyPair(publicKey, secret());
    }

    private PrivateKey secret() {
        if (privateKey == null) {
            throw new IllegalStateException("The private half of the signing key is not here");
        }
        return privateKey;
    }

    /**
     * Signs: 64 bytes.
     *
     * @throws IllegalStateException if the private half is not here
     */
    public byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Nothing can be signed", e);
        }
    }

    /** Whether the signature is of these bytes and by this key. */
    public boolean verify(byte[] bytes, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(publicKey);
            signature.update(bytes);
            return signature.verify(signed);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has Ed25519", e);
        }
    }

    /** The public half as a SubjectPublicKeyInfo in PEM, as OpenSSL reads it. */
    public String publicKeyPem() {
        String base64 = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(publicKey.getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    }

    private static void make(Path folder) throws IOException, GeneralSecurityException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        KeyPair made = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        // The public half last: where it stands, the private half was written.
        write(folder.resolve("private.der"), made.getPrivate().getEncoded());
        write(folder.resolve("public.der"), made.getPublic().getEncoded());
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

    @Override
    public String toString() {
        return "SigningKey[" + ALGORITHM + "]";
    }
}
