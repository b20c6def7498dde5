package dev.visor.audit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The judge in {@code src/test/go}, which shares no code with ours: built from Debian's {@code golang-golang-x-mod-dev} and
 * {@code golang-golang-x-crypto-dev}, without a network.
 */
final class GoVerifier {

    private static final Path PACKAGES = Path.of("/usr/share/gocode");
    private static final Path BUILT = Path.of("target/go-verifier");

    private GoVerifier() {}

    /** What the program said. */
    record Verdict(boolean accepts, String said) {}

    /** Builds it; skips the test where Go is missing, except in continuous integration, where it must be there. */
    static GoVerifier build() throws IOException {
        boolean installed = Files.isDirectory(PACKAGES.resolve("src/golang.org/x/mod/sumdb/tlog"))
                && Files.isDirectory(PACKAGES.resolve("src/golang.org/x/crypto/sha3"))
                && goes("go", "version");
        if (System.getenv("CI") == null) {
            assumeTrue(
                    installed,
                    "the second verifier needs golang-go, golang-golang-x-mod-dev and golang-golang-x-crypto-dev");
        }
        assertThat(installed)
                .as("golang-go, golang-golang-x-mod-dev and golang-golang-x-crypto-dev are installed")
                .isTrue();
        ProcessBuilder go =
                new ProcessBuilder("go", "build", "-o", BUILT.toAbsolutePath().toString(), ".");
        go.directory(Path.of("src/test/go").toFile());
        go.environment().put("GOPATH", PACKAGES.toString());
        go.environment().put("GO111MODULE", "off");
        go.environment().put("GOFLAGS", "");
        go.environment()
                .put("GOCACHE", Path.of("target/go-cache").toAbsolutePath().toString());
        Verdict build = run(go);
        assertThat(build.accepts()).as(build.said()).isTrue();
        return new GoVerifier();
    }

    Verdict judge(String command, Object... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(BUILT.toAbsolutePath().toString(), command));
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        Verdict verdict = run(new ProcessBuilder(words));
        assertThat(verdict.said()).as("it says a verdict").startsWith(verdict.accepts() ? "PASS" : "FAIL ");
        return verdict;
    }

    private static boolean goes(String... command) {
        try {
            return run(new ProcessBuilder(command)).accepts();
        } catch (IOException e) {
            return false;
        }
    }

    private static Verdict run(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Verdict(process.waitFor() == 0, said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while " + builder.command().getFirst() + " ran", e);
        }
    }
}
