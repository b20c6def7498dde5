package dev.visor.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class RootKeysTests {

    @TempDir
    Path folder;

    private final RootKeys roots = new RootKeys(JdbcClient.create(TestDatabase.app()), TestKeys.CHEAP);

    /** The database is shared by all tests, and each of these is a first start. */
    @BeforeEach
    @AfterEach
    void forget() {
        JdbcClient.create(TestDatabase.owner())
                .sql("delete from keys_custodian")
                .update();
    }

    private KeySettings settings(Role... roles) {
        return new KeySettings(folder.resolve("var"), folder.resolve("config"), EnumSet.copyOf(Set.of(roles)));
    }

    @Test
    void areMadeAtTheFirstStartAndFoundAtTheNext() {
        roots.open(settings(Role.EXPORT)).close();
        try (Custodians again = roots.open(settings(Role.EXPORT))) {
            assertThat(again.domains()).containsExactlyInAnyOrder(Domain.LANDMARKS, Domain.EXPORTS, Domain.IDENTITIES);
        }
    }

    @Test
    void areOnlyThoseOfTheRoles() {
        try (Custodians views = roots.open(settings(Role.VIEWS))) {
            assertThat(views.domains()).containsExactlyInAnyOrder(Domain.VIEWS, Domain.LANDMARKS, Domain.IDENTITIES);
            assertThatThrownBy(() -> views.of(Domain.ORIGINALS)).isInstanceOf(CustodianRefusedException.class);
            assertThat(folder.resolve("config/keys/originals.bcfks")).doesNotExist();
            assertThat(folder.resolve("config/keys/originals.pass")).doesNotExist();
        }
    }

    @Test
    void areSaidByHealthToBeSeparateOrNot() {
        try (Custodians views = roots.open(settings(Role.VIEWS));
                Custodians all = roots.open(settings(Role.ALL))) {
            assertThat(new SeparationHealth(views).health().getDetails())
                    .containsEntry("separated", true)
                    .containsEntry("domains", "views landmarks identities");
            assertThat(new SeparationHealth(all).health().getDetails()).containsEntry("separated", false);
        }
    }

    @Test
    void stopTheStartWhereOneWasReplacedUnderItsName() throws IOException {
        roots.open(settings(Role.VIEWS)).close();
        Files.delete(folder.resolve("config/keys/views.bcfks"));
        BcfksCustodian.create(folder.resolve("config/keys"), Domain.VIEWS, TestKeys.CHEAP);
        assertThatThrownBy(() -> roots.open(settings(Role.VIEWS)))
                .isInstanceOf(KeyReplacedException.class)
                .hasMessageContaining("views");
    }

    @Test
    void stopTheStartWhereOneIsMissingInsteadOfBeginningAnew() throws IOException {
        roots.open(settings(Role.VIEWS)).close();
        Files.delete(folder.resolve("config/keys/views.bcfks"));
        assertThatThrownBy(() -> roots.open(settings(Role.VIEWS))).isInstanceOf(KeyReplacedException.class);
        assertThat(folder.resolve("config/keys/views.bcfks")).doesNotExist();
    }

    @Test
    void stopTheStartInsideTheDataFolder() throws IOException {
        Path var = Files.createDirectories(folder.resolve("var"));
        KeySettings inside = new KeySettings(var, var.resolve("config"), Set.of(Role.VIEWS));
        assertThatThrownBy(() -> roots.open(inside))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("visor.config");
        Path link = Files.createSymbolicLink(folder.resolve("link"), var);
        KeySettings linked = new KeySettings(var, link.resolve("config"), Set.of(Role.VIEWS));
        assertThatThrownBy(() -> roots.open(linked)).isInstanceOf(IllegalStateException.class);
        KeySettings dotted = new KeySettings(var, folder.resolve("other/../var"), Set.of(Role.VIEWS));
        assertThatThrownBy(() -> roots.open(dotted)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void cannotBePinnedAnewByTheApplication() {
        roots.open(settings(Role.VIEWS)).close();
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
