package dev.visor.gateway.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.TestDatabase;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TestKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A vault as a process of its own. It prints the id of the thread that does everything, and then answers each line that it
 * reads: {@code seal TENANT OWNER LENGTH}, {@code rewrap TENANT OBJECT OWNER}, {@code open TENANT OBJECT LENGTH},
 * {@code reseal TENANT JOB}, which goes on with the tenant's jobs for one turn.
 */
final class VaultProgram {

    private VaultProgram() {}

    /** Database, its password, folder. */
    public static void main(String[] arguments) throws IOException {
        PGSimpleDataSource app = new PGSimpleDataSource();
        app.setUrl(arguments[0]);
        app.setUser(DatabaseAccess.APP);
        app.setPassword(System.getenv("PASSWORD"));
        Path folder = Path.of(arguments[1]);
        Path objects = folder.resolve("objects");
        try (TestVault vault = new TestVault(TestKeys.open(folder.resolve("config"), objects, app, Role.ALL), objects);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            System.out.println(
                    Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(answer(vault, line.split(" ")));
            }
        }
    }

    private static String answer(TestVault vault, String[] words) {
        try {
            TenantId tenant = new TenantId(UUID.fromString(words[1]));
            UUID id = UUID.fromString(words[2]);
            return switch (words[0]) {
                case "seal" -> seal(vault, tenant, new KeyOwner(id), Long.parseLong(words[3]));
                case "reseal" -> reseal(vault, tenant, id);
                case "rewrap" -> rewrap(vault, original(tenant, id), new KeyOwner(UUID.fromString(words[3])));
                default -> open(vault, original(tenant, id), Long.parseLong(words[3]));
            };
        } catch (IOException | RuntimeException e) {
            return "refused " + e.getClass().getSimpleName();
        }
    }

    static ObjectRef original(TenantId tenant, UUID id) {
        return new ObjectRef(tenant, new ObjectId(id), ObjectKind.ORIGINAL, 1);
    }

    private static String seal(TestVault vault, TenantId tenant, KeyOwner owner, long length) throws IOException {
        return "sealed "
                + vault.vault
                        .seal(tenant, ObjectKind.ORIGINAL, Set.of(owner), new Content(length), length)
                        .id();
    }

    private static String rewrap(TestVault vault, ObjectRef object, KeyOwner owner) {
        vault.vault.rewrap(object, Set.of(owner), TestVault.receipt(object));
        return "rewrapped " + object.id();
    }

    private static String reseal(TestVault vault, TenantId tenant, UUID job) {
        vault.reseals().turn(List.of(tenant));
        return "resealed " + job;
    }

    private static String open(TestVault vault, ObjectRef object, long length) throws IOException {
        Content.Check check = new Content.Check(length);
        vault.vault.transfer(object, TestVault.receipt(object), check);
        check.requireWhole();
        return "opened " + object.id();
    }

    /** The program, started and ready. */
    static final class Handle implements AutoCloseable {

        private final Process process;
        private final BufferedReader out;
        private final long thread;

        private Handle(Process process) throws IOException {
            this.process = process;
            this.out = process.inputReader();
            this.thread = Long.parseLong(next("[0-9]+"));
        }

        static Handle start(Path folder, String... options) throws IOException {
            DatabaseAccess access = TestDatabase.shared();
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC"));
            command.addAll(List.of(options));
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    VaultProgram.class.getName(),
                    access.url(),
                    folder.toString()));
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("PASSWORD", access.app().password());
            return new Handle(builder.start());
        }

        /** Of the thread that makes all the calls. */
        long thread() {
            return thread;
        }

        /** Its answer; "killed" if it was. */
        String ask(String line) throws IOException {
            try {
                process.outputWriter().write(line + "\n");
                process.outputWriter().flush();
            } catch (IOException e) {
                return "killed";
            }
            return next("(sealed|resealed|rewrapped|opened|refused) .*");
        }

        /** The next line of this form; others are the program's log. */
        private String next(String form) throws IOException {
            String line;
            do {
                line = out.readLine();
            } while (line != null && !line.matches(form));
            return line == null ? "killed" : line;
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }
}
