package dev.visor.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.bouncycastle.asn1.bc.ObjectStore;
import org.bouncycastle.asn1.bc.PbkdMacIntegrityCheck;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BcfksCustodianTests extends CustodianContract {

    @TempDir
    Path folder;

    @BeforeEach
    void create() throws IOException {
        BcfksCustodian.create(folder, Domain.VIEWS, TestKeys.CHEAP);
    }

    @Override
    BcfksCustodian open() throws IOException {
        return BcfksCustodian.open(folder, Domain.VIEWS, TestKeys.CHEAP);
    }

    @Override
    void replace(EpochKey epoch) throws IOException {
        Files.delete(folder.resolve("views.bcfks"));
        create();
        try (Custodian replaced = open()) {
            assertThat(replaced.epoch(epoch.tenant())).isEqualTo(epoch.epoch());
        }
    }

    @Test
    void makesFilesThatNobodyElseMayTouch() throws IOException {
        Path made = folder.resolve("fresh/keys");
        BcfksCustodian.create(made, Domain.VIEWS, TestKeys.CHEAP);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
        for (String name : List.of("views.bcfks", "views.pass")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void refusesFilesThatOthersMayRead() throws IOException {
        for (String name : List.of("views.bcfks", "views.pass")) {
            Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rw-r-----"));
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("chmod");
            Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void doesNotOpenUnderAnotherDomainsPassphrase() throws IOException {
        BcfksCustodian.create(folder, Domain.ORIGINALS, TestKeys.CHEAP);
        Files.copy(folder.resolve("views.pass"), folder.resolve("originals.pass"), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> BcfksCustodian.open(folder, Domain.ORIGINALS, TestKeys.CHEAP))
                .isInstanceOf(IOException.class);
    }

    @Test
    void doesNotPassForAnotherDomainWhereItsFilesWereRenamed() throws IOException {
        byte[] check;
        BcfksCustodian.create(folder, Domain.ORIGINALS, TestKeys.CHEAP);
        try (Custodian originals = BcfksCustodian.open(folder, Domain.ORIGINALS, TestKeys.CHEAP)) {
            check = originals.checkValue();
        }
        for (String end : List.of(".bcfks", ".pass")) {
            Files.copy(
                    folder.resolve("views" + end),
                    folder.resolve("originals" + end),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        try (Custodian renamed = BcfksCustodian.open(folder, Domain.ORIGINALS, TestKeys.CHEAP)) {
            assertThat(renamed.matches(check)).isFalse();
        }
    }

    @Test
    void takesAnOperatorsOwnPassphraseWithItsLineBreakButNoShortOne() throws IOException {
        String made = Files.readString(folder.resolve("views.pass"));
        Files.writeString(folder.resolve("views.pass"), made + "\n");
        open().close();
        Files.writeString(folder.resolve("views.pass"), "short");
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageNotContaining("short");
    }

    /** A file under a passphrase that somebody thought of is dear to try; under 256 random bits nothing is gained by that. */
    @Test
    void costsAGuesserWhereSomebodyChoseThePassphrase(@TempDir Path own) throws IOException {
        Files.writeString(own.resolve("views.pass"), "correct-horse-battery-staple-and-42-Zebras");
        Files.setPosixFilePermissions(own.resolve("views.pass"), PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
        BcfksCustodian.create(own, Domain.VIEWS);
        BcfksCustodian.open(own, Domain.VIEWS).close();
        assertThat(scryptCost(own)).isEqualTo(KeyFile.COST);

        Path made = folder.resolve("made");
        BcfksCustodian.create(made, Domain.VIEWS);
        BcfksCustodian.open(made, Domain.VIEWS).close();
        assertThat(scryptCost(made)).isEqualTo(KeyFile.COST_OF_RANDOM);
    }

    /** As the file itself says it. */
    private static int scryptCost(Path folder) throws IOException {
        ObjectStore store = ObjectStore.getInstance(Files.readAllBytes(folder.resolve("views.bcfks")));
        KeyDerivationFunc derivation = PbkdMacIntegrityCheck.getInstance(
                        store.getIntegrityCheck().getIntegrityCheck())
                .getPbkdAlgorithm();
        return ScryptParams.getInstance(derivation.getParameters())
                .getCostParameter()
                .intValueExact();
    }

    @Test
    void printsNeitherKeyNorPassphrase() throws IOException {
        try (Custodian custodian = open();
                DataKey key = DataKey.random()) {
            assertThat(custodian).hasToString("BcfksCustodian[views]");
            assertThat(key).hasToString("DataKey");
        }
    }
}
