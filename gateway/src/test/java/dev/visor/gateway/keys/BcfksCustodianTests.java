package dev.visor.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BcfksCustodianTests {

    private static final byte[] PLACE = "here".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ELSEWHERE = "there".getBytes(StandardCharsets.US_ASCII);
    private static final Warrant WARRANT = Warrant.system("test");

    @TempDir
    Path folder;

    private final TenantId tenant = TenantId.random();

    @BeforeEach
    void create() throws IOException {
        BcfksCustodian.create(folder, Domain.VIEWS, TestKeys.CHEAP);
    }

    private BcfksCustodian open() throws IOException {
        return BcfksCustodian.open(folder, Domain.VIEWS, TestKeys.CHEAP);
    }

    @Test
    void unwrapsInItsPlaceAndNowhereElse() throws IOException {
        try (Custodian custodian = open();
                DataKey key = DataKey.random()) {
            EpochKey epoch = new EpochKey(tenant, custodian.epoch(tenant));
            byte[] wrapped = custodian.wrap(epoch, PLACE, key);
            try (DataKey back = custodian.unwrap(epoch, PLACE, wrapped, WARRANT)) {
                assertThat(back.getEncoded()).isEqualTo(key.getEncoded());
            }
            assertThatThrownBy(() -> custodian.unwrap(epoch, ELSEWHERE, wrapped, WARRANT))
                    .isInstanceOf(KeyAlteredException.class);
            TenantId other = TenantId.random();
            EpochKey foreign = new EpochKey(other, custodian.epoch(other));
            assertThatThrownBy(() -> custodian.unwrap(foreign, PLACE, wrapped, WARRANT))
                    .isInstanceOf(KeyAlteredException.class);
            for (int bit = 0; bit < 8 * wrapped.length; bit++) {
                wrapped[bit / 8] ^= (byte) (1 << (bit % 8));
                assertThatThrownBy(() -> custodian.unwrap(epoch, PLACE, wrapped, WARRANT))
                        .isInstanceOf(KeyAlteredException.class);
                wrapped[bit / 8] ^= (byte) (1 << (bit % 8));
            }
        }
    }

    @Test
    void keepsOpeningWhatAnOlderEpochWrapped() throws IOException {
        try (Custodian custodian = open();
                DataKey key = DataKey.random()) {
            EpochKey first = new EpochKey(tenant, custodian.epoch(tenant));
            byte[] wrapped = custodian.wrap(first, PLACE, key);
            assertThat(custodian.advance(tenant)).isEqualTo(2);
            assertThat(custodian.epoch(tenant)).isEqualTo(2);
            custodian.unwrap(first, PLACE, wrapped, WARRANT).close();
            assertThatThrownBy(() -> custodian.unwrap(new EpochKey(tenant, 2), PLACE, wrapped, WARRANT))
                    .isInstanceOf(KeyAlteredException.class);
        }
    }

    @Test
    void destroysAnEpochForEveryProcess() throws IOException {
        try (Custodian one = open();
                Custodian two = open();
                DataKey key = DataKey.random()) {
            EpochKey first = new EpochKey(tenant, one.epoch(tenant));
            byte[] wrapped = one.wrap(first, PLACE, key);
            two.unwrap(first, PLACE, wrapped, WARRANT).close();
            one.advance(tenant);
            one.destroy(first);
            assertThatThrownBy(() -> one.unwrap(first, PLACE, wrapped, WARRANT))
                    .isInstanceOf(KeyMissingException.class);
            assertThat(two.epoch(tenant)).isEqualTo(2);
            assertThatThrownBy(() -> two.unwrap(first, PLACE, wrapped, WARRANT))
                    .isInstanceOf(KeyMissingException.class);
        }
    }

    @Test
    void losesNoEpochWhenTwoProcessesMakeThemAtOnce() throws Exception {
        List<TenantId> tenants =
                java.util.stream.Stream.generate(TenantId::random).limit(4).toList();
        try (Custodian one = open();
                Custodian two = open();
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> first = threads.submit(() -> tenants.forEach(one::epoch));
            Future<?> second = threads.submit(() -> tenants.reversed().forEach(two::epoch));
            first.get();
            second.get();
            for (TenantId each : tenants) {
                EpochKey epoch = new EpochKey(each, 1);
                assertThat(one.epoch(each)).isEqualTo(1);
                assertThat(two.matches(epoch, one.checkValue(epoch))).isTrue();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void isKnownAgainByItsCheckValues() throws IOException {
        byte[] root;
        byte[] epoch;
        EpochKey name = new EpochKey(tenant, 1);
        try (Custodian custodian = open()) {
            custodian.epoch(tenant);
            root = custodian.checkValue();
            epoch = custodian.checkValue(name);
        }
        try (Custodian again = open()) {
            assertThat(again.matches(root)).isTrue();
            assertThat(again.matches(name, epoch)).isTrue();
            assertThat(again.matches(epoch)).isFalse();
        }
        Files.delete(folder.resolve("views.bcfks"));
        create();
        try (Custodian replaced = open()) {
            replaced.epoch(tenant);
            assertThat(replaced.matches(root)).isFalse();
            assertThat(replaced.matches(name, epoch)).isFalse();
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

    @Test
    void printsNeitherKeyNorPassphrase() throws IOException {
        try (Custodian custodian = open();
                DataKey key = DataKey.random()) {
            assertThat(custodian).hasToString("BcfksCustodian[views]");
            assertThat(key).hasToString("DataKey");
        }
    }
}
