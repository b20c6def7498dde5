package dev.visor.gateway.vault;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.visor.gateway.keys.DataKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pictures are sealed by the JDK's AES, whatever else is installed: pure Java would be forty times as slow. */
class BulkProviderTests {

    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void removeProviders() {
        Security.removeProvider("Eager");
        Security.removeProvider("BC");
    }

    @Test
    void isTheJdksEvenWhereAnotherStandsFirst() throws IOException {
        Security.insertProviderAt(new Eager(), 1);
        sealAndOpen();
        assertThat(asked).hasValue(0);
    }

    @Test
    void wouldBeTheOtherIfTheJdksWereNotNamed() throws GeneralSecurityException {
        Security.insertProviderAt(new Eager(), 1);
        Cipher.getInstance("AES/GCM/NoPadding").init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[32], "AES"));
        assertThat(asked).hasPositiveValue();
    }

    @Test
    void sealsWhereBouncyCastleWasInsertedFirst() throws IOException {
        Security.insertProviderAt(new BouncyCastleProvider(), 1);
        sealAndOpen();
    }

    @Test
    void isNeverBouncyCastle() {
        noClasses()
                .that()
                .resideInAPackage("dev.visor.gateway.vault..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .because("its AES is pure Java: 0.05 GB a CPU-second where the JDK does 2")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.visor.gateway.vault"));
    }

    private static void sealAndOpen() throws IOException {
        byte[] header = new byte[Header.LENGTH];
        try (DataKey key = DataKey.random();
                Cobblestone message = Cobblestone.begin(key, header)) {
            byte[] sealed = InMemory.seal(new byte[100_000], message, header);
            try (SealedBody body = SealedBody.open(InMemory.stored(sealed), key, header)) {
                assertThat(body.whole()).hasSize(100_000);
            }
        }
    }

    /** Offers all that sealing needs, and counts how often it is asked for it. */
    private final class Eager extends Provider {

        Eager() {
            super("Eager", "1", "counts");
            for (String name : new String[] {"Cipher.AES/GCM/NoPadding", "Cipher.AES", "Mac.HmacSHA512"}) {
                int dot = name.indexOf('.');
                putService(
                        new Provider.Service(
                                this, name.substring(0, dot), name.substring(dot + 1), "none", null, null) {
                            @Override
                            public Object newInstance(Object parameter) {
                                asked.incrementAndGet();
                                throw new UnsupportedOperationException("taken from the wrong provider");
                            }
                        });
            }
        }
    }
}
