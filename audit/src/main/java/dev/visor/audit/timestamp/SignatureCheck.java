package dev.visor.audit.timestamp;

import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/** Makes what checks a token's signature: RSA and ECDSA by the JDK. */
final class SignatureCheck {

    private SignatureCheck() {}

    static SignerInformationVerifier of(X509CertificateHolder signer) {
        try {
            return new JcaSimpleSignerInfoVerifierBuilder().build(signer);
        } catch (OperatorCreationException | java.security.cert.CertificateException e) {
            throw new TimeTokenException("The authority's certificate is of no known kind", e);
        }
    }
}
