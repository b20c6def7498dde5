package dev.visor.redaction.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.visor.redaction.Installed;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SandboxTest {

    @Test
    void shutsATakenOverWorkerIn() throws Exception {
        Path bubblewrap = Sandbox.program("bwrap");
        assumeTrue(bubblewrap != null, "bubblewrap is not installed");
        List<String> seen = probe(bubblewrap);
        assertThat(seen).contains("done", "offline", "limit Max core file size 0 0 bytes");
        assertThat(seen).contains("limit Max data size 3221225472 3221225472 bytes");
        assertThat(seen).noneMatch(line -> line.startsWith("sees "));
        assertThat(seen).noneMatch(line -> line.startsWith("writes "));
        assertThat(seen).noneMatch(line -> line.startsWith("network "));
        assertThat(seen).containsAnyOf("processes 1", "processes 2");
        assertThat(seen.stream().filter(line -> line.startsWith("env ")))
                .allMatch(line -> line.startsWith("env OPENCV_IO_") || line.equals("env PWD"));
    }

    @Test
    void seesTheWorldWithoutTheSandbox() throws Exception {
        // The attack itself works: what the test above does not see, the sandbox hides.
        assertThat(probe(null)).contains("done", "connects", "sees /etc/passwd");
    }

    private static List<String> probe(@Nullable Path bubblewrap) throws Exception {
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
                bubblewrap == null
                        ? Sandbox.open(settings, SandboxProbe.class)
                        : Sandbox.closed(settings, SandboxProbe.class, bubblewrap));
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
