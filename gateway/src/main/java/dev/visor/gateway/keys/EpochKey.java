package dev.visor.gateway.keys;

/**
 * The name of a key-encryption key at the custodian.
 *
 * @param epoch its generation, counted from 1
 */
public record EpochKey(TenantId tenant, int epoch) {

    public EpochKey {
        if (epoch < 1) {
            throw new IllegalArgumentException("Epochs are counted from 1, not " + epoch);
        }
    }
}
