package dev.visor.audit.timestamp;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/** An answer of a time stamping authority, a file that {@code openssl ts -verify -in} takes. */
public final class TimeToken {

    /** Bytes in an answer with its certificates. */
    public static final int LONGEST = 64 * 1024;

    /** Digests that a token may be made over. */
    private static final Map<ASN1ObjectIdentifier, String> DIGESTS = Map.of(
            NISTObjectIdentifiers.id_sha256, "SHA-256",
            NISTObjectIdentifiers.id_sha384, "SHA-384",
            NISTObjectIdentifiers.id_sha512, "SHA-512");

    private final TimeStampToken token;
    private final byte[] encoded;

    private TimeToken(TimeStampToken token, byte[] encoded) {
        this.token = token;
        this.encoded = encoded;
    }

    /**
     * Reads an answer.
     *
     * @param response a DER-encoded TimeStampResp
     * @throws TimeTokenException if it is none, or grants no token
     */
    public static TimeToken parse(byte[] response) {
        if (response.length > LONGEST) {
            throw new TimeTokenException("An answer with a token has at most " + LONGEST + " bytes");
        }
        try {
            return of(new TimeStampResponse(response), response);
        } catch (TimeTokenException e) {
            throw e;
        } catch (IOException | TSPException e) {
            throw new TimeTokenException("Not an answer with a time stamp (RFC 3161)", e);
        } catch (RuntimeException e) {
            // What trips the reader up is no token either.
            throw new TimeTokenException("Not an answer with a time stamp (RFC 3161): " + e, e);
        }
    }

    static TimeToken of(TimeStampResponse response, byte[] encoded) {
        TimeStampToken token = response.getTimeStampToken();
        int status = response.getStatus();
        if (token == null || (status != PKIStatus.GRANTED && status != PKIStatus.GRANTED_WITH_MODS)) {
            String reason = response.getStatusString();
            throw new TimeTokenException(
                    "The authority grants no time stamp, status " + status + (reason == null ? "" : ": " + reason));
        }
        return new TimeToken(token, encoded.clone());
    }

    /** The whole answer, DER. */
    public byte[] encoded() {
        return encoded.clone();
    }

    /**
     * The time that the token states; worth nothing before {@link #verify}.
     *
     * @return with the authority's own precision, by its clock
     */
    public Instant time() {
        return token.getTimeStampInfo().getGenTime().toInstant();
    }

    /** The rule under which the authority made it, as an object identifier. */
    public String policy() {
        return token.getTimeStampInfo().getPolicy().getId();
    }

    /**
     * Checks the token over the stamped bytes.
     *
     * @param trusted anchors from somebody who is trusted, not from beside the token
     * @throws TimeTokenException if it is over other bytes, its signature does not verify, or its certificate is not one for
     *     time stamping, was not valid at the stated time, or does not lead to an anchor
     */
    public void verify(byte[] stamped, TimeAuthorities trusted) {
        try {
            requireImprint(stamped);
            X509CertificateHolder signer = signer();
            // The certificate's purpose, its identity in the signed attributes, its validity at the time, the
            // signature.
            requireSigned(signer);
            trusted.requirePath(signer, certificates(), token.getTimeStampInfo().getGenTime());
        } catch (TimeTokenException e) {
            throw e;
        } catch (RuntimeException e) {
            // Bytes that trip the library up do not stand, whatever it is that they trip up.
            throw new TimeTokenException("The token holds what no token has: " + e, e);
        }
    }

    /**
     * Checks over what the token is, and not who made it.
     *
     * @throws TimeTokenException if it is over other bytes
     */
    public void requireImprint(byte[] stamped) {
        String digest = DIGESTS.get(token.getTimeStampInfo().getMessageImprintAlgOID());
        if (digest == null) {
            throw new TimeTokenException("The token is over a digest other than SHA-256, SHA-384 and SHA-512");
        }
        try {
            byte[] imprint = MessageDigest.getInstance(digest).digest(stamped);
            if (!Arrays.equals(imprint, token.getTimeStampInfo().getMessageImprintDigest())) {
                throw new TimeTokenException("The token is over other bytes");
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-2", e);
        }
    }

    private X509CertificateHolder signer() {
        List<X509CertificateHolder> found = certificates().stream()
                .filter(certificate -> token.getSID().match(certificate))
                .toList();
        if (found.size() != 1) {
            throw new TimeTokenException("The token does not hold the certificate that signed it");
        }
        return found.getFirst();
    }

    private Collection<X509CertificateHolder> certificates() {
        return token.getCertificates().getMatches(null);
    }

    private void requireSigned(X509CertificateHolder signer) {
        try {
            token.validate(SignatureCheck.of(signer));
        } catch (TSPException e) {
            throw new TimeTokenException("The token's signature does not stand: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "TimeToken[" + time() + "]";
    }
}
