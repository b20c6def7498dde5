package dev.visor.gateway.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.LogPlace;
import dev.visor.audit.log.LogPlaces;
import dev.visor.audit.log.PlaceUnavailableException;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.verify.Finding;
import dev.visor.audit.verify.Report;
import dev.visor.audit.verify.TlogProof;
import dev.visor.audit.verify.TrailVerifier;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.MapPropertySource;
import software.amazon.awssdk.core.sync.RequestBody;

/** The trail with its public files in a bucket: as provable as in a folder, and nothing is shown while the store is not there. */
class StoredTrailTests {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static TestStore store;
    private static AnnotationConfigApplicationContext context;

    private final TenantId tenant = TenantId.random();

    /** Files that were written while no tile could be read. */
    private static final Set<String> written = ConcurrentHashMap.newKeySet();

    /** What the store does at the moment. */
    private static volatile Fault fault = Fault.NONE;

    private enum Fault {
        NONE,
        /** Nothing can be written or read. */
        REFUSES,
        /** Tiles cannot be read, though everything else can, and all can be written. */
        TILES_UNREADABLE,
        /** Tiles are written, and then the process would be gone. */
        ENDS_BEFORE_CHECKPOINT
    }

    /** The bucket behind a switch. */
    private record Breakable(LogPlaces places) implements LogPlaces {

        @Override
        public LogPlace place(String origin) {
            return new BreakablePlace(places.place(origin));
        }

        @Override
        public long used() throws IOException {
            return places.used();
        }

        @Override
        public OptionalLong free() throws IOException {
            return places.free();
        }
    }

    private record BreakablePlace(LogPlace place) implements LogPlace {

        private static void require() throws IOException {
            if (fault == Fault.REFUSES) {
                throw new PlaceUnavailableException("The store refuses", new IOException());
            }
        }

        @Override
        public Optional<byte[]> read(String name) throws IOException {
            require();
            if (fault == Fault.TILES_UNREADABLE && name.startsWith("tile/")) {
                throw new PlaceUnavailableException("The store does not answer", new IOException());
            }
            return place.read(name);
        }

        @Override
        public boolean has(String name) throws IOException {
            require();
            return place.has(name);
        }

        @Override
        public List<String> list(String folder) throws IOException {
            require();
            return place.list(folder);
        }

        @Override
        public void write(String name, byte[] content) throws IOException {
            require();
            place.write(name, content);
        }

        @Override
        public void writeOnce(Map<String, byte[]> files) throws IOException {
            require();
            if (fault == Fault.TILES_UNREADABLE) {
                written.addAll(files.keySet());
            }
            place.writeOnce(files);
        }

        @Override
        public void replace(String name, byte @Nullable [] former, byte[] content) throws IOException {
            require();
            if (fault == Fault.ENDS_BEFORE_CHECKPOINT) {
                throw new IOException("It ended here");
            }
            place.replace(name, former, content);
        }

        @Override
        public void remove(List<String> names) throws IOException {
            require();
            place.remove(names);
        }

        @Override
        public void clear(List<String> folders) throws IOException {
            require();
            place.clear(folders);
        }
    }

