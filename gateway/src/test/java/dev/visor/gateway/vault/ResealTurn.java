package dev.visor.gateway.vault;

import dev.visor.gateway.keys.TenantId;
import java.util.List;

/** One turn of the job that seals anew, as the gateway's scheduler takes it each minute. */
public final class ResealTurn {

    private ResealTurn() {}

    /** Where a running gateway's parts are had from. */
    @FunctionalInterface
    public interface Beans {

        /** The only one of its type. */
        <T> T bean(Class<T> type);
    }

    /** Takes up what two people agreed on for a tenant, and works on it. */
    public static void take(Beans beans, TenantId tenant) {
        Reseals reseals = beans.bean(Reseals.class);
        reseals.askGranted(List.of(tenant));
        reseals.turn(List.of(tenant));
    }
}
