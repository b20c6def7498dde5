package dev.visor.gateway.vault;

import dev.visor.gateway.access.Approvals;
import dev.visor.gateway.keys.Custodians;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.Epochs;
import dev.visor.gateway.keys.KeySettings;
import dev.visor.gateway.keys.MirrorPlace;
import dev.visor.gateway.keys.PassedDrills;
import dev.visor.gateway.keys.RootBackups;
import dev.visor.gateway.keys.RootRotation;
import dev.visor.gateway.keys.SubjectKeys;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.trail.Trails;
import dev.visor.policies.TwoPersonAct;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ObjectSettings.class, ScrubSettings.class})
class VaultConfiguration {

    private static final Logger log = LoggerFactory.getLogger(VaultConfiguration.class);

    /** Longer than anybody reads an object that he opened. */
    private static final Duration LINGER = Duration.ofMinutes(15);

    @Bean
    ObjectStore objectStore(ObjectSettings objects, KeySettings settings) throws IOException {
        return objects.remote() ? new S3Store(objects.address()) : new FolderStore(settings.objects());
    }

    /** None with a folder: there keys are mirrored by appending. */
    @Bean
    @Nullable
    MirrorPlace mirrorPlace(ObjectSettings objects, ObjectStore store) {
        return objects.remote() ? new StoredKeys(store) : null;
    }

    @Bean
    SealedVault vault(ObjectStore store, SubjectKeys keys, TenantTransactions transactions, DataSource dataSource) {
        SealedVault vault = new SealedVault(store, keys, transactions, new VaultTable(JdbcClient.create(dataSource)));
        settle(vault, keys);
        return vault;
    }

    @Bean
    ObjectSizes objectSizes(DataSource dataSource, TenantTransactions transactions) {
        return new ObjectSizes(JdbcClient.create(dataSource), transactions);
    }

    @Bean
    Shredder shredder(Vault vault, SubjectKeys keys, Trails trails) {
        return new Shredder(vault, keys, trails);
    }

    @Bean
    KeyKeeper keyKeeper(
            Epochs epochs,
            RootBackups backups,
            RootRotation rotation,
            ObjectProvider<Approvals> approvals,
            Trails trails,
            @Value("${visor.keys.epoch-age:P365D}") String age) {
        // Asked for lazily: approvals need keys, too.
        Predicate<Domain> granted =
                domain -> approvals.getObject().granted(null, TwoPersonAct.ROOT_ROTATE, KeyKeeper.label(domain));
        return new KeyKeeper(epochs, backups, rotation, granted, trails, Duration.parse(age), Clock.systemUTC());
    }

    @Bean
    DrillKeeper drillKeeper(PassedDrills drills, Trails trails) {
        return new DrillKeeper(drills, trails);
    }

    @Bean
    Orphans orphans(TenantTransactions transactions, DataSource dataSource, Shredder shredder) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        return new Orphans(new VaultTable(jdbc), jdbc, transactions, shredder, Clock.systemUTC());
    }

    @Bean
    Leftovers leftovers(ObjectStore store, TenantTransactions transactions, DataSource dataSource, Trails trails) {
        return new Leftovers(
                store, new VaultTable(JdbcClient.create(dataSource)), transactions, trails, Clock.systemUTC());
    }

    @Bean
    Scrub scrub(
            SealedVault vault,
            ObjectStore store,
            TenantTransactions transactions,
            DataSource dataSource,
            Trails trails,
            ApplicationEventPublisher events,
            Custodians custodians,
            ScrubSettings settings) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        CheckTable table = new CheckTable(jdbc);
        return new Scrub(
                vault,
                new SidecarCheck(store, new VaultTable(jdbc), transactions),
                table,
                transactions,
                trails,
                new Damage(table, transactions, events, Clock.systemUTC()),
                kinds(custodians),
                new Scrub.Pace(settings.scrubMegabytes() * 1_000_000L, settings.scrubEvery()),
                Clock.systemUTC());
    }

    @Bean
    Reseals reseals(
            ObjectStore store,
            SubjectKeys keys,
            TenantTransactions transactions,
            DataSource dataSource,
            Trails trails,
            ApplicationEventPublisher events,
            ObjectProvider<Approvals> approvals,
            Custodians custodians,
            ScrubSettings settings) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        return new Reseals(
                new Resealing(store, keys, transactions, new VaultTable(jdbc)),
                new ResealTable(jdbc),
                store,
                new Damage(new CheckTable(jdbc), transactions, events, Clock.systemUTC()),
                transactions,
                trails,
                (tenant, reason, domain) ->
                        approvals.getObject().granted(tenant, reason.act(), KeyKeeper.label(domain)),
                custodians.domains(),
                new Reseals.Pace(settings.resealMegabytes() * 1_000_000L, LINGER),
                Clock.systemUTC());
    }

    /** What this process has the keys of. */
    private static Set<ObjectKind> kinds(Custodians custodians) {
        Set<ObjectKind> kinds = EnumSet.allOf(ObjectKind.class);
        kinds.removeIf(kind -> !custodians.domains().contains(kind.domain()));
        return kinds;
    }

    @Bean
    AllTenants allTenants(SubjectKeys keys, DataSource dataSource) {
        return new AllTenants(keys, JdbcClient.create(dataSource));
    }

    @Bean
    VaultStanding vaultHealthIndicator(TenantTransactions transactions, DataSource dataSource, AllTenants tenants) {
        return new VaultStanding(
                new CheckTable(JdbcClient.create(dataSource)),
                new ResealTable(JdbcClient.create(dataSource)),
                transactions,
                tenants,
                Clock.systemUTC());
    }

    /** One tenant's files may be wrong, after a restore for example; that must not keep the others from their work. */
    private static void settle(SealedVault vault, SubjectKeys keys) {
        try {
            keys.tenants().forEach(tenant -> settle(vault, tenant));
        } catch (StoreUnavailableException e) {
            log.error("The tenants' folders cannot be listed: {}", e.getClass().getName());
        }
    }

    private static void settle(SealedVault vault, TenantId tenant) {
        try {
            int behind = vault.settle(tenant);
            if (behind > 0) {
                log.error("{} objects of the tenant {} have a sidecar that contradicts their row", behind, tenant);
            }
        } catch (StoreUnavailableException e) {
            log.error(
                    "The sidecars of the tenant {} cannot be brought up to their rows: {}",
                    tenant,
                    e.getClass().getName());
        }
    }
}
