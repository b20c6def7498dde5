package dev.visor.gateway.vault;

import dev.visor.gateway.trail.S3Address;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the sealed objects lie.
 *
 * @param store {@code s3://BUCKET} or {@code s3://BUCKET/PREFIX}; empty for the folder {@code objects} below Visor's home
 * @param storeEndpoint address of a store that is not AWS's own; empty for that
 * @param storeRegion the bucket's region; stores that have none take any
 */
@ConfigurationProperties("visor.objects")
record ObjectSettings(
        @DefaultValue("") String store,
        @DefaultValue("") String storeEndpoint,
        @DefaultValue("us-east-1") String storeRegion) {

    private static final String NAME = "visor.objects.store";

    ObjectSettings {
        if (!store.isEmpty()) {
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
