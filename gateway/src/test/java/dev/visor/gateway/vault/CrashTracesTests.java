package dev.visor.gateway.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * G1: whoever crashes, or runs out of memory, with a picture in it leaves neither core nor crash file nor heap dump: with the
 * options of each JVM that Visor starts, as they stand where it is started.
 */
class CrashTracesTests {

    private static final Pattern OPTION = Pattern.compile("-XX:[+-]?[A-Za-z]+(?:=[^\\s\"$\\\\]+)?(?=[\\s\"])");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "../deploy/lib/gateway.sh, crash",
        "../deploy/lib/gateway.sh, memory",
        "../deploy/lib/keycloak.sh, crash",
        "../deploy/lib/keycloak.sh, memory",
        "../deploy/bench, crash",
        "../redaction/src/main/java/dev/visor/redaction/worker/Sandbox.java, crash",
        "../redaction/src/main/java/dev/visor/redaction/worker/Sandbox.java, memory",
    })
    void leavesNothingBehind(String source, String end) throws IOException, InterruptedException {
        List<String> options = options(source);
        assertThat(options).contains("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null");
        assertThat(options).allSatisfy(option -> assertThat(option).doesNotContain("+HeapDump"));
        assertThat(after(options, end)).isEmpty();
    }

    /** What would be found without these options. */
    @Test
    void leavesACrashFileWhereItIsNotForbidden() throws IOException, InterruptedException {
        assertThat(after(List.of("-XX:-CreateCoredumpOnCrash"), "crash"))
                .anyMatch(file -> file.getFileName().toString().startsWith("hs_err"));
        assertThat(after(List.of("-XX:+HeapDumpOnOutOfMemoryError"), "memory"))
                .anyMatch(file -> file.getFileName().toString().endsWith(".hprof"));
    }

    @Test
    void forbidsTheKernelsCoresToo() throws IOException {
        for (String script : List.of("../deploy/lib/gateway.sh", "../deploy/lib/keycloak.sh")) {
            assertThat(Files.readString(Path.of(script))).contains("ulimit -c 0");
        }
        assertThat(Files.readString(Path.of("../redaction/src/main/java/dev/visor/redaction/worker/Sandbox.java")))
                .contains("\"--core=0\"");
    }

    private static List<String> options(String source) throws IOException {
        return OPTION.matcher(Files.readString(Path.of(source)).replace("\\\n", " \n"))
                .results()
                .map(MatchResult::group)
                // Where the classes are kept is no matter of crashes, and the machine's memory none of this test.
                .filter(option -> !option.contains("SharedArchive"))
                .distinct()
                .toList();
    }

    /** What lies there after a process ended this way. */
    private List<Path> after(List<String> options, String end) throws IOException, InterruptedException {
        Path place = Files.createDirectory(folder.resolve(UUID.randomUUID().toString()));
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m"));
        command.addAll(options);
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + place,
                "-cp",
                Path.of("target/test-classes").toAbsolutePath().toString(),
                Crash.class.getName(),
                end));
        Process process = new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (end.equals("crash")) {
            while (!Files.readString(output).contains("ready")) {
                assertThat(process.isAlive()).isTrue();
                Thread.sleep(20);
            }
            new ProcessBuilder("kill", "-SEGV", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(Files.readString(output, UTF_8)).doesNotContain("kAnarI");
        List<Path> left = new ArrayList<>();
        try (Stream<Path> files = Files.list(place)) {
            files.forEach(left::add);
        }
        String elsewhere = "(hs_err_pid|core\\.?|java_pid)" + process.pid() + ".*";
        try (Stream<Path> files = Files.list(Path.of("/tmp"))) {
            files.filter(file -> String.valueOf(file.getFileName()).matches(elsewhere))
                    .forEach(left::add);
        }
        return left;
    }

    /** Holds something, and crashes or takes more memory than there is. */
    static final class Crash {

        private Crash() {}

        public static void main(String[] arguments) throws InterruptedException {
            List<byte[]> held = new ArrayList<>();
            held.add("kAnarI in memory".repeat(1_000).getBytes(UTF_8));
            System.out.println("ready");
            System.out.flush();
            while (arguments[0].equals("memory")) {
                held.add(new byte[1 << 20]);
            }
            Thread.sleep(60_000);
            System.out.println(held.size());
        }
    }
}
