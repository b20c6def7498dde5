package dev.visor.audit.witness;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whose pages may talk to the witness out of a browser. A browser asks nobody before it posts plain text: so a page of
 * somebody else is refused, and not merely kept from reading the answer.
 */
final class WebOrigins {

    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.\\-\\[\\]:]+");
    private static final String A_DAY = "86400";

    private final Set<String> origins;

    /**
     * Takes origins as browsers name them.
     *
     * @throws IllegalArgumentException if one is no origin
     */
    WebOrigins(List<String> origins) {
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException(
                        "A web origin has the form https://HOST or https://HOST:PORT in small letters, unlike "
                                + origin);
            }
        }
        this.origins = Set.copyOf(origins);
    }

    /** Whether the request comes from no page, or from a listed one, whose browser is told that it may read the answer. */
    boolean admit(HttpExchange exchange) {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        Headers answer = exchange.getResponseHeaders();
        answer.set("Vary", "Origin");
        if (origin == null) {
            return true;
        }
        if (!origins.contains(origin)) {
            return false;
        }
        answer.set("Access-Control-Allow-Origin", origin);
        if (exchange.getRequestMethod().equals("OPTIONS")) {
            answer.set("Access-Control-Allow-Methods", "POST");
            answer.set("Access-Control-Allow-Headers", "Content-Type");
            answer.set("Access-Control-Max-Age", A_DAY);
        }
        return true;
    }
}
