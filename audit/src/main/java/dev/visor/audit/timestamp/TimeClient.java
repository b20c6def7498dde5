package dev.visor.audit.timestamp;

import dev.visor.audit.net.BoundedPost;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.jspecify.annotations.Nullable;

/** Asks one time stamping authority over HTTP (RFC 3161 section 3.4). */
public final class TimeClient {

    private static final int NONCE_BITS = 64;
    private static final String ANSWER = "application/timestamp-reply";

    private final SecureRandom random = new SecureRandom();
    private final URI address;
    private final @Nullable ASN1ObjectIdentifier policy;
    private final @Nullable TimeAuthorities trusted;
    private final BoundedPost post;

    /**
     * A client of an authority.
     *
     * @param address http or https
     * @param policy object identifier of the rule that is wanted; null for the authority's own
     * @param trusted what its certificate must lead to; null leaves that to whoever verifies
     * @param patience for one request
     */
    public TimeClient(URI address, @Nullable String policy, @Nullable TimeAuthorities trusted, Duration patience) {
        this.address = address;
        this.policy = policy == null ? null : new ASN1ObjectIdentifier(policy);
        this.trusted = trusted;
        this.post = new BoundedPost(patience, TimeToken.LONGEST);
    }

    /**
     * Has bytes stamped.
     *
     * @return a token over them, made for this very request
     * @throws IOException if there is no whole answer in time
     * @throws TimeTokenException if the answer is no token, or one for another request or another rule
     */
    public TimeToken stamp(byte[] content) throws IOException {
        try {
            TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
            generator.setCertReq(true);
            if (policy != null) {
                generator.setReqPolicy(policy);
            }
            TimeStampRequest request = generator.generate(
                    NISTObjectIdentifiers.id_sha256, sha256(content), new BigInteger(NONCE_BITS, random));
            BoundedPost.Answer answer = post.post(address, "application/timestamp-query", request.getEncoded());
            if (answer.status() != 200 || !answer.type().equals(ANSWER)) {
                throw new TimeTokenException(
                        "The authority answers " + answer.status() + " " + answer.type() + " instead of a time stamp");
            }
            TimeToken token = TimeToken.parse(answer.body());
            // Imprint, nonce and rule: else an old token, or one for somebody else, would do.
            new TimeStampResponse(answer.body()).validate(request);
            if (trusted != null) {
                token.verify(content, trusted);
            }
            return token;
        } catch (TSPException e) {
            throw new TimeTokenException("The authority's answer is not one to this request: " + e.getMessage(), e);
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
