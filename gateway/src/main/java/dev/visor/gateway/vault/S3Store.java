package dev.visor.gateway.vault;

import dev.visor.gateway.trail.S3Address;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket of an S3-compatible store. A put is whole or absent, and durable when the store has answered; each is made with
 * {@code If-None-Match: *}, so that the store itself refuses to replace an object. What is longer than a part goes up in
 * parts, which become an object when they are completed, under the same condition.
 */
final class S3Store implements ObjectStore {

    /** Long enough for a part on a slow line: 270 KB a second. */
    private static final Duration ATTEMPT = Duration.ofSeconds(30);

    private static final Duration CALL = Duration.ofSeconds(75);

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    S3Store(S3Address address) {
        this(address.client(ATTEMPT, CALL).build(), address.bucket(), address.prefix());
    }

    S3Store(S3Client client, String bucket, String prefix) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    @Override
    public Upload begin(String name) {
        return new S3Upload(client, bucket, key(name));
    }

    @Override
    public boolean putIfAbsent(String name, byte[] content) throws IOException {
        try (Upload upload = begin(name)) {
            upload.write(content, 0, content.length);
            upload.commit();
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    @Override
    public Stored open(String name) throws IOException {
        return new S3Stored(client, bucket, key(name));
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        try {
            return Optional.of(client.getObjectAsBytes(get -> get.bucket(bucket).key(key(name)))
                    .asByteArrayUnsafe());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw away("give out", e);
        }
    }

    @Override
    public Optional<Instant> written(String name) throws IOException {
        return head(client, bucket, key(name)).map(HeadObjectResponse::lastModified);
    }

    @Override
    public void remove(String name) throws IOException {
        try {
            client.deleteObject(delete -> delete.bucket(bucket).key(key(name)));
        } catch (SdkException e) {
            throw away("remove", e);
        }
    }

    @Override
    public List<String> list(String begin) throws IOException {
        try {
            return client
                    .listObjectsV2Paginator(
                            list -> list.bucket(bucket).prefix(key(begin)).delimiter("/"))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .map(key -> key.substring(prefix.length()))
                    .sorted()
                    .toList();
        } catch (SdkException e) {
            throw away("list", e);
        }
    }

    @Override
    public List<String> folders() throws IOException {
        try {
            return client
                    .listObjectsV2Paginator(
                            list -> list.bucket(bucket).prefix(prefix).delimiter("/"))
                    .commonPrefixes()
                    .stream()
                    .map(CommonPrefix::prefix)
                    .map(name -> name.substring(prefix.length(), name.length() - 1))
                    .sorted()
                    .toList();
        } catch (SdkException e) {
            throw away("list", e);
        }
    }

    @Override
    public int endUploads(Instant before) throws IOException {
        try {
            List<MultipartUpload> begun =
                    client
                            .listMultipartUploadsPaginator(
                                    list -> list.bucket(bucket).prefix(prefix))
                            .uploads()
                            .stream()
                            .filter(upload -> upload.initiated().isBefore(before))
                            .toList();
            for (MultipartUpload upload : begun) {
                client.abortMultipartUpload(
                        abort -> abort.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()));
            }
            return begun.size();
        } catch (SdkException e) {
            throw away("end uploads", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private String key(String name) {
        if (name.startsWith("/") || name.contains("..")) {
            throw new IllegalArgumentException("The name leaves the store");
        }
        return prefix + name;
    }

    /** What the store knows of an object; empty without one. */
    static Optional<HeadObjectResponse> head(S3Client client, String bucket, String key) throws StoreAwayException {
        try {
            return Optional.of(client.headObject(head -> head.bucket(bucket).key(key)));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw away("give out", e);
        }
    }

    /** Names no key: the message may reach a log. */
    static StoreAwayException away(String what, SdkException cause) {
        return new StoreAwayException("The objects' store did not " + what, cause);
    }
}
