package dev.visor.gateway.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The witness's address stands in the page's security policy, so nothing that bends the policy passes for one. */
class PromiseWitnessTest {

    @ParameterizedTest
    @CsvSource({
        "https://witness.example, https://witness.example/add-promises",
        "https://witness.example/, https://witness.example/add-promises",
        "https://witness.example:8443/a/b-c, https://witness.example:8443/a/b-c/add-promises",
        "http://127.0.0.1:8190/dpo/, http://127.0.0.1:8190/dpo/add-promises"
    })
    void isWherePromisesArePosted(String prefix, String address) {
        assertThat(new PromiseWitness(prefix).address()).isEqualTo(address);
    }

    @Test
    void isNobodyUnlessNamed() {
        assertThat(new PromiseWitness("").address()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https:",
                "https://*",
                "https://*.example",
                "witness.example",
                "https://a.example https://b.example",
                "https://a.example; script-src *",
                "https://a.example,b",
                "https://a.example/x;y",
                "https://user@a.example",
                "https://a.example/?x",
                "https://a.example/#x",
                "https://a.example/%3b",
                "https://a.example\n",
                "https://a.example/'unsafe-inline'",
                "javascript:alert(1)",
                "https://a.example//b"
            })
    void isRefusedWhereItWouldSayMoreThanOneAddress(String prefix) {
        assertThatThrownBy(() -> new PromiseWitness(prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("visor.trail.promise-witness");
    }
}
