package dev.visor.gateway.vault;

import dev.visor.gateway.keys.KeySettings;
import dev.visor.gateway.keys.SubjectKeys;
import dev.visor.gateway.keys.TenantTransactions;
import java.io.IOException;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    @Bean
    FolderStore objectStore(KeySettings settings) throws IOException {
        return new FolderStore(settings.objects());
    }

    @Bean
    Vault vault(ObjectStore store, SubjectKeys keys, TenantTransactions transactions, DataSource dataSource) {
        SealedVault vault = new SealedVault(store, keys, transactions, new VaultTable(JdbcClient.create(dataSource)));
        keys.tenants().forEach(vault::settle);
        return vault;
    }
}
