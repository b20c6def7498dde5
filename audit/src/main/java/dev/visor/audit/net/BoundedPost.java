package dev.visor.audit.net;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts a body and takes an answer that is bounded in time and size. Redirects are not followed. */
public final class BoundedPost {

    private final HttpClient client;
    private final Duration patience;
    private final int longest;

    /**
     * Makes a client of its own.
     *
     * @param patience for one request from its first byte to the last one of the answer
     * @param longest bytes that an answer may have
     */
    public BoundedPost(Duration patience, int longest) {
        this.client = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.patience = patience;
        this.longest = longest;
    }

    /** An answer as it came. */
    public static final class Answer {

        private final int status;
        private final String type;
        private final byte[] body;

        private Answer(HttpResponse<byte[]> response) {
            this.status = response.statusCode();
            this.type = response.headers()
                    .firstValue("Content-Type")
                    .orElse("")
                    .split(";", 2)[0]
                    .strip();
            this.body = response.body();
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** The media type without parameters; empty if none was named. */
        public String type() {
            return type;
        }

        /** The whole body. */
        public byte[] body() {
            return body.clone();
        }
    }

    /**
     * Asks once.
     *
     * @param type the body's media type
     * @throws IOException if there is no whole answer within time and size
     */
    public Answer post(URI address, String type, byte[] body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        // The request's own timeout would end with the headers: a body that drips would go on for ever.
        CompletableFuture<HttpResponse<byte[]>> coming =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), longest));
        try {
            return new Answer(coming.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + patience.toSeconds() + " seconds", e);
        } catch (ExecutionException e) {
            throw new IOException("no answer: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            coming.cancel(true);
        }
    }
}
