package dev.visor.gateway.keys;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/** Small files in the age format, whole in memory: what is read was verified to its end. */
final class AgeFiles {

    private AgeFiles() {}

    /**
     * Encrypts.
     *
     * @param recipients public keys, {@code age1...}
     * @throws IllegalArgumentException if one is no X25519 recipient
     */
    static byte[] encrypt(byte[] plain, List<String> recipients) throws IOException {
        List<RecipientStanzaWriter> writers = new ArrayList<>();
        for (String recipient : recipients) {
            try {
                writers.add(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient));
            } catch (GeneralSecurityException | RuntimeException e) {
                throw new IllegalArgumentException("Not an age recipient (age1...): " + recipient, e);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (WritableByteChannel channel =
                new StandardEncryptingChannelFactory().newEncryptingChannel(Channels.newChannel(out), writers)) {
            ByteBuffer all = ByteBuffer.wrap(plain);
            while (all.hasRemaining()) {
                channel.write(all);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("The file could not be encrypted", e);
        }
        return out.toByteArray();
    }

    /**
     * Decrypts with the identities of a file that {@code age-keygen} made.
     *
     * @throws IOException if none of them fits, or the file was altered
     */
    static byte[] decrypt(byte[] file, Path identities) throws IOException {
        PrivateFile.require(identities);
        List<RecipientStanzaReader> readers = new ArrayList<>();
        for (String line : Files.readAllLines(identities, StandardCharsets.UTF_8)) {
            if (line.startsWith("AGE-SECRET-KEY-1")) {
                try {
                    readers.add(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(line.strip()));
                } catch (GeneralSecurityException | RuntimeException e) {
                    throw new IOException(identities + " holds no age identity that this version reads", e);
                }
            }
        }
        if (readers.isEmpty()) {
            throw new IOException(identities + " holds no age identity (AGE-SECRET-KEY-1...)");
        }
        try (ReadableByteChannel channel = new StandardDecryptingChannelFactory()
                        .newDecryptingChannel(Channels.newChannel(new ByteArrayInputStream(file)), readers);
                InputStream in = Channels.newInputStream(channel)) {
            return in.readAllBytes();
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException("The backup does not open with " + identities, e);
        }
    }
}
