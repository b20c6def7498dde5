package dev.visor.gateway.trail;

import com.zaxxer.hikari.HikariDataSource;
import dev.visor.audit.Logs;
import dev.visor.audit.Trail;
import dev.visor.audit.TrailRecords;
import dev.visor.audit.TrailSettings;
import dev.visor.audit.counts.CountRows;
import dev.visor.audit.log.KeyFolder;
import dev.visor.audit.log.LogPlaces;
import dev.visor.audit.log.Sequencer;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.restore.Rejoin;
import dev.visor.audit.restore.RejoinedRows;
import dev.visor.audit.restore.RestoredDatabase;
import dev.visor.audit.retention.RetentionRows;
import dev.visor.audit.search.RecordDays;
import dev.visor.audit.search.RecordSearch;
import dev.visor.audit.search.SearchIndex;
import dev.visor.audit.search.SightSearch;
import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.KeySettings;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;

/** Opens the trail once the tables are there; a database that could lose a record ends the start. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreSettings.class)
class TrailConfiguration {

    private static final int BATCH = 4096;

    /** How long a start waits for another replica that rejoins the same database. */
    private static final Duration OTHERS = Duration.ofSeconds(30);

    @Bean
    Catalogue catalogue() {
        return Catalogue.load();
    }

    @Bean
    LogPlaces logPlaces(StoreSettings store, KeySettings folders) {
        return store.remote()
                ? new S3Places(store)
                : LogPlaces.below(folders.home().resolve("trail"));
    }

    @Bean
    SequencerSettings sequencerSettings(LogPlaces places, KeySettings folders) {
        return new SequencerSettings(
                places, new KeyFolder(folders.config().resolve("log-keys")), Clock.systemUTC(), BATCH);
    }

    @Bean
    @DependsOnDatabaseInitialization
    Logs logs(@Qualifier("trailDataSource") DataSource pool) throws SQLException {
        return new Logs(unpooled(pool));
    }

    @Bean
    TrailRecords trailRecords(@Qualifier("trailDataSource") DataSource pool) {
        return new TrailRecords(pool);
    }

    @Bean
    RestoredDatabase restoredDatabase(
            @Qualifier("trailDataSource") DataSource pool, Logs logs, SequencerSettings settings) throws SQLException {
        return new RestoredDatabase(unpooled(pool), logs, settings);
    }

    @Bean
    TrailRejoined trailRejoined(
            @Qualifier("trailDataSource") DataSource pool,
            Logs logs,
            SequencerSettings settings,
            PersonalFields fields,
            RestoredDatabase database,
            @Value("${visor.trail.restored:false}") boolean restored)
            throws SQLException {
        Rejoin rejoin = new Rejoin(unpooled(pool), logs, settings, new KeyHolders(logs, fields), OTHERS);
        return TrailRejoined.settle(database, rejoin, restored);
    }

    /** Nothing is written to a database that is older than its logs, neither now nor when it is opened again. */
    @Bean(destroyMethod = "close")
    Trail trail(
            @Qualifier("trailDataSource") DataSource pool,
            Logs logs,
            Catalogue catalogue,
            SequencerSettings settings,
            RestoredDatabase database,
            TrailRejoined rejoined)
            throws SQLException, IOException {
        TrailSettings writer = TrailSettings.of(settings.keys().replica(), settings.clock());
        return Trail.open(unpooled(pool), logs, catalogue, writer, database::require);
    }

    @Bean
    RejoinRecords rejoinRecords(
            @Qualifier("trailDataSource") DataSource pool,
            RestoredDatabase database,
            Logs logs,
            Trails trails,
            ApplicationEventPublisher events)
            throws SQLException {
        return new RejoinRecords(new RejoinedRows(unpooled(pool)), database, logs, trails, events);
    }

    /** Its keeper starts and ends it. */
    @Bean(destroyMethod = "")
    Sequencer sequencer(@Qualifier("trailDataSource") DataSource pool, Logs logs, SequencerSettings settings)
            throws SQLException {
        return new Sequencer(unpooled(pool), logs, settings);
    }

    @Bean
    TrailKeeper trailKeeper(
            Sequencer sequencer,
            Trail trail,
            TrailRecords records,
            @Value("${visor.trail.grace-seconds:60}") long grace) {
        return new TrailKeeper(sequencer, trail, records, Duration.ofSeconds(grace));
    }

    @Bean
    PersonalFields personalFields(Identities identities, PlatformTransactionManager transactions) {
        return new PersonalFields(identities, transactions);
    }

    @Bean
    PolicyShelf policyShelf(SequencerSettings settings) {
        return new PolicyShelf(settings);
    }

    @Bean
    Trails trails(
            Trail trail,
            Logs logs,
            TrailRecords records,
            Catalogue catalogue,
            PersonalFields fields,
            TrailKeeper keeper,
            PolicyShelf policies) {
        return new DurableTrails(trail, logs, records, catalogue, fields, keeper, policies);
    }

    @Bean
    RecordReading trailReading(
            Logs logs, TrailRecords records, Catalogue catalogue, PersonalFields fields, SequencerSettings settings) {
        return new RecordReading(logs, records, catalogue, fields, settings);
    }

    @Bean
    ErasureLedger erasureLedger(LogPlaces places, RecordReading reading, KeySettings folders) {
        return new ErasureLedger(places, reading, folders.config().resolve("erasures"));
    }

    @Bean
    RetentionRows retentionRows(@Qualifier("trailDataSource") DataSource pool) throws SQLException {
        return new RetentionRows(pool, unpooled(pool));
    }

    @Bean
    CountedTrail subjectEvidence(
            @Qualifier("trailDataSource") DataSource pool,
            RetentionRows retention,
            Logs logs,
            TrailReading reading,
            Trails trails,
            PersonalFields fields,
            SequencerSettings settings)
            throws SQLException {
        return new CountedTrail(
                logs, new CountRows(pool, unpooled(pool)), retention, reading, trails, fields, settings);
    }

    @Bean
    SearchIndex searchIndex(
            @Qualifier("trailDataSource") DataSource pool, Logs logs, TrailRecords records, PersonalFields fields) {
        return new SearchIndex(pool, new SealedNames(logs, records, fields));
    }

    @Bean
    SearchKeeper searchKeeper(SearchIndex index, @Value("${visor.trail.rebuild-search:false}") boolean rebuild) {
        return new SearchKeeper(index, rebuild);
    }

    @Bean
    IndexedSearch trailSearch(
            @Qualifier("trailDataSource") DataSource pool,
            Logs logs,
            TrailRecords records,
            SearchIndex index,
            PersonalFields fields,
            RecordReading reading) {
        return new IndexedSearch(logs, records, new RecordSearch(pool), index, fields, reading);
    }

    @Bean
    Sights sights(@Qualifier("trailDataSource") DataSource pool, IndexedSearch search, PersonalFields fields) {
        return new IndexedSights(search, new SightSearch(pool), fields);
    }

    @Bean
    ActorLookup actorLookup(IndexedSearch search, PersonalFields fields) {
        return new IndexedActors(search, fields);
    }

    @Bean
    TrailDays trailDays(
            @Qualifier("trailDataSource") DataSource pool, Logs logs, SearchIndex index, Catalogue catalogue) {
        return new IndexedDays(logs, new RecordDays(pool), index, catalogue);
    }

    @Bean
    ReceiptHeaders receiptHeaders(SequencerSettings settings) {
        return new ReceiptHeaders(settings);
    }

    @Bean
    TrailHealthIndicator trailHealthIndicator(TrailKeeper keeper) {
        return new TrailHealthIndicator(keeper);
    }

    /** New connections each time: the trail's locks live as long as their connection. */
    static DataSource unpooled(DataSource pool) throws SQLException {
        if (!pool.isWrapperFor(HikariDataSource.class)) {
            return pool;
        }
        HikariDataSource hikari = pool.unwrap(HikariDataSource.class);
        DriverManagerDataSource source =
                new DriverManagerDataSource(hikari.getJdbcUrl(), hikari.getUsername(), hikari.getPassword());
        Properties properties = new Properties();
        properties.putAll(hikari.getDataSourceProperties());
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("loginTimeout", "3");
        properties.setProperty("socketTimeout", "4");
        source.setConnectionProperties(properties);
        return source;
    }
}
