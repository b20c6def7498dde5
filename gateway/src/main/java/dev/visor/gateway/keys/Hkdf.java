package dev.visor.gateway.keys;

import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** HKDF-SHA-512 (RFC 5869), the JDK's by name: extract from the keys in their order, expand for one use. */
final class Hkdf {

    private Hkdf() {}

    static DataKey derive(DataKey from, byte[] info) {
        return derive(List.of(from), info);
    }

    static DataKey derive(Collection<DataKey> inOrder, byte[] info) {
        HKDFParameterSpec.Builder extract = HKDFParameterSpec.ofExtract();
        inOrder.forEach(extract::addIKM);
        try {
            KDF kdf = KDF.getInstance("HKDF-SHA512", "SunJCE");
            return DataKey.taking(kdf.deriveData(extract.thenExpand(info, DataKey.LENGTH)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA-512 is not to be had from the JDK", e);
        }
    }
}
