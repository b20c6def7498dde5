package dev.visor.gateway.vault;

import java.io.EOFException;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An object in a bucket, read by ranges. Whoever reads on where the last range ended gets longer ones each time, up to
 * {@link #MOST}, so that a stream does not ask for each chunk, and a single chunk costs no more than itself.
 */
final class S3Stored implements ObjectStore.Stored {

    /** The first range, which opens the object: small objects need no other. Bytes. */
    private static final int FIRST = 64 * 1024;

    /** The longest range, bytes. */
    static final int MOST = 4 * 1024 * 1024;

    private static final int NO_SUCH_RANGE = 416;

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final long size;
    private byte[] window;
    private long start;
    private int ahead = FIRST;

    S3Stored(S3Client client, String bucket, String key) throws IOException {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        ResponseBytes<GetObjectResponse> first = null;
        try {
            first = get(0, FIRST);
        } catch (S3Exception e) {
            if (e.statusCode() != NO_SUCH_RANGE) {
                throw S3Store.away("give out", e);
            }
        } catch (SdkException e) {
            throw S3Store.away("give out", e);
        }
        this.window = first == null ? new byte[0] : first.asByteArrayUnsafe();
        this.size = first == null ? 0 : size(first);
    }

    private static long size(ResponseBytes<GetObjectResponse> first) throws IOException {
        String range = first.response().contentRange(); // bytes 0-65535/1073741824
        if (range == null) {
            return first.asByteArrayUnsafe().length;
        }
        try {
            return Long.parseLong(range.substring(range.lastIndexOf('/') + 1));
        } catch (NumberFormatException e) {
            throw new IOException("The objects' store does not say how long an object is", e);
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long position, byte[] into, int length) throws IOException {
        if (position + length > size) {
            throw new EOFException("The object ends before byte " + (position + length));
        }
        for (int done = 0; done < length; ) {
            long at = position + done;
            if (at < start || at >= start + window.length) {
                fetch(at, length - done);
            }
            int count = (int) Math.min(length - done, start + window.length - at);
            System.arraycopy(window, (int) (at - start), into, done, count);
            done += count;
        }
    }

    private void fetch(long at, int wanted) throws IOException {
        boolean goesOn = at == start + window.length;
        ahead = goesOn ? Math.min(2 * ahead, MOST) : FIRST / 2;
        int length = (int) Math.min(size - at, Math.max(wanted, goesOn ? ahead : 0));
        try {
            byte[] bytes = get(at, length).asByteArrayUnsafe();
            if (bytes.length != length) {
                throw new IOException("The objects' store gave another range than was asked for");
            }
            window = bytes;
            start = at;
        } catch (SdkException e) {
            throw S3Store.away("give out", e);
        }
    }

    private ResponseBytes<GetObjectResponse> get(long at, int length) {
        try {
            return client.getObjectAsBytes(
                    get -> get.bucket(bucket).key(key).range("bytes=" + at + "-" + (at + length - 1)));
        } catch (NoSuchKeyException e) {
            throw new ObjectMissingException("The object's bytes are gone from the store");
        }
    }

    @Override
    public void close() {
        // Nothing is held between two ranges.
    }
}
