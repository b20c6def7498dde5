package dev.visor.gateway.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What comes in, plain or sealed with age; its own first bytes tell. However it is read, it may not come in too slowly. */
final class Incoming {

    private final InputStream body;
    private final @Nullable Seal seal;

    private Incoming(InputStream body, @Nullable Seal seal) {
        this.body = body;
        this.seal = seal;
    }

    /**
     * Looks at the first bytes: no more of them than tell the two apart.
     *
     * @throws CheckedPicture.TooSlow if not even they come
     */
    static Incoming of(InputStream body, UploadPace pace) throws IOException {
        byte[] first = new byte[Seal.LONGEST];
        PushbackInputStream whole = new PushbackInputStream(new Paced(body, pace.begin()), Seal.LONGEST);
        int length = 0;
        @Nullable Seal found = null;
        while (found == null && Seal.mayBegin(first, length)) {
            int next = whole.read();
            if (next < 0) {
                break;
            }
            first[length++] = (byte) next;
            found = Seal.of(first, length);
        }
        whole.unread(first, 0, length);
        return new Incoming(whole, found);
    }

    boolean sealed() {
        return seal != null;
    }

    /** The bytes as they come. */
    InputStream plain() {
        return body;
    }

    /**
     * What was sealed.
     *
     * @throws AgeRefusal if it is not sealed, or not to this identity
     */
    InputStream opened(CharSequence identity) throws IOException {
        if (seal == null) {
            throw AgeRefusal.notSealed();
        }
        return AgeStream.open(body, seal == Seal.ARMOR, identity);
    }

    /** How an age file begins. */
    private enum Seal {
        /** Of any version: what we cannot read is refused as an age file, not as a picture. */
        BINARY("age-encryption.org/"),
        ARMOR("-----BEGIN AGE ENCRYPTED FILE-----");

        static final int LONGEST = 34;

        private final String magic;

        Seal(String magic) {
            this.magic = magic;
        }

        static boolean mayBegin(byte[] first, int length) {
            String begun = text(first, length);
            return Arrays.stream(values())
                    .anyMatch(seal -> length < seal.magic.length() && seal.magic.startsWith(begun));
        }

        static @Nullable Seal of(byte[] first, int length) {
            String begun = text(first, length);
            return Arrays.stream(values())
                    .filter(seal -> seal.magic.equals(begun))
                    .findFirst()
                    .orElse(null);
        }

        private static String text(byte[] first, int length) {
            return new String(first, 0, length, StandardCharsets.ISO_8859_1);
        }
    }

    /** Measures what arrives, before anything is made of it. */
    private static final class Paced extends FilterInputStream {

        private final UploadPace.Running pace;
        private long arrived;

        Paced(InputStream in, UploadPace.Running pace) {
            super(in);
            this.pace = pace;
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = in.read(into, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int more) throws CheckedPicture.TooSlow {
            arrived += more;
            if (more > 0 && pace.tooSlow(arrived)) {
                throw new CheckedPicture.TooSlow();
            }
        }
    }
}
