package dev.visor.gateway.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class KeysConfiguration {

    /** The application has 16 connections: a quarter of them is left to be somebody's second. */
    private static final int TRANSACTIONS = 12;

    private static final Logger log = LoggerFactory.getLogger(KeysConfiguration.class);

    @Bean
    KeySettings keySettings(
            @Value("${visor.home:var}") String home,
            @Value("${visor.config:}") String config,
            @Value("${visor.roles:all}") String roles) {
        return new KeySettings(Path.of(home), config.isBlank() ? defaultConfig() : Path.of(config), Role.parse(roles));
    }

    @Bean
    TenantTransactions tenantTransactions(PlatformTransactionManager transactions, DataSource dataSource) {
        return new TenantTransactions(transactions, JdbcClient.create(dataSource), TRANSACTIONS);
    }

    @Bean
    @DependsOnDatabaseInitialization
    Custodians custodians(KeySettings settings, CustodianSource source, DataSource dataSource, KeyPlace place) {
        return new RootKeys(JdbcClient.create(dataSource)).open(settings, source, place);
    }

    /** Before a root key is made: the first place of an installation is told by that there is none yet. */
    @Bean
    @DependsOnDatabaseInitialization
    KeyPlace keyPlace(KeySettings settings, CustodianSource source, DataSource dataSource) throws IOException {
        boolean files =
                source instanceof BcfksFiles && !Role.domains(settings.roles()).isEmpty();
        return files ? KeyPlace.of(settings.keys(), JdbcClient.create(dataSource)) : KeyPlace.none();
    }

    @Bean
    CustodianSource custodianSource(
            KeySettings settings,
            @Value("${visor.keys.custodian:file}") String custodian,
            @Value("${visor.keys.pkcs11.library:}") String library,
            @Value("${visor.keys.pkcs11.slots:}") String slots) {
        return switch (custodian) {
            case "file" -> new BcfksFiles(settings.keys(), KeyFile.COST);
            case "pkcs11" -> new Pkcs11Tokens(Path.of(library), Pkcs11Tokens.slots(slots), settings.keys());
            default -> throw new IllegalArgumentException("visor.keys.custodian is file or pkcs11, not " + custodian);
        };
    }

    /** Beside the objects, wherever they are: a place is given where that is no folder. */
    @Bean
    SubjectKeyMirror subjectKeyMirror(KeySettings settings, ObjectProvider<MirrorPlace> place, DataSource dataSource) {
        @Nullable MirrorPlace elsewhere = place.getIfAvailable();
        return elsewhere == null
                ? new FolderMirror(settings.objects())
                : new PiecewiseMirror(elsewhere, SubjectKeyTable.mirrorNumbers(JdbcClient.create(dataSource)));
    }

    @Bean
    Epochs epochs(
            Custodians custodians, TenantTransactions transactions, DataSource dataSource, SubjectKeyMirror mirror) {
        return new Epochs(
                custodians, transactions, JdbcClient.create(dataSource), mirror, Epochs.PORTION, Clock.systemUTC());
    }

    @Bean
    SubjectKeys subjectKeys(
            Custodians custodians, TenantTransactions transactions, DataSource dataSource, SubjectKeyMirror mirror) {
        SubjectKeys keys =
                new SubjectKeys(custodians, transactions, JdbcClient.create(dataSource), mirror, Clock.systemUTC());
        settleAll(keys);
        return keys;
    }

    private static void settleAll(SubjectKeys keys) {
        try {
            keys.tenants().forEach(tenant -> settle(keys, tenant));
        } catch (RuntimeException e) {
            log.error(
                    "The mirrored subject keys cannot be listed: {}",
                    e.getClass().getName());
        }
    }

    /** One tenant's files may be wrong, after a restore for example, or the bucket is away; that must not keep the others from their work. */
    private static void settle(SubjectKeys keys, TenantId tenant) {
        try {
            keys.settle(tenant);
        } catch (RuntimeException e) {
            log.error(
                    "The mirrored subject keys of the tenant {} cannot be brought up to the database: {}",
                    tenant,
                    e.getClass().getName());
        }
    }

    @Bean
    Identities identities(SubjectKeys keys) {
        return new SealedIdentities(keys);
    }

    @Bean
    RootRotation rootRotation(Custodians custodians, DataSource dataSource) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        return new RootRotation(custodians, new RootKeys(jdbc), jdbc);
    }

    @Bean
    RootBackups rootBackups(
            KeySettings settings,
            Custodians custodians,
            CustodianSource source,
            @Value("${visor.keys.backup-recipients:}") String recipients,
            @Value("${visor.keys.backup-file:}") String file)
            throws IOException {
        return RootBackups.of(settings, recipients, file, source instanceof BcfksFiles, custodians);
    }

    @Bean
    PassedDrills passedDrills(KeySettings settings, Custodians custodians) {
        return new PassedDrills(settings.keys(), custodians);
    }

    @Bean
    KeyStanding keyStanding(
            DataSource dataSource,
            TenantTransactions transactions,
            Custodians custodians,
            @Value("${visor.keys.custodian:file}") String kind) {
        return new KeyStanding(JdbcClient.create(dataSource), transactions, custodians, kind);
    }

    @Bean
    RootBackupHealth rootBackupHealthIndicator(RootBackups backups) {
        return new RootBackupHealth(backups);
    }

    @Bean
    SeparationHealth keysHealthIndicator(Custodians custodians) {
        return new SeparationHealth(custodians);
    }

    @Bean
    KeyPlaceHealth keyPlaceHealthIndicator(KeyPlace place) {
        return new KeyPlaceHealth(place);
    }

    private static Path defaultConfig() {
        String xdg = System.getenv("XDG_CONFIG_HOME");
        Path base = xdg == null || xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".config") : Path.of(xdg);
        return base.resolve("visor");
    }
}
