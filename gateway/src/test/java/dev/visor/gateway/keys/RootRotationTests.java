package dev.visor.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A root that leaked gets a successor; the start knows both, and a stranger's root is still none of them. */
class RootRotationTests {

    private static final Domain DOMAIN = Domain.VIEWS;
    private static final byte[] PLACE = {1};
    private static final Warrant WARRANT = Warrant.system("test");

    @TempDir
    Path folder;

    private final RootKeys roots = new RootKeys(JdbcClient.create(TestDatabase.app()));
    private final TenantId tenant = TenantId.random();
    private final EpochKey epoch = new EpochKey(tenant, 1);
    private byte[] wrapped;

    @BeforeEach
    @AfterEach
    void forget() {
        JdbcClient.create(TestDatabase.owner())
                .sql("delete from keys_custodian")
                .update();
    }

    @BeforeEach
    void begin() {
        try (Custodians first = start();
                DataKey key = DataKey.random()) {
            first.of(DOMAIN).epoch(tenant);
            wrapped = first.of(DOMAIN).wrap(epoch, PLACE, key);
        }
    }

    private Custodians start() {
        KeySettings settings = new KeySettings(folder.resolve("var"), folder.resolve("config"), Set.of(Role.VIEWS));
        return roots.open(settings, new BcfksFiles(settings.keys(), TestKeys.CHEAP));
    }

    private Path file(String name) {
        return folder.resolve("config/keys").resolve(name);
    }

    private void startsWithRoot(int root) {
        try (Custodians again = start()) {
            assertThat(again.of(DOMAIN).root()).isEqualTo(root);
            again.of(DOMAIN).unwrap(epoch, PLACE, wrapped, WARRANT).close();
        }
        assertThat(file("views.pass.next")).doesNotExist();
    }

    private long versions() {
        return JdbcClient.create(TestDatabase.app())
                .sql("select count(*) from keys_custodian where domain = 'views'")
                .query(Long.class)
                .single();
    }

    @Test
    void startsAfterItWithBothCheckValues() throws IOException {
        String before = Files.readString(file("views.pass"));
        try (Custodians running = start()) {
            assertThat(roots.rotate(running.of(DOMAIN))).isEqualTo(2);
            running.of(DOMAIN).unwrap(epoch, PLACE, wrapped, WARRANT).close();
        }
        assertThat(versions()).isEqualTo(2);
        assertThat(Files.readString(file("views.pass"))).isNotEqualTo(before);
        startsWithRoot(2);
        Files.writeString(file("views.pass"), before);
        assertThatThrownBy(this::start).as("the leaked passphrase").isInstanceOf(java.io.UncheckedIOException.class);
    }

    @Test
    void doesNotStartOnTheFilesFromBeforeIt() throws IOException {
        for (String name : new String[] {"views.pass", "views.bcfks"}) {
            Files.copy(file(name), folder.resolve(name));
        }
        try (Custodians running = start()) {
            roots.rotate(running.of(DOMAIN));
        }
        for (String name : new String[] {"views.pass", "views.bcfks"}) {
            Files.copy(folder.resolve(name), file(name), StandardCopyOption.REPLACE_EXISTING);
        }
        assertThatThrownBy(this::start).isInstanceOf(KeyReplacedException.class);
    }

    @Test
    void pinsAtTheNextStartWhatAStoppedOneCouldNot() throws IOException {
        try (Custodian custodian = BcfksCustodian.open(folder.resolve("config/keys"), DOMAIN, TestKeys.CHEAP)) {
            custodian.rotate();
        }
        assertThat(versions()).isEqualTo(1);
        startsWithRoot(2);
        assertThat(versions()).isEqualTo(2);
    }

    @Test
    void isUndoneWhereItWasStoppedBeforeTheFile() throws IOException {
        KeyFile.at(folder.resolve("config/keys"), DOMAIN, TestKeys.CHEAP)
                .renew()
                .close();
        assertThat(file("views.pass.next")).exists();
        startsWithRoot(1);
    }

    @Test
    void isFinishedWhereItWasStoppedAfterTheFile() throws IOException {
        byte[] before = Files.readAllBytes(file("views.pass"));
        try (Custodian custodian = BcfksCustodian.open(folder.resolve("config/keys"), DOMAIN, TestKeys.CHEAP)) {
            custodian.rotate();
        }
        Files.move(file("views.pass"), file("views.pass.next"));
        DurableFile.replace(file("views.pass"), before);
        startsWithRoot(2);
    }

    @Test
    void givesNoStrangersRootAPlaceThroughTheTable() throws IOException {
        Path strange = folder.resolve("strange");
        BcfksCustodian.create(strange, DOMAIN, TestKeys.CHEAP);
        try (Custodian stranger = BcfksCustodian.open(strange, DOMAIN, TestKeys.CHEAP)) {
            stranger.rotate();
            JdbcClient.create(TestDatabase.app())
                    .sql("insert into keys_custodian (domain, version, check_value) values ('views', 2, ?)")
                    .param(stranger.checkValue())
                    .update();
        }
        assertThatThrownBy(this::start).isInstanceOf(KeyReplacedException.class);
        for (String name : new String[] {"views.pass", "views.bcfks"}) {
            Files.copy(strange.resolve(name), file(name), StandardCopyOption.REPLACE_EXISTING);
        }
        assertThatThrownBy(this::start).isInstanceOf(KeyReplacedException.class);
    }
}
