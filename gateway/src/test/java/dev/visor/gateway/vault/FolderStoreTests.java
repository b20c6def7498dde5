package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTests {

    @TempDir
    Path folder;

    @Test
    void writesAnObjectOnce() throws IOException {
        try (FolderStore store = new FolderStore(folder)) {
            assertThat(store.putIfAbsent("a/one", bytes("first"))).isTrue();
            assertThat(store.putIfAbsent("a/one", bytes("second"))).isFalse();
            assertThat(store.read("a/one")).hasValue(bytes("first"));
            try (ObjectStore.Upload upload = store.begin("a/one")) {
                upload.write(bytes("third"), 0, 5);
                assertThatThrownBy(upload::commit).isInstanceOf(FileAlreadyExistsException.class);
            }
            assertThat(store.read("a/one")).hasValue(bytes("first"));
            assertThat(store.list("a/o")).containsExactly("a/one");
        }
    }

    @Test
    void showsNothingBeforeTheCommitAndKeepsNothingWithoutOne() throws IOException {
        try (FolderStore store = new FolderStore(folder)) {
            try (ObjectStore.Upload upload = store.begin("a/one")) {
                upload.write(bytes("half"), 0, 4);
                assertThat(store.read("a/one")).isEmpty();
            }
            assertThat(store.read("a/one")).isEmpty();
        }
        assertThat(incoming()).isEmpty();
    }

    @Test
    void removesAndRemovesAgain() throws IOException {
        try (FolderStore store = new FolderStore(folder)) {
            store.putIfAbsent("a/one", bytes("first"));
            store.remove("a/one");
            store.remove("a/one");
            assertThat(store.read("a/one")).isEmpty();
            assertThatThrownBy(() -> store.open("a/one")).isInstanceOf(ObjectMissingException.class);
        }
    }

    @Test
    void staysInItsFolder() throws IOException {
        try (FolderStore store = new FolderStore(folder.resolve("objects"))) {
            assertThatThrownBy(() -> store.begin("../outside")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.read(".incoming/lock")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void leavesTheUploadsOfALiveStoreAlone() throws IOException {
        try (FolderStore first = new FolderStore(folder);
                ObjectStore.Upload upload = first.begin("a/one")) {
            upload.write(bytes("whole"), 0, 5);
            try (FolderStore second = new FolderStore(folder)) {
                assertThat(second.read("a/one")).isEmpty();
            }
            upload.commit();
            assertThat(first.read("a/one")).hasValue(bytes("whole"));
        }
    }

    /** The writer is killed wherever it happens to be; what it had acknowledged is whole, what it had not is whole or gone. */
    @Test
    void keepsWhatItAcknowledgedWhenItsProcessIsKilled() throws IOException, InterruptedException {
        for (int kill = 0; kill < 3; kill++) {
            List<String> acknowledged = new ArrayList<>();
            Process writer = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            folder.toString(),
                            "k" + kill)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
                for (int i = 0; i < 20 + 17 * kill; i++) {
                    acknowledged.add(lines.readLine());
                }
                writer.destroyForcibly().waitFor();
            }
            assertThat(acknowledged).doesNotContainNull();
            try (FolderStore store = new FolderStore(folder)) {
                for (String name : acknowledged) {
                    assertThat(store.read(name)).hasValue(Writer.content(name));
                }
                for (String name : store.list("k" + kill + "/")) {
                    assertThat(store.read(name)).hasValue(Writer.content(name));
                }
            }
            assertThat(incoming()).isEmpty();
        }
    }

    /** Writes objects and says each one's name once it is durable, until somebody kills it. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] args) throws IOException {
            try (FolderStore store = new FolderStore(Path.of(args[0]))) {
                for (int i = 0; i < 100_000; i++) {
                    String name = args[1] + "/object-" + i;
                    byte[] content = content(name);
                    try (ObjectStore.Upload upload = store.begin(name)) {
                        for (int at = 0; at < content.length; at += 4_096) {
                            upload.write(content, at, 4_096);
                        }
                        upload.commit();
                    }
                    System.out.println(name);
                }
            }
        }

        static byte[] content(String name) {
            return name.concat("\n").repeat(8_192).substring(0, 64 * 1024).getBytes(StandardCharsets.US_ASCII);
        }
    }

    private List<Path> incoming() throws IOException {
        try (var folders = Files.list(folder.resolve(".incoming"))) {
            return folders.filter(Files::isDirectory).toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
