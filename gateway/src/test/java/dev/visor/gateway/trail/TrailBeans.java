package dev.visor.gateway.trail;

import dev.visor.gateway.TestDatabase;
import dev.visor.gateway.TestFolders;
import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.KeySettings;
import dev.visor.gateway.keys.Role;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Everything of the package on a real database; only the keys are the tests' own. Not annotated: a scan of the class path,
 * as whole installations do it, must not take this one up.
 */
@Import(TrailConfiguration.class)
class TrailBeans {

    static final InMemoryIdentities IDENTITIES = new InMemoryIdentities();

    /** Where the logs' keys lie that go with the shared database: whoever opens it without them would have to refuse it. */
    private static final Path SHARED =
            TestFolders.own("trail-tests").resolve(UUID.randomUUID().toString());

    @Bean
    DataSource trailDataSource() {
        return TestDatabase.trail();
    }

    @Bean
    PlatformTransactionManager transactions() {
        return new JdbcTransactionManager(TestDatabase.app());
    }

    @Bean
    Identities identities() {
        return IDENTITIES;
    }

    @Bean
    KeySettings keySettings() {
        return new KeySettings(SHARED.resolve("var"), SHARED.resolve("config"), Set.of(Role.ALL));
    }
}
