package dev.visor.gateway.exchange;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Seals a stream with age v1 (C2SP) to recipients of the kind X25519, in the memory of a chunk. Only {@link #finish} writes
 * the last chunk: what breaks off before it opens for nobody as a whole.
 */
final class AgeSealing {

    /** Bech32 of 32 bytes under {@code age}; its checksum is checked besides. */
    private static final Pattern RECIPIENT = Pattern.compile("age1[02-9ac-hj-np-z]{58}");

    private final WritableByteChannel sealing;

    private AgeSealing(WritableByteChannel sealing) {
        this.sealing = sealing;
    }

    /**
     * Writes the header.
     *
     * @param recipients one or more, each as {@link #accepts} takes it
     * @param out stays open
     */
    static AgeSealing to(Collection<String> recipients, OutputStream out) throws IOException {
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("Sealing needs a recipient");
        }
        try {
            List<RecipientStanzaWriter> writers = new ArrayList<>();
            for (String recipient : recipients) {
                writers.add(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient));
            }
            return new AgeSealing(new StandardEncryptingChannelFactory().newEncryptingChannel(new Plain(out), writers));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A registered recipient cannot be sealed to", e);
        }
    }

    /** Whether this is a recipient that can be sealed to: well-formed, and no point that gives its secret away. */
    static boolean accepts(String recipient) {
        if (!RECIPIENT.matcher(recipient).matches()) {
            return false;
        }
        try {
            X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient)
                    .getRecipientStanzas(new FileKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    /** Seals the next bytes. */
    void write(byte[] buffer, int offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, offset, length);
        while (bytes.hasRemaining()) {
            sealing.write(bytes);
        }
    }

    /** Writes the last chunk. */
    void finish() throws IOException {
        sealing.close();
    }

    /** Hands everything on and closes nothing. */
    private static final class Plain implements WritableByteChannel {

        private final OutputStream out;

        Plain(OutputStream out) {
            this.out = out;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int length = bytes.remaining();
            byte[] copy = new byte[length];
            bytes.get(copy);
            out.write(copy);
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // whoever gave the stream closes it
        }
    }
}
