package dev.visor.gateway.exchange;

import dev.visor.gateway.keys.SigningKey;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The installation's key for signing exports. */
@Component
public class ExportKey {

    private final KeyPair pair;
    private final ManifestSigner signer;

    ExportKey(@Value("${visor.config}") Path config) {
        pair = SigningKey.of(config.resolve("export-key")).pair();
        signer = new ManifestSigner(pair);
    }

    /** Signs bytes that leave beside an export's manifest, such as a report: Ed25519, 64 bytes. */
    public byte[] sign(byte[] bytes) {
        return signer.sign(bytes);
    }

    /** The public key as a SubjectPublicKeyInfo in PEM, as OpenSSL reads it. */
    public byte[] publicKeyPem() {
        return signer.publicKeyPem();
    }

    ManifestSigner signer() {
        return signer;
    }

    PublicKey publicKey() {
        return pair.getPublic();
    }
}
