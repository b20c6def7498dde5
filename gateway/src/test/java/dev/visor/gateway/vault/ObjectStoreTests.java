package dev.visor.gateway.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.trail.TestStore;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the vault needs of the place where sealed objects lie, a folder or a bucket alike. */
class ObjectStoreTests {

    private static TestStore bucket;

    @BeforeAll
    static void start() {
        bucket = new TestStore();
    }

    @AfterAll
    static void stop() {
        bucket.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** What both keep. */
    abstract static class Contract {

        final String at = UUID.randomUUID() + "/";
        ObjectStore store;

        abstract ObjectStore open() throws IOException;

        @BeforeEach
        void begin() throws IOException {
            store = open();
        }

        @AfterEach
        void end() throws IOException {
            store.close();
        }

        private void write(String name, byte[] content) throws IOException {
            try (ObjectStore.Upload upload = store.begin(name)) {
                for (int done = 0; done < content.length; done += 65_600) {
                    upload.write(content, done, Math.min(65_600, content.length - done));
                }
                upload.commit();
            }
        }

        @Test
        void givesOutWhatWasCommittedAndNothingBefore() throws IOException {
            try (ObjectStore.Upload upload = store.begin(at + "one")) {
                upload.write(bytes("half"), 0, 4);
                assertThat(store.read(at + "one")).isEmpty();
                assertThat(store.list(at)).isEmpty();
                upload.write(bytes("-whole-"), 1, 5);
                upload.commit();
            }
            assertThat(store.read(at + "one")).hasValue(bytes("halfwhole"));
            assertThat(store.list(at)).containsExactly(at + "one");
        }

        @Test
        void keepsNothingOfAnUploadThatIsNotCommitted() throws IOException {
            for (int size : new int[] {4, 3 * S3Upload.PART}) {
                try (ObjectStore.Upload upload = store.begin(at + "one")) {
                    upload.write(new byte[size], 0, size);
                }
            }
            assertThat(store.read(at + "one")).isEmpty();
            assertThat(store.list(at)).isEmpty();
            assertThat(store.endUploads(Instant.MAX)).isZero();
        }

        @Test
        void writesOnceWhateverTheLength() throws IOException {
            for (int size : new int[] {5, S3Upload.PART + 5}) {
                String name = at + "of-" + size;
                byte[] first = random(size);
                write(name, first);
                byte[] second = first.clone();
                second[0] ^= 1;
                assertThatThrownBy(() -> write(name, second)).isInstanceOf(FileAlreadyExistsException.class);
                assertThatThrownBy(() -> write(name, Arrays.copyOf(second, S3Upload.PART + 1)))
                        .isInstanceOf(FileAlreadyExistsException.class);
                assertThat(store.putIfAbsent(name, second)).isFalse();
                assertThat(Arrays.equals(store.read(name).orElseThrow(), first)).isTrue();
            }
            assertThat(store.endUploads(Instant.MAX)).isZero();
        }

        @Test
        void takesOneOfSeveralWhoWriteAtOnce() throws Exception {
            for (int size : new int[] {100, S3Upload.PART + 100}) {
                String name = at + "raced-" + size;
                try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
                    List<Callable<Integer>> tries = new java.util.ArrayList<>();
                    for (int writer = 0; writer < 4; writer++) {
                        byte[] content = new byte[size];
                        Arrays.fill(content, (byte) writer);
                        int number = writer;
                        tries.add(() -> {
                            try {
                                write(name, content);
                                return number;
                            } catch (FileAlreadyExistsException e) {
                                return -1;
                            }
                        });
                    }
                    List<Integer> won = new java.util.ArrayList<>();
                    for (Future<Integer> one : writers.invokeAll(tries)) {
                        won.add(one.get());
                    }
                    won.removeIf(number -> number < 0);
                    assertThat(won).hasSize(1);
                    assertThat(store.read(name).orElseThrow()).hasSize(size).containsOnly(won.getFirst());
                }
            }
        }

        @Test
        void readsEveryRangeAtTheBordersOfPartsAndWindows() throws IOException {
            byte[] content = random(2 * S3Upload.PART + 77);
            write(at + "long", content);
            int[] places = {
                0,
                1,
                65_535,
                65_536,
                65_537,
                S3Upload.PART - 1,
                S3Upload.PART,
                2 * S3Upload.PART - 19_999,
                content.length - 20_000
            };
            try (ObjectStore.Stored stored = store.open(at + "long")) {
                assertThat(stored.size()).isEqualTo(content.length);
                byte[] into = new byte[20_000];
                for (int place : places) {
                    stored.read(place, into, into.length);
                    assertThat(into).isEqualTo(Arrays.copyOfRange(content, place, place + into.length));
                }
                assertThatThrownBy(() -> stored.read(content.length - 19_999, into, into.length))
                        .isInstanceOf(EOFException.class);
            }
            byte[] all = new byte[content.length];
            try (ObjectStore.Stored stored = store.open(at + "long")) {
                byte[] into = new byte[16_400];
                for (int done = 0; done < all.length; done += into.length) {
                    int length = Math.min(into.length, all.length - done);
                    stored.read(done, into, length);
                    System.arraycopy(into, 0, all, done, length);
                }
            }
            assertThat(Arrays.equals(all, content)).isTrue();
        }

        @Test
        void listsTheNamesThatBeginSoAndNoneBelow() throws IOException {
            for (String name : List.of("ab/2.1", "ab/1.1.w2", "ab/1.1", "ab/below/1.1.w3", "b/1.1.w1")) {
                store.putIfAbsent(at + name, bytes(name));
            }
            assertThat(store.list(at + "ab/1.1.w")).containsExactly(at + "ab/1.1.w2");
            assertThat(store.list(at + "ab/")).containsExactly(at + "ab/1.1", at + "ab/1.1.w2", at + "ab/2.1");
            assertThat(store.list(at + "nowhere/")).isEmpty();
        }

        @Test
        void listsTheFoldersAtTheTop() throws IOException {
            String top = at.substring(0, at.length() - 1);
            store.putIfAbsent(at + "deep/below/one", bytes("one"));
            store.putIfAbsent(at + "two", bytes("two"));
            store.putIfAbsent("no-folder-" + top, bytes("three"));
            assertThat(store.folders())
                    .contains(top)
                    .doesNotContain("no-folder-" + top, "deep")
                    .doesNotContain(".incoming");
            assertThat(store.folders()).isSorted();
        }

        @Test
        void removesAndRemovesAgain() throws IOException {
            store.putIfAbsent(at + "one", bytes("first"));
            store.remove(at + "one");
            store.remove(at + "one");
            assertThat(store.read(at + "one")).isEmpty();
            assertThat(store.written(at + "one")).isEmpty();
            assertThatThrownBy(() -> store.open(at + "one").close()).isInstanceOf(ObjectMissingException.class);
            assertThat(store.putIfAbsent(at + "one", bytes("second"))).isTrue();
        }

        @Test
        void saysWhenAnObjectWasWritten() throws IOException {
            store.putIfAbsent(at + "one", bytes("first"));
            assertThat(store.written(at + "one").orElseThrow())
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        }

        @Test
        void staysInItsPlace() {
            assertThatThrownBy(() -> store.read("../outside")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.putIfAbsent(at + "../../outside", bytes("x")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Folder extends Contract {

        @TempDir
        static Path folder;

        @Override
        ObjectStore open() throws IOException {
            return new FolderStore(folder);
        }
    }

    @Nested
    class Bucket extends Contract {

        @Override
        ObjectStore open() {
            return new S3Store(settings("/some/prefix").address());
        }

        @Test
        void staysBelowItsPrefix() throws IOException {
            store.putIfAbsent(at + "one", bytes("x"));
            assertThat(bucket.client()
                            .listObjectsV2(list -> list.bucket(TestStore.BUCKET).prefix("some/prefix/" + at))
                            .contents())
                    .hasSize(1);
        }
    }

    static ObjectSettings settings(String prefix) {
        return new ObjectSettings(
                "s3://" + TestStore.BUCKET + prefix, bucket.address().toString(), "us-east-1");
    }
}
