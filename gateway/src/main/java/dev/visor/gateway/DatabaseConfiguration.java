package dev.visor.gateway;

import com.zaxxer.hikari.HikariDataSource;
import dev.visor.gateway.DatabaseAccess.Login;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * The gateway's three ways into the database. The beans depend on each other in the order of the start (server, safety
 * check, migrations, pools), so that they are closed the other way round and the server stops last.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DatabaseProperties.class, VisorFolders.class})
class DatabaseConfiguration {

    private static final int APP_CONNECTIONS = 16;
    private static final int TRAIL_CONNECTIONS = 8;
    /** A request that waits longer for a connection is better refused. */
    private static final long WAIT_MILLIS = 5_000;

    @Configuration(proxyBeanMethods = false)
    @Conditional(Local.class)
    static class LocalServer {

        @Bean(destroyMethod = "close")
        LocalDatabase localDatabase(VisorFolders folders, DatabaseProperties properties) {
            return LocalDatabase.start(folders.home().resolve("postgres"), folders.configFolder(), properties.port());
        }

        @Bean
        DatabaseAccess databaseAccess(LocalDatabase database) {
            DatabaseSafety.check(database.access());
            return database.access();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(External.class)
    static class ExternalServer {

        @Bean
        DatabaseAccess databaseAccess(DatabaseProperties properties) {
            DatabaseAccess access = properties.external();
            DatabaseSafety.check(access);
            return access;
        }
    }

    @Bean
    @Primary
    DataSource dataSource(DatabaseAccess access) {
        return pool("app", access, access.app(), APP_CONNECTIONS);
    }

    /** Asked for by name only: {@code @Qualifier("trailDataSource")}. */
    @Bean(defaultCandidate = false)
    DataSource trailDataSource(DatabaseAccess access) {
        return pool("trail", access, access.trail(), TRAIL_CONNECTIONS);
    }

    @Bean
    FlywayConnectionDetails flywayConnectionDetails(DatabaseAccess access) {
        return new FlywayConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return access.url();
            }

            @Override
            public String getUsername() {
                return access.owner().username();
            }

            @Override
            public String getPassword() {
                return access.owner().password();
            }
        };
    }

    private static HikariDataSource pool(String name, DatabaseAccess access, Login login, int connections) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setJdbcUrl(access.url());
        pool.setUsername(login.username());
        pool.setPassword(login.password());
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(WAIT_MILLIS);
        pool.addDataSourceProperty("ApplicationName", "visor-" + name);
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        // Errors reach logs; with this they carry no values from the rows.
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        return pool;
    }

    /** No address is given: the local server is wanted. */
    static class Local implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return context.getEnvironment()
                    .getProperty("visor.database.url", "")
                    .isBlank();
        }
    }

    /** An address is given. */
    static final class External extends Local {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !super.matches(context, metadata);
        }
    }
}
