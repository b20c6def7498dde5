package dev.visor.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The PostgreSQL programs, run on one data folder. Whoever calls holds the folder's lock. */
final class PostgresServer {

    static final String SUPERUSER = "postgres";

    private static final String LOOPBACK = "127.0.0.1";
    private static final int STOP_SECONDS = 60;
    /** Recovery after a power loss replays the log and may take minutes. */
    private static final int START_SECONDS = 600;
    /** So many are tried where any will do. */
    private static final int FREE_PORTS = 3;

    /** Given on the command line, where neither a file nor ALTER SYSTEM outweighs them. */
    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on", "data_sync_retry", "off");

    private final Path binaries;
    private final Path data;
    private final Path log;

    PostgresServer(Path binaries, Path folder) {
        this.binaries = binaries;
        this.data = folder.resolve("data");
        this.log = folder.resolve("log");
    }

    /** Makes the data folder where there is none. It is made aside and renamed, so that a half-made one is never used. */
    void create(String superuserPassword) {
        try {
            Files.createDirectories(
                    log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (Files.exists(data)) {
                return;
            }
            Path aside = data.resolveSibling("data.new");
            if (Files.exists(aside)) {
                try (Stream<Path> paths = Files.walk(aside)) {
                    for (Path path :
                            paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
            List<String> initdb = List.of(
                    "initdb",
                    "--pgdata=" + aside,
                    "--username=" + SUPERUSER,
                    "--pwfile=/dev/stdin",
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8");
            if (run(initdb, superuserPassword) != 0) {
                throw new DatabaseUnavailableException(
                        "The database could not be created in " + data + ": see " + startLog());
            }
            Files.move(aside, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts the server, after it has stopped one that a killed gateway left running.
     *
     * @param wanted the port; 0 for a free one
     * @return the port
     */
    int start(int wanted) {
        clear();
        configure();
        if (wanted != 0 && isTaken(wanted)) {
            throw new DatabaseUnavailableException("Port " + wanted
                    + " is taken by another program: end it, or set visor.database.port to another (0 = a free one)");
        }
        String options = DURABLE.entrySet().stream()
                .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
                .sorted()
                .collect(Collectors.joining(" "));
        for (int tries = FREE_PORTS; ; tries--) {
            int port = wanted == 0 ? freePort() : wanted;
            if (launch(port, options) == 0) {
                return port;
            }
            // A free port may be another program's by the time that the server listens.
            if (wanted != 0 || tries == 1 || !isTaken(port)) {
                throw new DatabaseUnavailableException("PostgreSQL did not start: see " + startLog());
            }
        }
    }

    private int launch(int port, String options) {
        return run(
                List.of(
                        "pg_ctl",
                        "start",
                        "--wait",
                        "--timeout=" + START_SECONDS,
                        "--pgdata=" + data,
                        "--log=" + startLog(),
                        "--options=-p " + port + " " + options),
                "");
    }

    /** Stops the server with a checkpoint; if it does not answer, at once, and the next start recovers. */
    void stop() {
        if (running().isEmpty()) {
            return;
        }
        if (halt("fast") != 0 && halt("immediate") != 0) {
            throw new DatabaseUnavailableException("PostgreSQL on " + data + " does not stop: see " + startLog());
        }
    }

    private int halt(String mode) {
        return run(
                List.of("pg_ctl", "stop", "--wait", "--timeout=" + STOP_SECONDS, "--mode=" + mode, "--pgdata=" + data),
                "");
    }

    /**
     * Leaves the data folder without a server and without a {@code postmaster.pid}. The number in that file is not
     * trusted: after a crash it may belong to any other process. What counts is who works inside the folder.
     */
    private void clear() {
        if (Files.exists(data.resolve("postmaster.pid")) && !running().isEmpty()) {
            halt("fast");
        }
        for (ProcessHandle left : running()) {
            // A backend that outlived its postmaster ends by itself, soon.
            left.onExit().completeOnTimeout(left, 10, TimeUnit.SECONDS).join();
            if (left.isAlive() && left.destroyForcibly()) {
                left.onExit().completeOnTimeout(left, 10, TimeUnit.SECONDS).join();
            }
        }
        if (!running().isEmpty()) {
            throw new DatabaseUnavailableException("A PostgreSQL of another user works in " + data + ": end it first");
        }
        try {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every PostgreSQL process that works inside the data folder. */
    List<ProcessHandle> running() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .map(command -> command.contains("/postgres"))
                        .orElse(false))
                .filter(process -> data.equals(workingFolder(process)))
                .toList();
    }

    private static @org.jspecify.annotations.Nullable Path workingFolder(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
        } catch (IOException e) {
            return null; // it has ended in the meantime, or is not ours
        }
    }

    private void configure() {
        try {
            Files.writeString(data.resolve("pg_hba.conf"), resource("pg_hba.conf"));
            Files.writeString(
                    data.resolve("postgresql.conf"), resource("postgresql.conf").replace("@LOG@", log.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) throws IOException {
        try (var in = PostgresServer.class.getResourceAsStream("/postgres/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks postgres/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path startLog() {
        return log.resolve("start.log");
    }

    private int run(List<String> command, String input) {
        List<String> line = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, with the same files.
            line.addAll(List.of("unshare", "--user"));
        }
        line.add(binaries.resolve("bin").resolve(command.getFirst()).toString());
        line.addAll(command.subList(1, command.size()));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(log.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(startLog().toFile()));
        // PGPORT, PGOPTIONS and the like would change what is started.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
        try {
            Process process = builder.start();
            try (var out = process.getOutputStream()) {
                out.write((input + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                if (!input.isEmpty()) {
                    throw e;
                }
                // pg_ctl reads no input and may have closed it.
            }
            return process.waitFor();
        } catch (IOException e) {
            throw new DatabaseUnavailableException(
                    "PostgreSQL's programs cannot be run here (as root they need unshare and user namespaces):"
                            + " run Visor as another user, or set visor.database.url to a PostgreSQL of your own",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailableException("Interrupted while PostgreSQL was starting or stopping", e);
        }
    }

    private static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://" + LOOPBACK + ":" + port + "/" + database;
    }
}
