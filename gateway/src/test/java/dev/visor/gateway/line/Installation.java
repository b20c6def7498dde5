package dev.visor.gateway.line;

import dev.visor.gateway.TestDatabase;
import dev.visor.gateway.TestFolders;
import dev.visor.gateway.Visor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;

/**
 * A whole Visor with data, keys, database and workers of its own, under {@code target}, spoken to over HTTP only.
 */
final class Installation implements AutoCloseable {

    /** For whatever comes in the end, on however busy a machine; where all is well nobody waits so long. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Nobody answers there: only browsers would ask. */
    static final String PROMISE_WITNESS = "https://witness.example/dpo";

    static {
        Awaitility.setDefaultTimeout(PATIENCE);
    }

    private static @Nullable Installation shared;

    private final Path folder;
    private final Issuer issuer = new Issuer();
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable ConfigurableApplicationContext context;
    private @Nullable GatewayProcess process;

    private Installation(Path folder) {
        this.folder = folder;
        TestDatabase.lendBinaries(home());
    }

    private Installation run(Map<String, String> settings, Class<?>... more) {
        try {
            context = new SpringApplicationBuilder(Visor.class)
                    .sources(more)
                    .web(WebApplicationType.SERVLET)
                    .run(arguments(0, settings).toArray(String[]::new));
            return this;
        } finally {
            if (context == null) {
                issuer.stop();
            }
        }
    }

    private List<String> arguments(int port, Map<String, String> settings) {
        List<String> arguments = arguments(port);
        settings.forEach((name, value) -> {
            arguments.removeIf(given -> given.startsWith("--" + name + "="));
            arguments.add("--" + name + "=" + value);
        });
        return arguments;
    }

    private List<String> arguments(int port) {
        return new ArrayList<>(List.of(
                "--visor.home=" + home(),
                "--visor.config=" + config(),
                "--visor.demo=true",
                "--visor.identity.issuer=" + Issuer.ADDRESS,
                "--visor.identity.jwk-set-uri=" + issuer.keys(),
                "--visor.identity.admin-address=" + issuer.server(),
                "--visor.identity.admin-client-secret=none",
                "--visor.identity.accounts-client-secret=none",
                // Hundreds of persons come by; who leaves is looked at where a test is about that.
                "--visor.access.leavers-every=1h",
                // A picture that a busy machine takes long over is not to be given up.
                "--visor.redaction.deadline=5m",
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off"));
    }

    /** The one that most tests share; each uses projects of its own. */
    static synchronized Installation shared() {
        if (shared == null) {
            // The tests knock at it from one address, more often than a stranger may, and some send slowly on purpose
            // while
            // others have to be done.
            Installation started = fresh(
                    "shared",
                    Map.of(
                            "visor.access.refusals-singly",
                            "100000",
                            // One annotator does the work of hundreds of tests, and some of them guess.
                            "visor.budgets.off-task",
                            "100000",
                            "visor.uploads.start",
                            "30s",
                            "visor.trail.promise-witness",
                            PROMISE_WITNESS));
            new Line(started).setUp();
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "installation-stop"));
            shared = started;
        }
        return shared;
    }

    /** One of its own, empty. */
    static Installation fresh(String name, Map<String, String> settings) {
        return fresh(name, settings, new Class<?>[0]);
    }

    /**
     * One of its own, empty.
     *
     * @param more configurations whose beans come before the gateway's own
     */
    static Installation fresh(String name, Map<String, String> settings, Class<?>... more) {
        Path folder = folder(name);
        delete(folder);
        return new Installation(folder).run(settings, more);
    }

    /** One on whatever lies in its folder. */
    static Installation on(String name) {
        return new Installation(folder(name)).run(Map.of());
    }

    /** The folder of one, emptied. */
    static Path cleared(String name) {
        delete(folder(name));
        return folder(name);
    }

    /** The folder of one, which holds {@code var} and {@code config}. */
    static Path folder(String name) {
        return TestFolders.own("installations").resolve(name);
    }

    /** Starts again on what {@link #close} left. */
    Installation again(Map<String, String> settings) {
        return new Installation(folder).run(settings);
    }

    /**
     * One whose gateway is a process of its own, which can be killed.
     *
     * @param folder as {@link #cleared} gives it
     * @param before words before the command, such as another program that runs it
     */
    static Installation apart(Path folder, List<String> before) {
        Installation visor = new Installation(folder);
        visor.startApart(before);
        return visor;
    }

    /** Starts the gateway's own process, for the first time or after a kill. */
    void startApart(List<String> before) {
        process = GatewayProcess.start(folder, before, this::arguments);
    }

    /**
     * Starts it as another part of an installation would be.
     *
     * @throws AssertionError with what it printed, if it does not start
     */
    void startApart(Map<String, String> settings) {
        process = GatewayProcess.start(folder, List.of(), port -> arguments(port, settings));
    }

    /** The gateway's own process. */
    GatewayProcess process() {
        return Objects.requireNonNull(process);
    }

    Path home() {
        return folder.resolve("var");
    }

    Path config() {
        return folder.resolve("config");
    }

    /** A bean, for looking inside; acts go over HTTP. */
    <T> T bean(Class<T> type) {
        return inside().getBean(type);
    }

    /** Hears every event of this kind from now on. */
    <T> void hear(Class<T> kind, Consumer<T> listener) {
        inside().addApplicationListener((ApplicationListener<PayloadApplicationEvent<?>>) event -> {
            if (kind.isInstance(event.getPayload())) {
                listener.accept(kind.cast(event.getPayload()));
            }
        });
    }

    /** All beans of a kind, by name. */
    <T> Map<String, T> beans(Class<T> type) {
        return inside().getBeansOfType(type);
    }

    private ConfigurableApplicationContext inside() {
        return Objects.requireNonNull(context);
    }

    /** Tells the gateway of an event, as one of its parts would. */
    void tell(Object event) {
        inside().publishEvent(event);
    }

    Issuer issuer() {
        return issuer;
    }

    String address() {
        return "http://127.0.0.1:"
                + (process == null
                        ? inside().getEnvironment().getProperty("local.server.port")
                        : Integer.toString(process.port()));
    }

    Answer get(@Nullable Person person, String path, String... headers) {
        return send(person, "GET", path, new byte[0], headers);
    }

    Answer post(@Nullable Person person, String path, String json, String... headers) {
        String[] all = Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
                .toArray(String[]::new);
        return send(person, "POST", path, json.getBytes(java.nio.charset.StandardCharsets.UTF_8), all);
    }

    Answer send(@Nullable Person person, String method, String path, byte[] body, String... headers) {
        return sendWith(person == null ? null : issuer.token(person), method, path, body, headers);
    }

    /** Sends a token of any kind. */
    Answer sendWith(@Nullable String token, String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(PATIENCE)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
        }
        if (process != null) {
            process.close();
        }
        issuer.stop();
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
