package dev.visor.gateway.trail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.log.LogPlace;
import dev.visor.audit.log.LogPlaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** What whoever publishes and reads a log needs of the place where it lies, a folder or a bucket alike. */
class LogPlacesTests {

    private static TestStore store;
    private static S3Places stored;

    @BeforeAll
    static void start() {
        store = new TestStore();
        stored = new S3Places(store.settings("/some/prefix"));
    }

    @AfterAll
    static void stop() {
        stored.close();
        store.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** What both keep. */
    abstract static class Contract {

        abstract LogPlaces places();

        private LogPlace place;

        @BeforeEach
        void begin() {
            place = places().place("visor/" + UUID.randomUUID());
        }

        private String read(String name) throws IOException {
            return place.read(name).map(content -> new String(content, UTF_8)).orElse("none");
        }

        @Test
        void readsWhatWasWrittenAndNothingElse() throws IOException {
            assertThat(read("time/20.tsr")).isEqualTo("none");
            assertThat(place.has("time/20.tsr")).isFalse();
            place.write("time/20.tsr", bytes("one"));
            place.write("time/20.tsr", bytes("two"));
            assertThat(read("time/20.tsr")).isEqualTo("two");
            assertThat(place.has("time/20.tsr")).isTrue();
            assertThat(places().place("visor/another").read("time/20.tsr")).isEmpty();
        }

        @Test
        void listsTheFilesOfOneFolderOnly() throws IOException {
            assertThat(place.list("tile/0/000.p")).isEmpty();
            Map<String, byte[]> files = new TreeMap<>();
            for (String name : List.of("3", "17", "255")) {
                files.put("tile/0/000.p/" + name, bytes(name));
            }
            files.put("tile/0/000", bytes("full"));
            files.put("tile/0/000.p2/9", bytes("another's"));
            files.put("tile/0/000.p/below/9", bytes("deeper"));
            place.writeOnce(files);
            assertThat(place.list("tile/0/000.p")).containsExactlyInAnyOrder("3", "17", "255");
            assertThat(place.list("tile/0")).containsExactly("000");
        }

        @Test
        void writesTilesOnceAndMendsWhatWasDamaged() throws IOException {
            place.writeOnce(Map.of("tile/0/000", bytes("tile")));
            place.writeOnce(Map.of("tile/0/000", bytes("tile"), "tile/0/001", bytes("next")));
            assertThat(read("tile/0/001")).isEqualTo("next");
            place.write("tile/0/000", bytes("damaged"));
            place.writeOnce(Map.of("tile/0/000", bytes("tile")));
            assertThat(read("tile/0/000")).isEqualTo("tile");
        }

        @Test
        void replacesOnlyWhatWasRead() throws IOException {
            place.replace("checkpoint", null, bytes("20 leaves"));
            assertThatThrownBy(() -> place.replace("checkpoint", null, bytes("10 leaves")))
                    .isInstanceOf(IOException.class);
            place.replace("checkpoint", bytes("20 leaves"), bytes("30 leaves"));
            // Another that read before does not bring an older head back.
            assertThatThrownBy(() -> place.replace("checkpoint", bytes("20 leaves"), bytes("25 leaves")))
                    .isInstanceOf(IOException.class);
            assertThat(read("checkpoint")).isEqualTo("30 leaves");
        }

        @Test
        void removesWhatIsNamedAndNothingElse() throws IOException {
            for (String name : List.of("tile/entries/000", "tile/entries/001", "tile/0/000", "counts/40")) {
                place.write(name, bytes(name));
            }
            place.remove(List.of("tile/entries/000", "tile/entries/007", "counts/40"));
            assertThat(place.list("tile/entries")).containsExactly("001");
            assertThat(place.list("counts")).isEmpty();
            assertThat(read("tile/0/000")).isEqualTo("tile/0/000");
            place.remove(List.of());
        }

        @Test
        void clearsFoldersThatNeedNotBeThere() throws IOException {
            place.writeOnce(
                    Map.of("tile/0/000.p/3", bytes("3"), "tile/0/000.p/4", bytes("4"), "tile/0/000", bytes("full")));
            place.clear(List.of("tile/0/000.p", "tile/1/000.p", "tile/entries/000.p"));
            assertThat(place.list("tile/0/000.p")).isEmpty();
            assertThat(read("tile/0/000")).isEqualTo("full");
        }

        @Test
        void saysHowMuchRoomItTakes() throws IOException {
            long before = places().used();
            place.write("tile/0/000", new byte[1_000]);
            assertThat(places().used() - before).isEqualTo(1_000);
        }
    }

    @Nested
    class Folder extends Contract {

        @TempDir
        static Path folder;

        @Override
        LogPlaces places() {
            return LogPlaces.below(folder);
        }

        @Test
        void knowsHowMuchRoomIsLeft() throws IOException {
            assertThat(places().free().orElseThrow()).isPositive();
        }
    }

    @Nested
    class Bucket extends Contract {

        @Override
        LogPlaces places() {
            return stored;
        }

        @Test
        void staysBelowItsPrefix() throws IOException {
            places().place("visor/abcdefgh").write("checkpoint", bytes("head"));
            assertThat(store.client()
                            .getObjectAsBytes(
                                    get -> get.bucket(TestStore.BUCKET).key("some/prefix/visor/abcdefgh/checkpoint"))
                            .asUtf8String())
                    .isEqualTo("head");
            assertThat(places().free()).isEmpty();
        }

        private static S3Places listening(ExecutionInterceptor interceptor) {
            return new S3Places(
                    S3Places.client(store.settings(""))
                            .overrideConfiguration(calls -> calls.addExecutionInterceptor(interceptor))
                            .build(),
                    TestStore.BUCKET,
                    "some/prefix/");
        }

        @Test
        void listsMoreThanOnePage() throws IOException {
            ExecutionInterceptor shortPages = new ExecutionInterceptor() {
                @Override
                public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
                    return context.request() instanceof ListObjectsV2Request list
                            ? list.toBuilder().maxKeys(2).build()
                            : context.request();
                }
            };
            try (S3Places places = listening(shortPages)) {
                LogPlace place = places.place("visor/long");
                for (int i = 0; i < 5; i++) {
                    place.write("time/" + i + ".tsr", bytes("x"));
                }
                assertThat(place.list("time")).hasSize(5);
                assertThat(places.used()).isGreaterThanOrEqualTo(5);
            }
        }

        @Test
        void letsTheStoreItselfRefuseTheSlowerOfTwoWriters() throws IOException {
            Queue<byte[]> meanwhile = new ConcurrentLinkedQueue<>();
            LogPlace fast = places().place("visor/raced");
            ExecutionInterceptor race = new ExecutionInterceptor() {
                @Override
                public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                    byte[] first = context.request() instanceof PutObjectRequest ? meanwhile.poll() : null;
                    if (first != null) {
                        try {
                            fast.write("checkpoint", first);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                }
            };
            try (S3Places places = listening(race)) {
                LogPlace slow = places.place("visor/raced");
                meanwhile.add(bytes("5 leaves"));
                assertThatThrownBy(() -> slow.replace("checkpoint", null, bytes("3 leaves")))
                        .isInstanceOf(IOException.class);
                assertThat(fast.read("checkpoint")).hasValue(bytes("5 leaves"));
                meanwhile.add(bytes("7 leaves"));
                assertThatThrownBy(() -> slow.replace("checkpoint", bytes("5 leaves"), bytes("6 leaves")))
                        .isInstanceOf(IOException.class);
                assertThat(fast.read("checkpoint")).hasValue(bytes("7 leaves"));
                slow.replace("checkpoint", bytes("7 leaves"), bytes("8 leaves"));
            }
        }

        @Test
        void givesUpOnAStoreThatHangs() throws IOException {
            try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                    S3Places hanging = new S3Places(new StoreSettings(
                            "s3://" + TestStore.BUCKET, "http://127.0.0.1:" + silent.getLocalPort(), "us-east-1"))) {
                Map<String, byte[]> files = new TreeMap<>();
                for (int i = 0; i < 40; i++) {
                    files.put("tile/0/" + i, new byte[100]);
                }
                Instant begin = Instant.now();
                assertThatThrownBy(() -> hanging.place("visor/abcdefgh").writeOnce(files))
                        .isInstanceOf(IOException.class)
                        .hasMessageNotContaining("secret");
                // Nothing is shown any more after a minute in which no turn ended.
                assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(40));
            }
        }

