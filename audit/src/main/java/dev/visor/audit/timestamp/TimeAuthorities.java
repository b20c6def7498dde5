package dev.visor.audit.timestamp;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;

/** Certificates that whoever verifies trusts to vouch for time stamping authorities. */
public final class TimeAuthorities {

    private final Set<TrustAnchor> anchors;

    private TimeAuthorities(Set<TrustAnchor> anchors) {
        this.anchors = anchors;
    }

    /**
     * Reads one or several PEM certificates.
     *
     * @throws TimeTokenException if there is none
     */
    public static TimeAuthorities parse(byte[] pem) {
        try {
            Set<TrustAnchor> anchors = new HashSet<>();
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
                anchors.add(new TrustAnchor((X509Certificate) certificate, null));
            }
            if (!anchors.isEmpty()) {
                return new TimeAuthorities(anchors);
            }
        } catch (CertificateException e) {
            throw new TimeTokenException("Not certificates in PEM form", e);
        }
        throw new TimeTokenException("Not certificates in PEM form: there is none");
    }

    /**
     * Checks the way from a certificate to an anchor as of a past time.
     *
     * @throws TimeTokenException if there is none
     */
    void requirePath(X509CertificateHolder signer, Collection<X509CertificateHolder> others, Date at) {
        try {
            JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
            List<X509Certificate> store = new ArrayList<>();
            for (X509CertificateHolder other : others) {
                store.add(converter.getCertificate(other));
            }
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(converter.getCertificate(signer));
            PKIXBuilderParameters way = new PKIXBuilderParameters(anchors, target);
            way.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(store)));
            way.setDate(at);
            // Lists of revoked certificates would have to be fetched: whoever verifies is offline.
            way.setRevocationEnabled(false);
            CertPathBuilder.getInstance("PKIX").build(way);
        } catch (GeneralSecurityException e) {
            throw new TimeTokenException(
                    "The authority's certificate does not lead to a trusted one that was valid then", e);
        }
    }
}
