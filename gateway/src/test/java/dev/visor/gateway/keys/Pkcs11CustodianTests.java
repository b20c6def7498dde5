package dev.visor.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.Collections;
import java.util.Map;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Pkcs11CustodianTests extends CustodianContract {

    @TempDir
    Path folder;

    private long slot;

    /** One token for all: the library sees none that is made later. */
    @BeforeEach
    void create() throws Exception {
        slot = SoftToken.slot("views");
        SoftToken.pin(folder, DOMAIN, SoftToken.PIN);
        KeyStore store = raw();
        for (String label : Collections.list(store.aliases())) {
            store.deleteEntry(label);
        }
        tokens().create(DOMAIN);
    }

    private Pkcs11Tokens tokens() {
        return new Pkcs11Tokens(SoftToken.LIBRARY, Map.of(DOMAIN, slot), folder);
    }

    @Override
    Pkcs11Custodian open() throws IOException {
        return tokens().open(DOMAIN);
    }

    /** As somebody with the PIN and other tools would see it. */
    private KeyStore raw() throws Exception {
        Provider provider = Security.getProvider("SunPKCS11")
                .configure("--name = Raw-" + slot + "\nlibrary = \"" + SoftToken.LIBRARY + "\"\nslot = " + slot + "\n");
        KeyStore store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, SoftToken.PIN.toCharArray());
        return store;
    }

    @Override
    void replace(EpochKey epoch) throws Exception {
        KeyStore store = raw();
        for (String label : new String[] {"root", epoch.tenant() + "/" + epoch.epoch()}) {
            store.deleteEntry(label);
            KeyGenerator generator = KeyGenerator.getInstance("AES", store.getProvider());
            generator.init(256);
            store.setKeyEntry(label, generator.generateKey(), null, null);
        }
    }

    @Test
    void holdsKeysThatNobodyGetsOut() throws Exception {
        try (Pkcs11Custodian custodian = open()) {
            custodian.epoch(tenant);
        }
        KeyStore store = raw();
        for (String label : new String[] {"root", tenant + "/1"}) {
            SecretKey key = (SecretKey) store.getKey(label, null);
            assertThat(key.getEncoded()).as(label).isNull();
            assertThat(key.toString()).contains("AES").contains("sensitive").contains("unextractable");
        }
    }

    @Test
    void isRefusedByATokenWithAnotherPinOrWithout() throws IOException {
        // Of its own: the library lets a process in that has signed in to the token before.
        long other = SoftToken.slot("refusing");
        Pkcs11Tokens originals = new Pkcs11Tokens(SoftToken.LIBRARY, Map.of(Domain.ORIGINALS, other), folder);
        assertThatThrownBy(() -> originals.open(Domain.ORIGINALS)).isInstanceOf(IOException.class);
        SoftToken.pin(folder, Domain.ORIGINALS, "0815-wrong");
        assertThatThrownBy(() -> originals.open(Domain.ORIGINALS))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("0815");
        SoftToken.pin(folder, Domain.ORIGINALS, SoftToken.PIN);
        Files.setPosixFilePermissions(folder.resolve("originals.pin"), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> originals.open(Domain.ORIGINALS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod");
        Files.setPosixFilePermissions(folder.resolve("originals.pin"), PosixFilePermissions.fromString("rw-------"));
        originals.open(Domain.ORIGINALS).close();
    }

    @Test
    void opensNothingOfAnotherDomainsToken() throws IOException {
        long other = SoftToken.slot("originals");
        SoftToken.pin(folder, Domain.ORIGINALS, SoftToken.PIN);
        Pkcs11Tokens originals = new Pkcs11Tokens(SoftToken.LIBRARY, Map.of(Domain.ORIGINALS, other), folder);
        originals.create(Domain.ORIGINALS);
        try (Custodian views = open();
                Custodian held = originals.open(Domain.ORIGINALS);
                DataKey key = DataKey.random()) {
            EpochKey epoch = new EpochKey(tenant, held.epoch(tenant));
            views.epoch(tenant);
            byte[] wrapped = held.wrap(epoch, PLACE, key);
            assertThatThrownBy(() -> views.unwrap(epoch, PLACE, wrapped, WARRANT))
                    .isInstanceOf(KeyAlteredException.class);
            assertThat(views.matches(held.checkValue())).isFalse();
        }
    }

    @Test
    void wantsATokenForEachDomain() {
        assertThat(Pkcs11Tokens.slots("originals=1, views=0x2 exports=3"))
                .containsOnly(
                        Map.entry(Domain.ORIGINALS, 1L), Map.entry(Domain.VIEWS, 2L), Map.entry(Domain.EXPORTS, 3L));
        for (String wrong :
                new String[] {"", "originals", "nobody=1", "views=1 views=2", "views=1 originals=1", "views=x"}) {
            assertThatThrownBy(() -> Pkcs11Tokens.slots(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("visor.keys.pkcs11.slots");
        }
        assertThatThrownBy(() -> tokens().open(Domain.EXPORTS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exports");
    }
}
