package dev.visor.gateway.intake;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.PayloadException;
import com.exceptionfactory.jagged.RecipientStanza;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecodingException;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;

/**
 * The plaintext of an age v1 file (C2SP), chunk after verified chunk. It tells its end only after the last chunk was
 * verified; a file that was cut, lengthened or altered fails with {@link AgeRefusal} instead.
 */
final class AgeStream extends InputStream {

    private final ReadableByteChannel plaintext;

    private AgeStream(ReadableByteChannel plaintext) {
        this.plaintext = plaintext;
    }

    /**
     * Reads the header and opens it.
     *
     * @param armored whether it is ASCII armor, which begins with its first line
     * @param identity {@code AGE-SECRET-KEY-1...}
     * @throws AgeRefusal if the header is not whole, or not for this identity
     */
    static AgeStream open(InputStream sealed, boolean armored, CharSequence identity) throws IOException {
        var factory = armored ? new ArmoredDecryptingChannelFactory() : new StandardDecryptingChannelFactory();
        InputStream in = armored ? new Ascii(sealed) : sealed;
        return guarded(() -> new AgeStream(
                factory.newDecryptingChannel(Channels.newChannel(in), List.of(new NoPassphrase(identity)))));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
        return guarded(() -> {
            int count = plaintext.read(buffer);
            return count < 0 ? -1 : count;
        });
    }

    @Override
    public void close() throws IOException {
        plaintext.close();
    }

    /** Says what the library throws in our words. What the sender's connection throws stays as it is. */
    private static <T> T guarded(Step<T> step) throws IOException {
        try {
            return step.take();
        } catch (PassphraseException e) {
            throw AgeRefusal.passphrase(e);
        } catch (UnsupportedRecipientStanzaException e) {
            throw AgeRefusal.otherRecipient(e);
        } catch (GeneralSecurityException | PayloadException | ArmoredDecodingException | RuntimeException e) {
            throw AgeRefusal.altered(e);
        }
    }

    private interface Step<T> {
        T take() throws IOException, GeneralSecurityException;
    }

    /** Our own stanza among others is enough; a passphrase's may stand nowhere. */
    private record NoPassphrase(CharSequence identity) implements RecipientStanzaReader {

        private static final String SCRYPT = "scrypt";

        @Override
        public FileKey getFileKey(Iterable<RecipientStanza> stanzas) throws GeneralSecurityException {
            for (RecipientStanza stanza : stanzas) {
                if (stanza.getType().equals(SCRYPT)) {
                    throw new PassphraseException();
                }
            }
            return X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(identity)
                    .getFileKey(stanzas);
        }

        @Override
        public String toString() {
            return "NoPassphrase";
        }
    }

    private static final class PassphraseException extends GeneralSecurityException {

        private static final long serialVersionUID = 1L;

        PassphraseException() {
            super("The header holds a passphrase's stanza");
        }
    }

    /** Armor is ASCII: the library is given nothing else to tell from its end. */
    private static final class Ascii extends java.io.FilterInputStream {

        Ascii(InputStream in) {
            super(new java.io.BufferedInputStream(in, 16 * 1024));
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            require(one < 0x80);
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            for (int i = 0; i < count; i++) {
                require(into[offset + i] >= 0);
            }
            return count;
        }

        private static void require(boolean ascii) throws ArmoredDecodingException {
            if (!ascii) {
                throw new ArmoredDecodingException("Armor holds ASCII characters only");
            }
        }
    }
}
