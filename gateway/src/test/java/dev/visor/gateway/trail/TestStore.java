package dev.visor.gateway.trail;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3-compatible store in this JVM, with one bucket, whose credentials the SDK finds where it looks for them. */
public final class TestStore implements AutoCloseable {

    public static final String BUCKET = "visor-logs";

    private final S3ProxyExtension proxy = S3ProxyExtension.builder()
            .withBlobStoreProvider("filesystem-nio2")
            .withCredentials("visor", "secret of the tests")
            .build();
    private final S3Client client;

    /** Starts it. */
    public TestStore() {
        System.setProperty("aws.accessKeyId", "visor");
        System.setProperty("aws.secretAccessKey", "secret of the tests");
        try {
            proxy.beforeEach(null);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        client = S3Places.client(settings("")).build();
        client.createBucket(bucket -> bucket.bucket(BUCKET));
    }

    /** A bucket of this store, and what keys in it begin with. */
    StoreSettings settings(String prefix) {
        return new StoreSettings("s3://" + BUCKET + prefix, address().toString(), "us-east-1");
    }

    Map<String, Object> properties() {
        return Map.of(
                "visor.trail.store",
                "s3://" + BUCKET + "/audit",
                "visor.trail.store-endpoint",
                address().toString());
    }

    /** Where it listens. */
    public URI address() {
        return Objects.requireNonNull(proxy.getUri());
    }

    /** For looking at what lies there. */
    public S3Client client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        try {
            proxy.afterEach(null);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }
}
