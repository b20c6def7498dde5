package dev.visor.gateway.trail;

import dev.visor.audit.timestamp.TimeAuthorities;
import dev.visor.audit.timestamp.TimeClient;
import dev.visor.audit.witness.WitnessPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who vouches for the trail. Nobody outside is named by default.
 *
 * @param policy file of witnesses (C2SP tlog-policy); empty for none
 * @param quorumWithin how long the trail may grow without a quorum before health says so
 * @param tsa address of a time stamping authority (RFC 3161); empty for none
 * @param tsaPolicy object identifier of the rule that is asked for; empty for the authority's own
 * @param tsaCa PEM file of what its certificate must lead to; empty keeps any token, and whoever verifies decides
 * @param tsaEvery how often a log that grew is stamped, at least a minute
 * @param promiseWitness address of a witness to whom browsers hand the promises they were given; empty for none
 * @param verifyEvery how often Visor itself verifies the published logs, at least a minute
 */
@ConfigurationProperties("visor.trail")
record VouchingSettings(
        @DefaultValue("") String policy,
        @DefaultValue("1h") Duration quorumWithin,
        @DefaultValue("") String tsa,
        @DefaultValue("") String tsaPolicy,
        @DefaultValue("") String tsaCa,
        @DefaultValue("1h") Duration tsaEvery,
        @DefaultValue("") String promiseWitness,
        @DefaultValue("24h") Duration verifyEvery) {

    /** For one request to anybody outside. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    VouchingSettings {
        if (tsaEvery.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("visor.trail.tsa-every is at least a minute, not " + tsaEvery);
        }
    }

    /** The policy; a file that cannot be read or understood ends the start. */
    Optional<WitnessPolicy> witnesses() throws IOException {
        return policy.isEmpty()
                ? Optional.empty()
                : Optional.of(WitnessPolicy.parse(Files.readAllBytes(Path.of(policy))));
    }

    Optional<TimeClient> authority() throws IOException {
        return tsa.isEmpty()
                ? Optional.empty()
                : Optional.of(new TimeClient(
                        URI.create(tsa),
                        tsaPolicy.isEmpty() ? null : tsaPolicy,
                        tsaCa.isEmpty() ? null : TimeAuthorities.parse(Files.readAllBytes(Path.of(tsaCa))),
                        PATIENCE));
    }
}
