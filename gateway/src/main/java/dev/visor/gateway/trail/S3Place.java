package dev.visor.gateway.trail;

import dev.visor.audit.log.LogPlace;
import dev.visor.audit.log.PlaceUnavailableException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The public files of one log in a bucket. A put is whole or absent, and durable when the store has answered.
 *
 * <p>Tiles are put with {@code If-None-Match: *}, and what is replaced with {@code If-Match} of what was read, so that of two
 * writers the store itself refuses one.
 */
final class S3Place implements LogPlace {

    private static final Logger LOG = LoggerFactory.getLogger(S3Place.class);
    /** As many as one request may name. */
    private static final int DELETED_AT_ONCE = 1000;

    private static final int AT_ONCE = 16;
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client client;
    private final ExecutorService requests;
    private final String bucket;
    private final String prefix;

    S3Place(S3Client client, ExecutorService requests, String bucket, String prefix) {
        this.client = client;
        this.requests = requests;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        return stored(name).map(ResponseBytes::asByteArrayUnsafe);
    }

    private Optional<ResponseBytes<GetObjectResponse>> stored(String name) throws IOException {
        try {
            return Optional.of(client.getObjectAsBytes(get -> get.bucket(bucket).key(prefix + name)));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failed("read", name, e);
        }
    }

    @Override
    public boolean has(String name) throws IOException {
        try {
            client.headObject(head -> head.bucket(bucket).key(prefix + name));
            return true;
        } catch (NoSuchKeyException e) {
            return false;
        } catch (SdkException e) {
            throw failed("read", name, e);
        }
    }

    @Override
    public List<String> list(String folder) throws IOException {
        String below = prefix + folder + "/";
        try {
            return client
                    .listObjectsV2Paginator(
                            list -> list.bucket(bucket).prefix(below).delimiter("/"))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .filter(key -> key.length() > below.length())
                    .map(key -> key.substring(below.length()))
                    .toList();
        } catch (SdkException e) {
            throw failed("list", folder, e);
        }
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        put(put(name), name, content);
    }

    private PutObjectRequest.Builder put(String name) {
        return PutObjectRequest.builder().bucket(bucket).key(prefix + name);
    }

    private void put(PutObjectRequest.Builder request, String name, byte[] content) throws IOException {
        try {
            client.putObject(request.build(), RequestBody.fromBytes(content));
        } catch (SdkException e) {
            throw failed("write", name, e);
        }
    }

    @Override
    public void writeOnce(Map<String, byte[]> files) throws IOException {
        List<Callable<@Nullable Void>> puts = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            puts.add(() -> {
                writeOnce(file.getKey(), file.getValue());
                return null;
            });
        }
        together(puts);
    }

    private void writeOnce(String name, byte[] content) throws IOException {
        try {
            client.putObject(put(name).ifNoneMatch("*").build(), RequestBody.fromBytes(content));
        } catch (S3Exception e) {
            if (e.statusCode() != PRECONDITION_FAILED) {
                throw failed("write", name, e);
            }
            Optional<byte[]> present = read(name);
            if (present.isEmpty() || !Arrays.equals(present.get(), content)) {
                // Tiles are a function of committed rows: whatever else lies there was not written by a sequencer.
                LOG.warn("The trail's file {}{} was damaged and is written anew", prefix, name);
                write(name, content);
            }
        } catch (SdkException e) {
            throw failed("write", name, e);
        }
    }

    @Override
    public void replace(String name, byte @Nullable [] former, byte[] content) throws IOException {
        if (former == null) {
            put(put(name).ifNoneMatch("*"), name, content);
            return;
        }
        ResponseBytes<GetObjectResponse> present = stored(name).orElse(null);
        if (present == null || !Arrays.equals(present.asByteArrayUnsafe(), former)) {
            throw new IOException("Somebody else writes the trail's file " + prefix + name);
        }
        put(put(name).ifMatch(present.response().eTag()), name, content);
    }

    @Override
    public void remove(List<String> names) throws IOException {
        for (int first = 0; first < names.size(); first += DELETED_AT_ONCE) {
            List<ObjectIdentifier> keys = names.subList(first, Math.min(names.size(), first + DELETED_AT_ONCE)).stream()
                    .map(name -> ObjectIdentifier.builder().key(prefix + name).build())
                    .toList();
            delete(keys, names.get(first));
        }
    }

    @Override
    public void clear(List<String> folders) throws IOException {
        List<Callable<@Nullable Void>> removals = new ArrayList<>();
        for (String folder : folders) {
            removals.add(() -> {
                clear(folder);
                return null;
            });
        }
        together(removals);
    }

    private void clear(String folder) throws IOException {
        List<ObjectIdentifier> keys = list(folder).stream()
                .map(name -> ObjectIdentifier.builder()
                        .key(prefix + folder + "/" + name)
                        .build())
                .toList();
        if (!keys.isEmpty()) {
            delete(keys, folder);
        }
    }

    private void delete(List<ObjectIdentifier> keys, String name) throws IOException {
        try {
            client.deleteObjects(delete -> delete.bucket(bucket)
                    .delete(Delete.builder().objects(keys).quiet(true).build()));
        } catch (SdkException e) {
            throw failed("remove", name, e);
        }
    }

    /** Does all of it, several at once, and returns when everything is done; the first failure ends the rest. */
    private void together(List<Callable<@Nullable Void>> work) throws IOException {
        Semaphore free = new Semaphore(AT_ONCE);
        List<Future<@Nullable Void>> running = new ArrayList<>();
        try {
            for (Callable<@Nullable Void> one : work) {
                running.add(requests.submit(() -> {
                    free.acquire();
                    try {
                        return one.call();
                    } finally {
                        free.release();
                    }
                }));
            }
            for (Future<@Nullable Void> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while the trail's files were written");
        } finally {
            running.forEach(one -> one.cancel(true));
        }
    }

    private PlaceUnavailableException failed(String what, String name, SdkException cause) {
        return new PlaceUnavailableException("The trail's store did not " + what + " " + prefix + name, cause);
    }
}
