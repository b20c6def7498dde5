package dev.visor.gateway.trail;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the public files of the logs lie.
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

    private static final String NAME = "visor.trail.store";

    StoreSettings {
        if (store.isEmpty()) {
            S3Address.checkEndpoint(NAME, storeEndpoint);
        } else {
            S3Address.of(NAME, store, storeEndpoint, storeRegion);
        }
    }

    /** Whether they lie on an object store. */
    boolean remote() {
        return !store.isEmpty();
    }

    /** Where on it. */
    S3Address address() {
        return S3Address.of(NAME, store, storeEndpoint, storeRegion);
    }
}
