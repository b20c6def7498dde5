package dev.visor.gateway.trail;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The witness to whom browsers hand the promises that they were given ({@code visor.trail.promise-witness}), if there is
 * one. Its address goes into the page's security policy, so only what cannot be mistaken there is an address.
 */
public final class PromiseWitness {

    /** No user, no query, no fragment, nothing escaped, and neither the semicolon nor the comma that end a source. */
    private static final Pattern ADDRESS =
            Pattern.compile("https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[1-9][0-9]{0,4})?(/[A-Za-z0-9_~.-]+)*/?");

    private static final String TAKES = "/add-promises";

    private final @Nullable String address;

    /**
     * Takes the address under which the witness is reached (its submission prefix); empty for none.
     *
     * @throws IllegalArgumentException if it is no plain address
     */
    PromiseWitness(String prefix) {
        if (!prefix.isEmpty() && !ADDRESS.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "visor.trail.promise-witness is an address like https://witness.example or https://witness.example/dpo");
        }
        this.address = prefix.isEmpty() ? null : prefix.replaceFirst("/$", "") + TAKES;
    }

    /** Where promises are posted to; null where no witness is named. */
    public @Nullable String address() {
        return address;
    }
}