        @Test
        void tellsAStoreThatRefusesFromAFileThatIsNotThere() {
            try (S3Places wrong = new S3Places(
                    new StoreSettings("s3://no-such-bucket", store.address().toString(), "us-east-1"))) {
                LogPlace place = wrong.place("visor/abcdefgh");
                assertThatThrownBy(() -> place.read("checkpoint")).isInstanceOf(IOException.class);
                assertThatThrownBy(() -> place.list("time")).isInstanceOf(IOException.class);
                assertThatThrownBy(() -> place.write("checkpoint", bytes("head")))
                        .isInstanceOf(IOException.class);
                assertThatThrownBy(wrong::used).isInstanceOf(IOException.class);
            }
        }
    }

    @Nested
    class Settings {

        @Test
        void nameABucketAndAPrefix() {
            StoreSettings settings = new StoreSettings("s3://visor-logs/a/b/", "", "eu-central-1");
            assertThat(settings.address().bucket()).isEqualTo("visor-logs");
            assertThat(settings.address().prefix()).isEqualTo("a/b/");
            assertThat(new StoreSettings("s3://visor-logs", "", "eu").address().prefix())
                    .isEmpty();
            assertThat(new StoreSettings("", "", "eu").remote()).isFalse();
        }

        @Test
        void areRefusedWhereTheyAreAnythingElse() {
            for (String store : List.of("visor-logs", "s3://", "s3://UPPER", "https://x/y", "s3://visor-logs/a b")) {
                assertThatIllegalArgumentException().isThrownBy(() -> new StoreSettings(store, "", "eu"));
            }
            for (String endpoint : List.of("localhost:9000", "ftp://x", "http://name:password@host", "http://h/?q=1")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> new StoreSettings("s3://visor-logs", endpoint, "eu"))
                        .withMessageNotContaining("password@");
            }
        }
    }
}
