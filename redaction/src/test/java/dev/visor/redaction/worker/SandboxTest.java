package dev.visor.redaction.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.visor.redaction.Installed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SandboxTest {

    private static final @Nullable Path BUBBLEWRAP = Sandbox.program("bwrap");
    private static final @Nullable Path PRLIMIT = Sandbox.program("prlimit");

    @Test
    void shutsATakenOverWorkerIn() throws Exception {
        List<String> seen = probe(confinement());
        assertThat(seen).contains("done", "offline");
        assertThat(seen).noneMatch(line -> line.startsWith("sees "));
        assertThat(seen).noneMatch(line -> line.startsWith("writes "));
        assertThat(seen).noneMatch(line -> line.startsWith("network "));
        assertThat(seen).containsAnyOf("processes 1", "processes 2");
        assertThat(seen.stream().filter(line -> line.startsWith("env ")))
                .allMatch(line -> line.startsWith("env OPENCV_IO_")
                        || line.equals("env OPENBLAS_NUM_THREADS")
                        || line.equals("env PWD"));
        assertThat(seen.stream().filter(line -> line.startsWith("fills ")))
                .hasSize(4)
                .allMatch(line -> line.endsWith(" 0 files, 0 bytes"));
    }

    @Test
    void limitsWhatATakenOverWorkerUses() throws Exception {
        Confinement confinement = confinement();
        List<String> seen = probe(confinement);
        assertThat(seen)
                .contains(
                        "limit Max data size 3221225472 3221225472 bytes",
                        "limit Max core file size 0 0 bytes",
                        "limit Max file size 0 0 bytes",
                        "limit Max open files 256 256 files",
                        "limit Max cpu time 3600 3600 seconds");
        assertThat(number(seen, "opens ")).isBetween(100, 256);
        if (confinement.limitsProcesses()) {
            assertThat(seen).contains("limit Max processes 256 256 processes");
            // Linux counts no process of the machine's own root, whatever the limit says.
            assertThat(number(seen, "threads ")).isBetween(100, isRoot() ? 1_000 : 256);
        }
    }

    @Test
    void makesNoNamespacesWhereBubblewrapCanForbidIt() throws Exception {
        Confinement confinement = confinement();
        Path unshare = Objects.requireNonNull(Sandbox.program("unshare"), "util-linux has it, like prlimit");
        List<String> command = new ArrayList<>(confinement.namespaces());
        command.addAll(List.of("--ro-bind", "/", "/", "--proc", "/proc", "--", unshare.toString(), "--user", "true"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor() == 0).isNotEqualTo(confinement.endsUserNamespaces());
        String offers = new String(
                new ProcessBuilder(confinement.bubblewrap().toString(), "--help")
                        .redirectErrorStream(true)
                        .start()
                        .getInputStream()
                        .readAllBytes(),
                UTF_8);
        assertThat(confinement.endsUserNamespaces()).isEqualTo(offers.contains("--disable-userns"));
    }

    @Test
    void seesTheWorldWithoutTheSandbox() throws Exception {
        // The attack itself works: what the tests above do not see, the sandbox hides.
        List<String> seen = probe(null);
        assertThat(seen).contains("done", "connects", "sees /etc/passwd");
        assertThat(seen).contains("fills /tmp 10 files, 10485760 bytes");
        assertThat(number(seen, "opens ")).isEqualTo(1_000);
        assertThat(number(seen, "threads ")).isEqualTo(1_000);
    }

    @Test
    void findsNothingWhereACommandIsMissing() {
        assertThat(Confinement.find(null, Path.of("/usr/bin/prlimit"))).isNull();
        assertThat(Confinement.find(Path.of("/usr/bin/bwrap"), null)).isNull();
        assertThat(Confinement.find(Path.of("/bin/false"), Path.of("/usr/bin/prlimit")))
                .isNull();
    }

    /** The machine's own; only a machine without the commands, and no build server, may do without this test. */
    private static Confinement confinement() {
        boolean installed = BUBBLEWRAP != null && PRLIMIT != null;
        if (System.getenv("CI") == null) {
            assumeTrue(installed, "bubblewrap or prlimit is not installed");
        }
        Confinement found = Confinement.find(BUBBLEWRAP, PRLIMIT);
        assertThat(found).as("a sandbox that holds on this machine").isNotNull();
        return Objects.requireNonNull(found);
    }

    private static int number(List<String> seen, String name) {
        return seen.stream()
                .filter(line -> line.startsWith(name))
                .mapToInt(line -> Integer.parseInt(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private static List<String> probe(@Nullable Confinement confinement) throws Exception {
        WorkerSettings installed = Installed.once().settings();
        List<Path> classPath = new ArrayList<>(installed.classPath());
        classPath.add(Path.of("target/test-classes"));
        WorkerSettings settings = new WorkerSettings(
                installed.java(),
                classPath,
                installed.nativeLibrary(),
                installed.models(),
                true,
                1,
                installed.deadline(),
                installed.memoryMegabytes());
        List<String> command = new ArrayList<>(
                confinement == null
                        ? Sandbox.open(settings, SandboxProbe.class, null)
                        : Sandbox.closed(settings, SandboxProbe.class, confinement));
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            command.add(command.indexOf("-cp"), "-Dprobe.port=" + server.getLocalPort());
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().clear();
            builder.environment().putAll(Sandbox.environment());
            Process process = builder.start();
            List<String> lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .toList();
            assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
                    .isEmpty();
            assertThat(process.waitFor()).isZero();
            return lines;
        }
    }
}
