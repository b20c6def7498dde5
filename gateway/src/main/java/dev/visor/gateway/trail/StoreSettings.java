package dev.visor.gateway.trail;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the public files of the logs lie. Credentials are no setting of Visor's: they are looked for where every program of
 * the AWS SDK does (environment, {@code ~/.aws/credentials}, the machine's role).
 *
 * @param store {@code s3://BUCKET} or {@code s3://BUCKET/PREFIX}; empty for the folder {@code trail} below Visor's home
 * @param storeEndpoint address of a store that is not AWS's own; empty for that
 * @param storeRegion the bucket's region; stores that have none take any
 */
@ConfigurationProperties("visor.trail")
record StoreSettings(
        @DefaultValue("") String store,
        @DefaultValue("") String storeEndpoint,
        @DefaultValue("us-east-1") String storeRegion) {

    private static final Pattern BUCKET =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:/[A-Za-z0-9._-]+)*)/?");

    StoreSettings {
        if (!store.isEmpty() && !BUCKET.matcher(store).matches()) {
            throw new IllegalArgumentException("visor.trail.store is s3://BUCKET/PREFIX, not " + store);
        }
        if (!storeEndpoint.isEmpty()
                && (!storeEndpoint.matches("https?://[^@?#]+")
                        || URI.create(storeEndpoint).getHost() == null)) {
            throw new IllegalArgumentException(
                    "visor.trail.store-endpoint is an address (http or https) without a name," + " password or query");
        }
    }

    /** Whether they lie on an object store. */
    boolean remote() {
        return !store.isEmpty();
    }

    String bucket() {
        return matched().group(1);
    }

    /** What all keys begin with: empty, or ending in a slash. */
    String prefix() {
        String path = matched().group(2);
        return path.isEmpty() ? "" : path.substring(1) + "/";
    }

    private Matcher matched() {
        Matcher matcher = BUCKET.matcher(store);
        if (!matcher.matches()) {
            throw new IllegalStateException("No object store is configured");
        }
        return matcher;
    }
}
