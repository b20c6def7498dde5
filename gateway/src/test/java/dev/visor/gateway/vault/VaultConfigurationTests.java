package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.TestDatabase;
import dev.visor.gateway.keys.CustodianRefusedException;
import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

class VaultConfigurationTests {

    @TempDir
    Path folder;

    /** The database is shared by all tests, and this is a first start. */
    @BeforeEach
    @AfterEach
    void forget() {
        JdbcClient.create(TestDatabase.owner())
                .sql("delete from keys_custodian")
                .update();
    }

    @Test
    void startsAVaultThatOpensWhatAnEarlierStartSealed() {
        TenantId tenant = TenantId.random();
        KeyOwner person = KeyOwner.random();
        ObjectRef object;
        byte[] name;
        try (AnnotationConfigApplicationContext context = start("intake")) {
            object = context.getBean(Vault.class).seal(tenant, ObjectKind.ORIGINAL, Set.of(person), new byte[] {7});
            name = context.getBean(Identities.class).seal(tenant, person, "subject.name", "Anna");
        }
        try (AnnotationConfigApplicationContext context = start("intake")) {
            try (Vault.Opened opened = context.getBean(Vault.class).open(object, TestVault.receipt(object))) {
                assertThat(opened.bytes()).containsExactly(7);
            }
            assertThat(context.getBean(Identities.class).open(tenant, person, "subject.name", name))
                    .isEqualTo("Anna");
        }
        try (AnnotationConfigApplicationContext context = start("views")) {
            Vault views = context.getBean(Vault.class);
            assertThatThrownBy(() -> views.open(object, TestVault.receipt(object)))
                    .isInstanceOf(CustodianRefusedException.class);
        }
    }

    private AnnotationConfigApplicationContext start(String roles) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "visor.home",
                                folder.resolve("var").toString(),
                                "visor.config",
                                folder.resolve("config").toString(),
                                "visor.roles",
                                roles)));
        context.registerBean(DataSource.class, TestDatabase::app);
        context.registerBean(
                PlatformTransactionManager.class,
                () -> new DataSourceTransactionManager(context.getBean(DataSource.class)));
        context.scan("dev.visor.gateway.keys", "dev.visor.gateway.vault");
        context.refresh();
        return context;
    }
}
