package dev.visor.gateway.keys;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    Custodians custodians(KeySettings settings, DataSource dataSource) {
        return new RootKeys(JdbcClient.create(dataSource), KeyFile.COST).open(settings);
    }

    @Bean
    SubjectKeys subjectKeys(
            Custodians custodians, TenantTransactions transactions, DataSource dataSource, KeySettings settings) {
        SubjectKeyMirror mirror = new SubjectKeyMirror(settings.objects());
        SubjectKeys keys =
                new SubjectKeys(custodians, transactions, JdbcClient.create(dataSource), mirror, Clock.systemUTC());
        keys.tenants().forEach(tenant -> settle(keys, tenant));
        return keys;
    }

    /** One tenant's files may be wrong, after a restore for example; that must not keep the others from their work. */
    private static void settle(SubjectKeys keys, TenantId tenant) {
        try {
            keys.settle(tenant);
        } catch (UncheckedIOException e) {
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
    SeparationHealth keysHealthIndicator(Custodians custodians) {
        return new SeparationHealth(custodians);
    }

    private static Path defaultConfig() {
        String xdg = System.getenv("XDG_CONFIG_HOME");
        Path base = xdg == null || xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".config") : Path.of(xdg);
        return base.resolve("visor");
    }
}
