package dev.visor.gateway.trail;

import dev.visor.audit.log.LogPlace;
import dev.visor.audit.log.LogPlaces;
import dev.visor.audit.log.PlaceUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The public files of all logs in one bucket of an S3-compatible store, below {@code PREFIX visor/LABEL/}. */
final class S3Places implements LogPlaces, AutoCloseable {

    /** A store that does not answer is one that cannot be written: the sequencer's turn must come to an end. */
    private static final Duration ATTEMPT = Duration.ofSeconds(4);

    private static final Duration CALL = Duration.ofSeconds(10);

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

    S3Places(StoreSettings settings) {
        this(
                client(settings).build(),
                settings.address().bucket(),
                settings.address().prefix());
    }

    S3Places(S3Client client, String bucket, String prefix) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    static S3ClientBuilder client(StoreSettings settings) {
        return settings.address().client(ATTEMPT, CALL);
    }

    @Override
    public LogPlace place(String origin) {
        return new S3Place(client, requests, bucket, prefix + origin + "/");
    }

    @Override
    public long used() throws IOException {
        AtomicLong bytes = new AtomicLong();
        try {
            client.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
                    .mapToLong(S3Object::size)
                    .forEach(bytes::addAndGet);
        } catch (SdkException e) {
            throw new PlaceUnavailableException("The trail's store cannot be listed", e);
        }
        return bytes.get();
    }

    @Override
    public OptionalLong free() {
        return OptionalLong.empty();
    }

    @Override
    public void close() {
        requests.shutdownNow();
        client.close();
    }
}
