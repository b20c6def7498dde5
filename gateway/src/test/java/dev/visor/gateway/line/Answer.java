package dev.visor.gateway.line;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back. */
@SuppressWarnings("ArrayRecordComponent") // looked at, never compared
record Answer(int status, HttpHeaders headers, byte[] body) {

    JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The stable reason of a problem document. */
    String reason() {
        return json().path("reason").asString("");
    }

    Answer ok() {
        Assertions.assertThat(status).as(() -> text()).isBetween(200, 299);
        return this;
    }

    Answer refused(int expected, String reason) {
        Assertions.assertThat(status).as(() -> text()).isEqualTo(expected);
        Assertions.assertThat(reason()).isEqualTo(reason);
        return this;
    }

    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}
