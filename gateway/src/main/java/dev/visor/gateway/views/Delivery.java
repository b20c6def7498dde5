package dev.visor.gateway.views;

import dev.visor.audit.Receipt;
import java.io.IOException;

/** Carries plaintext out to one person. */
@FunctionalInterface
public interface Delivery {

    /**
     * Sends the bytes; they are wiped when it returns.
     *
     * @throws IOException if they did not all leave
     */
    void send(byte[] bytes, Receipt receipt) throws IOException;
}