    /** Not annotated, like {@link TrailBeans}. */
    static class Switch {
        @Bean
        static BeanPostProcessor breakable() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof S3Places places ? new Breakable(places) : bean;
                }
            };
        }
    }

    @BeforeAll
    static void start() {
        store = new TestStore();
        context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("store", store.properties()));
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("grace", Map.of("visor.trail.grace-seconds", "20")));
        context.register(TrailBeans.class, Switch.class);
        context.refresh();
    }

    @AfterAll
    static void stop() {
        context.close();
        store.close();
    }

    @AfterEach
    void mend() {
        fault = Fault.NONE;
        await().atMost(PATIENCE).until(() -> health().equals(Status.UP));
    }

    private static Status health() {
        return context.getBean(TrailHealthIndicator.class).health().getStatus();
    }

    private String log() {
        return context.getBean(TrailReading.class).origin(tenant);
    }

    private UUID append() {
        return context.getBean(Trails.class)
                .append(Entry.of("trail.query", ActorRef.system("test"))
                        .in(tenant)
                        .because(Ground.ACCOUNTABILITY))
                .record();
    }

    private LogFolder published() {
        return context.getBean(SequencerSettings.class).log(log());
    }

    private long size() throws IOException {
        return published().checkpoint().map(head -> head.checkpoint().size()).orElse(0L);
    }

    private void grow(int records) {
        for (int i = 0; i < records; i++) {
            // A turn of a busy machine may take longer than the grace, and then the trail rightly refuses for a while.
            await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .ignoreException(TrailUnavailableException.class)
                    .until(() -> append() != null);
        }
        awaitPublished();
    }

    private void awaitPublished() {
        await().atMost(PATIENCE)
                .until(() -> size() >= context.getBean(TrailReading.class).count(tenant));
    }

    private List<Finding> faults() throws IOException {
        Report report = new TrailVerifier(published(), null, null).verify();
        return report.findings().stream().filter(Finding::fault).toList();
    }

    private String key(String name) {
        return "audit/" + log() + "/" + name;
    }

    @Test
    void liesInTheBucketAndVerifies() throws IOException {
        grow(3);
        grow(300);
        assertThat(faults()).isEmpty();
        assertThat(store.client()
                        .listObjectsV2(list -> list.bucket(TestStore.BUCKET).prefix(key("tile/")))
                        .contents())
                .extracting(object -> object.key().substring(key("").length()))
                .as("partial tiles of what is full are removed")
                .contains("tile/0/000", "tile/entries/000", "tile/1/000.p/1", "tile/0/001.p/47")
                .noneMatch(name -> name.startsWith("tile/0/000.p/") || name.startsWith("tile/entries/000.p/"));
    }

    @Test
    void provesARecord() {
        UUID record = append();
        awaitPublished();
        RecordProof proof =
                context.getBean(TrailReading.class).proof(tenant, record).orElseThrow();
        assertThat(proof.leaf()).contains(record.toString());
        assertThat(TlogProof.parse(proof.proof()).inclusion().index()).isZero();
    }

    @Test
    void showsWhatWasAlteredInTheBucket() throws IOException {
        grow(4);
        String bundle = key("tile/entries/000.p/4");
        byte[] entries = store.client()
                .getObjectAsBytes(get -> get.bucket(TestStore.BUCKET).key(bundle))
                .asByteArray();
        entries[entries.length / 2] ^= 1;
        store.client().putObject(put -> put.bucket(TestStore.BUCKET).key(bundle), RequestBody.fromBytes(entries));
        assertThat(faults()).isNotEmpty();
    }

    @Test
    void goesOnWhereItEndedBetweenTilesAndCheckpoint() throws IOException {
        grow(2);
        fault = Fault.ENDS_BEFORE_CHECKPOINT;
        append();
        await().atMost(PATIENCE).until(() -> published().place().has("tile/0/000.p/3"));
        assertThat(size()).isEqualTo(2);
        assertThat(faults()).as("what lies there is whole").isEmpty();
        await().atMost(PATIENCE).until(() -> !health().equals(Status.UP));
        fault = Fault.NONE;
        awaitPublished();
        assertThat(size()).isEqualTo(3);
        assertThat(faults()).isEmpty();
    }

    @Test
    void doesNotTakeASilentStoreForALogWithoutTiles() throws IOException {
        grow(5);
        fault = Fault.TILES_UNREADABLE;
        append();
        await().atMost(PATIENCE).until(() -> !health().equals(Status.UP));
        assertThatThrownBy(() -> context.getBean(TrailReading.class)
                        .newest(tenant, Long.MAX_VALUE, 10)
                        .forEach(record -> context.getBean(TrailReading.class).proof(tenant, record.id())))
                .isInstanceOf(TrailUnavailableException.class);
        fault = Fault.NONE;
        assertThat(written).as("made anew").isEmpty();
        awaitPublished();
        assertThat(faults()).isEmpty();
    }

    @Test
    void showsNothingWhileTheStoreRefusesAndLosesNothing() throws IOException {
        grow(2);
        fault = Fault.REFUSES;
        append();
        SubjectEvidence evidence = context.getBean(SubjectEvidence.class);
        assertThatThrownBy(() -> evidence.count(tenant, Duration.ZERO)).isInstanceOf(TrailUnavailableException.class);
        await().atMost(PATIENCE).until(() -> !health().equals(Status.UP));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(this::append).isInstanceOf(TrailUnavailableException.class));
        long written = context.getBean(TrailReading.class).count(tenant);
        fault = Fault.NONE;
        await().atMost(PATIENCE).ignoreExceptions().until(() -> append() != null);
        awaitPublished();
        assertThat(size())
                .isGreaterThan(written)
                .isEqualTo(context.getBean(TrailReading.class).count(tenant));
        assertThat(faults()).isEmpty();
    }
}
