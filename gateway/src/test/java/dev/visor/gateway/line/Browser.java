package dev.visor.gateway.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Somebody at a browser: signs in by the identity provider and keeps the cookies. */
final class Browser {

    /** What the identity provider calls this sign-in. */
    final String session = UUID.randomUUID().toString();

    private final Installation visor;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    private Browser(Installation visor) {
        this.visor = visor;
    }

    static Browser signedIn(Installation visor, Person person) {
        Browser browser = new Browser(visor);
        browser.follow(browser.callback(person));
        return browser;
    }

    /** A browser that has nothing yet. */
    static Browser fresh(Installation visor) {
        return new Browser(visor);
    }

    /** Goes to sign in, and tells the address that the identity provider sends the person back to. */
    String callback(Person person) {
        Map<String, String> carried = asks("");
        Map<String, String> asked = visor.issuer().asked(Objects.requireNonNull(carried.get("request_uri")));
        String nonce = Objects.requireNonNull(asked.get("nonce"));
        String state = Objects.requireNonNull(asked.get("state"));
        return "/login/oauth2/code/visor?code=" + visor.issuer().code(person, session, nonce) + "&state="
                + state.replace("=", "%3D");
    }

    /**
     * What a browser carries to the identity provider.
     *
     * @param more of the address that begins a sign-in
     */
    Map<String, String> asks(String more) {
        Answer start = send("GET", "/oauth2/authorization/visor" + more);
        return Stream.of(URI.create(start.header("Location")).getRawQuery().split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    /** Comes back from the identity provider. */
    void follow(String callback) {
        Answer answer = send("GET", callback);
        if (answer.status() != 302 || answer.header("Location").contains("failed")) {
            throw new AssertionError("Signing in gave " + answer.status() + " to " + answer.header("Location"));
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, headers);
    }

    /** Sends nothing, with the token of the session as the page would. */
    Answer post(String path, String... headers) {
        get("/api/v1/session");
        String token = cookie("XSRF-TOKEN");
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("X-XSRF-TOKEN", token));
        return send("POST", path, all.toArray(String[]::new));
    }

    /** The value of a cookie that it holds. */
    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("none");
    }

    private Answer send(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(visor.address() + path))
                .timeout(Installation.PATIENCE)
                .method(method, BodyPublishers.noBody());
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
}
