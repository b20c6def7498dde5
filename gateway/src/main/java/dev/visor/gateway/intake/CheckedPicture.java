package dev.visor.gateway.intake;

import dev.visor.redaction.picture.PictureHeader;
import dev.visor.redaction.picture.PictureRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * A picture on its way in: whoever reads this stream to its end has a file that our own reading found to be one whole
 * picture. If it is not, the last read fails instead of telling the end, so that what was sealed so far is never kept.
 */
final class CheckedPicture extends BlockStream {

    private final WipedBuffer seen = new WipedBuffer();
    private final UploadPace.Running pace;
    private final MessageDigest digest = sha256();
    private @Nullable PictureHeader header;

    CheckedPicture(InputStream picture, UploadPace pace) {
        super(picture);
        this.pace = pace.begin();
    }

    /**
     * What the file says of itself; only after the stream was read to its end.
     *
     * @throws IllegalStateException before that
     */
    PictureHeader header() {
        if (header == null) {
            throw new IllegalStateException("The picture has not been read to its end");
        }
        return header;
    }

    /** SHA-256 of the file, 32 bytes; it is only ever used under a key. */
    byte[] digest() {
        return digest.digest();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        if (count > 0) {
            digest.update(buffer, offset, count);
            seen.write(buffer, offset, count);
            if (pace.tooSlow(seen.length())) {
                throw new TooSlow();
            }
        } else if (count < 0 && header == null) {
            header = check();
        }
        return count;
    }

    private PictureHeader check() throws PictureRefusal {
        try {
            return PictureHeader.read(seen.whole());
        } catch (PictureRefusedException e) {
            throw new PictureRefusal(e);
        } finally {
            seen.wipe();
        }
    }

    @Override
    public long skip(long count) {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        seen.wipe();
        super.close();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The picture came in so slowly that it kept others waiting. */
    static final class TooSlow extends IOException {

        private static final long serialVersionUID = 1L;

        TooSlow() {
            super("The picture came in too slowly");
        }
    }

    /** Carries the refusal through the code that only knows streams. */
    static final class PictureRefusal extends IOException {

        private static final long serialVersionUID = 1L;

        private final String reason;

        PictureRefusal(PictureRefusedException refused) {
            super(refused.getMessage(), refused);
            this.reason = refused.reason();
        }

        String reason() {
            return reason;
        }

        String sentence() {
            return getMessage() + ".";
        }
    }
}
