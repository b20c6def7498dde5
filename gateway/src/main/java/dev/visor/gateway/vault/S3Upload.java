package dev.visor.gateway.vault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An object on its way into a bucket, in the memory of one part: what fits into one is put at once, what is longer goes up
 * part by part as it comes.
 */
final class S3Upload implements ObjectStore.Upload {

    /** Bytes. A store takes parts of at least 5 MiB, and 10,000 of them: 78 GiB. */
    static final int PART = 8 * 1024 * 1024;

    private static final int MOST_PARTS = 10_000;
    private static final int PRECONDITION_FAILED = 412;
    private static final String TYPE = "application/octet-stream";

    /** Under this name the object says whose upload it is. */
    private static final String UPLOAD = "upload";

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final String id = UUID.randomUUID().toString();
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] buffer = new byte[64 * 1024];
    private int filled;

    /** Of an upload in parts that is neither completed nor aborted. */
    private @Nullable String open;

    S3Upload(S3Client client, String bucket, String key) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            if (filled == PART) {
                sendPart();
            }
            int count = Math.min(length - done, PART - filled);
            makeRoom(count);
            System.arraycopy(bytes, offset + done, buffer, filled, count);
            filled += count;
            done += count;
        }
    }

    private void makeRoom(int count) {
        if (buffer.length - filled < count) {
            buffer = Arrays.copyOf(buffer, Math.min(PART, Math.max(2 * buffer.length, filled + count)));
        }
    }

    private void sendPart() throws IOException {
        if (parts.size() == MOST_PARTS) {
            throw new IOException("An object store takes at most " + (long) PART * MOST_PARTS + " bytes at once");
        }
        int number = parts.size() + 1;
        try {
            String upload = open == null ? create() : open;
            open = upload;
            String tag = client.uploadPart(
                            part -> part.bucket(bucket)
                                    .key(key)
                                    .uploadId(upload)
                                    .partNumber(number),
                            body())
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        } catch (SdkException e) {
            throw S3Store.away("take a part", e);
        }
        filled = 0;
    }

    private String create() {
        return client.createMultipartUpload(create -> create.bucket(bucket)
                        .key(key)
                        .metadata(Map.of(UPLOAD, id))
                        .contentType(TYPE))
                .uploadId();
    }

    /** Not copied: a request reads it until it has an answer. */
    private RequestBody body() {
        byte[] bytes = buffer;
        int length = filled;
        return RequestBody.fromContentProvider(() -> new ByteArrayInputStream(bytes, 0, length), length, TYPE);
    }

    @Override
    public void commit() throws IOException {
        try {
            if (open == null) {
                client.putObject(
                        put -> put.bucket(bucket)
                                .key(key)
                                .metadata(Map.of(UPLOAD, id))
                                .ifNoneMatch("*"),
                        body());
            } else {
                sendPart();
                complete(open);
            }
        } catch (SdkException e) {
            settle(e);
        }
        open = null;
    }

    private void complete(String upload) throws IOException {
        // Stores that do not know the condition on completing are asked before.
        if (S3Store.head(client, bucket, key).isPresent()) {
            throw new FileAlreadyExistsException("An object of this name");
        }
        client.completeMultipartUpload(complete -> complete.bucket(bucket)
                .key(key)
                .uploadId(upload)
                .multipartUpload(all -> all.parts(parts))
                .ifNoneMatch("*"));
    }

    /** An answer may have been lost, and the request repeated: then the object that is there is this one. */
    private void settle(SdkException failure) throws IOException {
        Map<String, String> there = S3Store.head(client, bucket, key)
                .map(object -> object.metadata())
                .orElse(null);
        if (there != null && id.equals(there.get(UPLOAD))) {
            return;
        }
        if (there != null || (failure instanceof S3Exception said && said.statusCode() == PRECONDITION_FAILED)) {
            throw new FileAlreadyExistsException("An object of this name");
        }
        throw S3Store.away("take an object", failure);
    }

    @Override
    public void close() throws IOException {
        String upload = open;
        if (upload != null) {
            open = null;
            try {
                client.abortMultipartUpload(
                        abort -> abort.bucket(bucket).key(key).uploadId(upload));
            } catch (SdkException e) {
                // Its parts are ended later, by age.
                throw S3Store.away("end an upload", e);
            }
        }
    }
}
