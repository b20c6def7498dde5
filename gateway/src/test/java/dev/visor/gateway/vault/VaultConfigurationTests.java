package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.TestDatabase;
import dev.visor.gateway.keys.CustodianRefusedException;
import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.SubjectKeys;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.trail.TestStore;
import dev.visor.gateway.trail.Trails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
        JdbcClient owner = JdbcClient.create(TestDatabase.owner());
        owner.sql("delete from keys_custodian").update();
        owner.sql("delete from keys_place").update();
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

    @Test
    void startsWhereARestoreLeftOneTenantsSidecarsInContradiction() throws IOException {
        TenantId restored = TenantId.random();
        TenantId other = TenantId.random();
        ObjectRef contradicted;
        ObjectRef behind;
        try (AnnotationConfigApplicationContext context = start("intake")) {
            Vault vault = context.getBean(Vault.class);
            contradicted = vault.seal(restored, ObjectKind.ORIGINAL, Set.of(KeyOwner.random()), new byte[] {7});
            behind = vault.seal(other, ObjectKind.ORIGINAL, Set.of(KeyOwner.random()), new byte[] {7});
            Files.write(sidecar(contradicted), new byte[] {0});
            Files.delete(sidecar(behind));
            for (TenantId tenant : List.of(restored, other)) {
                context.getBean(TenantTransactions.class)
                        .runInTenant(
                                tenant,
                                () -> JdbcClient.create(context.getBean(DataSource.class))
                                        .sql("update vault_wrap set mirrored = false where tenant = ?")
                                        .param(tenant.value())
                                        .update());
            }
        }

        try (AnnotationConfigApplicationContext context = start("intake")) {
            try (Vault.Opened opened =
                    context.getBean(Vault.class).open(contradicted, TestVault.receipt(contradicted))) {
                assertThat(opened.bytes()).containsExactly(7);
            }
        }
        assertThat(sidecar(contradicted)).hasBinaryContent(new byte[] {0});
        assertThat(sidecar(behind)).isNotEmptyFile();
    }

    @Test
    void startsWhereOneTenantsMirroredKeysAreNone() throws IOException {
        TenantId tenant = TenantId.random();
        KeyOwner gone = KeyOwner.random();
        try (AnnotationConfigApplicationContext context = start("intake")) {
            Vault vault = context.getBean(Vault.class);
            vault.seal(tenant, ObjectKind.ORIGINAL, Set.of(gone), new byte[] {7});
            vault.destroy(tenant, List.of(gone));
            Files.write(folder.resolve("var/objects/" + tenant + "/keys/originals.1"), new byte[] {0});
            context.getBean(TenantTransactions.class)
                    .runInTenant(
                            tenant,
                            () -> JdbcClient.create(context.getBean(DataSource.class))
                                    .sql("update keys_subject set mirrored = false where owner = ?")
                                    .param(gone.value())
                                    .update());
        }

        try (AnnotationConfigApplicationContext context = start("intake")) {
            ObjectRef sealed = context.getBean(Vault.class)
                    .seal(TenantId.random(), ObjectKind.ORIGINAL, Set.of(gone), new byte[] {7});
            assertThat(sealed.kind()).isEqualTo(ObjectKind.ORIGINAL);
        }
    }

    /** With a bucket nothing of a picture or its keys lies on this machine's disk, and a start on another finds all of it. */
    @Test
    void keepsObjectsAndMirroredKeysInTheBucketWhereOneIsSet() throws IOException {
        TenantId tenant = TenantId.random();
        KeyOwner person = KeyOwner.random();
        try (TestStore bucket = new TestStore()) {
            Map<String, Object> there = Map.of(
                    "visor.objects.store",
                    "s3://" + TestStore.BUCKET + "/objects",
                    "visor.objects.store-endpoint",
                    bucket.address().toString());
            ObjectRef object;
            try (AnnotationConfigApplicationContext context = start("intake", there)) {
                object = context.getBean(Vault.class).seal(tenant, ObjectKind.ORIGINAL, Set.of(person), new byte[] {7});
            }
            try (Stream<Path> files = Files.walk(Files.createDirectories(folder.resolve("var")))) {
                assertThat(files.filter(Files::isRegularFile)).isEmpty();
            }
            assertThat(bucket.client()
                            .listObjectsV2(list -> list.bucket(TestStore.BUCKET).prefix("objects/" + tenant + "/keys/"))
                            .contents())
                    .singleElement()
                    .satisfies(piece -> assertThat(piece.key()).contains("/keys/originals.1."));
            try (AnnotationConfigApplicationContext context = start("intake", there);
                    Vault.Opened opened = context.getBean(Vault.class).open(object, TestVault.receipt(object))) {
                assertThat(opened.bytes()).containsExactly(7);
                assertThat(context.getBean(SubjectKeys.class).tenants()).contains(tenant);
            }
        }
    }

    private Path sidecar(ObjectRef object) {
        return folder.resolve("var/objects")
                .resolve(Sidecars.name(object.tenant(), object.id().value(), object.generation()) + ".w1");
    }

    private AnnotationConfigApplicationContext start(String roles) {
        return start(roles, Map.of());
    }

    private AnnotationConfigApplicationContext start(String roles, Map<String, Object> settings) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("more", settings));
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
        context.registerBean(Trails.class, TakenDown::new);
        context.scan("dev.visor.gateway.keys", "dev.visor.gateway.vault");
        // What people meet over HTTP needs tenants and a gate, which are not here.
        context.removeBeanDefinition("keyController");
        context.removeBeanDefinition("keyDesk");
        context.refresh();
        return context;
    }
}
