package dev.visor.gateway.trail;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * A bucket of an S3-compatible store, and what all of Visor's keys in it begin with. Credentials are no setting of Visor's:
 * they are looked for where every program of the AWS SDK does (environment, {@code ~/.aws/credentials}, the machine's role).
 *
 * @param bucket its name
 * @param prefix empty, or ending in a slash
 * @param endpoint address of a store that is not AWS's own; empty for that
 * @param region the bucket's region; stores that have none take any
 */
public record S3Address(String bucket, String prefix, String endpoint, String region) {

    private static final Pattern PLACE =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:/[A-Za-z0-9._-]+)*)/?");

    private static final Duration CONNECT = Duration.ofSeconds(2);

    /**
     * Reads the settings {@code NAME}, {@code NAME-endpoint} and {@code NAME-region}.
     *
     * @param name what the setting is called, for the refusal
     * @param place {@code s3://BUCKET} or {@code s3://BUCKET/PREFIX}
     * @throws IllegalArgumentException if one of them is anything else; what an endpoint holds is not repeated
     */
    public static S3Address of(String name, String place, String endpoint, String region) {
        Matcher matcher = PLACE.matcher(place);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(name + " is s3://BUCKET/PREFIX, not " + place);
        }
        checkEndpoint(name, endpoint);
        String path = matcher.group(2);
        return new S3Address(matcher.group(1), path.isEmpty() ? "" : path.substring(1) + "/", endpoint, region);
    }

    /** Refuses an endpoint that is no plain address; an empty one is AWS's own. */
    static void checkEndpoint(String name, String endpoint) {
        if (!endpoint.isEmpty()
                && (!endpoint.matches("https?://[^@?#]+")
                        || URI.create(endpoint).getHost() == null)) {
            throw new IllegalArgumentException(
                    name + "-endpoint is an address (http or https) without a name, password or query");
        }
    }

    /**
     * A client of the store.
     *
     * @param attempt the longest that one attempt at a request may take
     * @param call the longest that a request may take with its repetitions
     */
    public S3ClientBuilder client(Duration attempt, Duration call) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(region))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(attempt))
                // Checksums of the SDK's own kind are refused by many stores that are not AWS's, and prove nothing
                // here: whoever reads a tile holds it against a signed root, and a sealed object proves itself.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(
                        limits -> limits.apiCallAttemptTimeout(attempt).apiCallTimeout(call));
        if (!endpoint.isEmpty()) {
            builder.endpointOverride(URI.create(endpoint)).forcePathStyle(true);
        }
        return builder;
    }
}
