package dev.visor.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class RootKeysTests {

    @TempDir
    Path folder;

    private final RootKeys roots = new RootKeys(JdbcClient.create(TestDatabase.app()));

    /** The database is shared by all tests, and each of these is a first start. */
    @BeforeEach
    @AfterEach
    void forget() {
        JdbcClient.create(TestDatabase.owner())
                .sql("delete from keys_custodian")
                .update();
    }

    private Custodians open(KeySettings settings) {
        return roots.open(settings, new BcfksFiles(settings.keys(), TestKeys.CHEAP));
    }

    private KeySettings settings(Role... roles) {
        return new KeySettings(folder.resolve("var"), folder.resolve("config"), EnumSet.copyOf(Set.of(roles)));
    }

    @Test
    void areMadeAtTheFirstStartAndFoundAtTheNext() {
        open(settings(Role.EXPORT)).close();
        try (Custodians again = open(settings(Role.EXPORT))) {
            assertThat(again.domains()).containsExactlyInAnyOrder(Domain.LANDMARKS, Domain.EXPORTS, Domain.IDENTITIES);
        }
    }

    @Test
    void areOnlyThoseOfTheRoles() {
        try (Custodians views = open(settings(Role.VIEWS))) {
            assertThat(views.domains()).containsExactlyInAnyOrder(Domain.VIEWS, Domain.LANDMARKS, Domain.IDENTITIES);
            assertThatThrownBy(() -> views.of(Domain.ORIGINALS)).isInstanceOf(CustodianRefusedException.class);
            assertThat(folder.resolve("config/keys/originals.bcfks")).doesNotExist();
            assertThat(folder.resolve("config/keys/originals.pass")).doesNotExist();
        }
    }

    @Test
    void areSaidByHealthToBeSeparateOrNot() {
        try (Custodians views = open(settings(Role.VIEWS));
                Custodians all = open(settings(Role.ALL))) {
            assertThat(new SeparationHealth(views).health().getDetails())
                    .containsEntry("separated", true)
                    .containsEntry("amber", "none")
                    .containsEntry("domains", "views landmarks identities");
            assertThat(new SeparationHealth(all).health().getDetails())
                    .containsEntry("separated", false)
                    .containsEntry("amber", "one process holds the keys of every domain");
        }
    }

    @Test
    void stopTheStartWhereOneWasReplacedUnderItsName() throws IOException {
        open(settings(Role.VIEWS)).close();
        Files.delete(folder.resolve("config/keys/views.bcfks"));
        BcfksCustodian.create(folder.resolve("config/keys"), Domain.VIEWS, TestKeys.CHEAP);
        assertThatThrownBy(() -> open(settings(Role.VIEWS)))
                .isInstanceOf(KeyReplacedException.class)
                .hasMessageContaining("views");
    }

    @Test
    void stopTheStartWhereOneIsMissingInsteadOfBeginningAnew() throws IOException {
        open(settings(Role.VIEWS)).close();
        Files.delete(folder.resolve("config/keys/views.bcfks"));
        assertThatThrownBy(() -> open(settings(Role.VIEWS))).isInstanceOf(KeyReplacedException.class);
        assertThat(folder.resolve("config/keys/views.bcfks")).doesNotExist();
    }

    @Test
    void stopTheStartInsideTheDataFolder() throws IOException {
        Path var = Files.createDirectories(folder.resolve("var"));
        KeySettings inside = new KeySettings(var, var.resolve("config"), Set.of(Role.VIEWS));
        assertThatThrownBy(() -> open(inside))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("visor.config");
        Path link = Files.createSymbolicLink(folder.resolve("link"), var);
        KeySettings linked = new KeySettings(var, link.resolve("config"), Set.of(Role.VIEWS));
        assertThatThrownBy(() -> open(linked)).isInstanceOf(IllegalStateException.class);
        KeySettings dotted = new KeySettings(var, folder.resolve("other/../var"), Set.of(Role.VIEWS));
        assertThatThrownBy(() -> open(dotted)).isInstanceOf(IllegalStateException.class);
    }

    /** The file of the originals lies there, as in a shared folder, but not the credential: the file itself does not open. */
    @Test
    void refuseAProcessThatHasTheFileButNotTheCredential() throws IOException {
        open(settings(Role.ALL)).close();
        Path keys = folder.resolve("config/keys");
        byte[] own = Files.readAllBytes(keys.resolve("originals.pass"));
        byte[] file = Files.readAllBytes(keys.resolve("originals.bcfks"));
        Files.delete(keys.resolve("originals.pass"));
        try (Custodians views = open(settings(Role.VIEWS))) {
            assertThat(views.domains()).doesNotContain(Domain.ORIGINALS);
        }
        for (Role wider : List.of(Role.ALL, Role.INTAKE, Role.CUSTODY)) {
            assertThatThrownBy(() -> open(settings(wider))).isInstanceOf(UncheckedIOException.class);
        }
        assertThat(keys.resolve("originals.pass")).doesNotExist();
        for (String other : List.of("views.pass", "landmarks.pass", "identities.pass")) {
            Files.copy(keys.resolve(other), keys.resolve("originals.pass"), StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(() -> open(settings(Role.ALL))).isInstanceOf(UncheckedIOException.class);
        }
        assertThat(Files.readAllBytes(keys.resolve("originals.bcfks"))).isEqualTo(file);
        Files.write(keys.resolve("originals.pass"), own);
        open(settings(Role.ALL)).close();
    }

    @Test
    void openNoKeyOfTheOriginalsWithTheKeysOfTheViews() {
        TenantId tenant = TenantId.random();
        byte[] context = Contexts.subjectKey(tenant, Domain.ORIGINALS, KeyOwner.random(), 1);
        EpochKey epoch = new EpochKey(tenant, 1);
        byte[] wrapped;
        try (Custodians all = open(settings(Role.ALL));
                DataKey key = DataKey.random()) {
            all.of(Domain.ORIGINALS).epoch(tenant);
            wrapped = all.of(Domain.ORIGINALS).wrap(epoch, context, key);
        }
        try (Custodians views = open(settings(Role.VIEWS))) {
            for (Domain domain : views.domains()) {
                views.of(domain).epoch(tenant);
                assertThatThrownBy(() -> views.of(domain).unwrap(epoch, context, wrapped, Warrant.system("attack")))
                        .as(domain.label())
                        .isInstanceOf(KeyAlteredException.class);
            }
        }
    }

    @Test
    void cannotBePinnedAnewByTheApplication() {
        open(settings(Role.VIEWS)).close();
        JdbcClient app = JdbcClient.create(TestDatabase.app());
        assertThatThrownBy(() ->
                        app.sql("update keys_custodian set check_value = ''").update())
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> app.sql("delete from keys_custodian").update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void belongToRolesThatAreKnown() {
        assertThat(Role.parse("intake, views")).containsExactly(Role.INTAKE, Role.VIEWS);
        assertThatThrownBy(() -> Role.parse("root")).isInstanceOf(IllegalArgumentException.class);
    }
}
