package dev.visor.gateway.subjects;

import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.Epochs;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.keys.Turn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * When an erasure reaches the backups: a backup of database and objects still holds the person's wrapped keys, and opens until
 * the epoch keys that wrapped them are destroyed at the custodian. Each erasure asks for that in every domain, within
 * {@value #DAYS} days; erasures that come together share a turn.
 */
@Component
class ErasedBackups {

    static final int DAYS = 30;

    private final Epochs epochs;
    private final ErasureTable table;
    private final TenantTransactions transactions;
    private final Clock clock;

    ErasedBackups(Epochs epochs, ErasureTable table, TenantTransactions transactions, Clock clock) {
        this.epochs = epochs;
        this.table = table;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * How far it is.
     *
     * @param by when the last of the old epoch keys is destroyed at the latest
     * @param since when it was; null until then
     */
    record Reach(Instant by, @Nullable Instant since) {}

    /** Destroys the person's keys and asks for the turns, in one transaction: a turn begins after both. */
    void destroyAndAsk(Erasure erasure, Runnable destroy) {
        Instant by = clock.instant().plus(Duration.ofDays(DAYS));
        transactions.runInTenant(erasure.tenant(), () -> {
            destroy.run();
            for (Domain domain : Domain.values()) {
                epochs.ask(erasure.tenant(), domain, "erasure", by)
                        .ifPresent(turn -> table.waitsFor(erasure, turn.id()));
            }
        });
    }

    /** How far an erasure's turns have come. */
    Reach of(Erasure erasure) {
        return of(erasure.tenant(), erasure.asked(), table.turns(erasure));
    }

    /** How far the turns have come that the end of a tenant waits for. */
    Reach of(Ending ending, List<UUID> turns) {
        return of(ending.tenant(), ending.asked(), turns);
    }

    private Reach of(TenantId tenant, Instant asked, List<UUID> waitsFor) {
        List<Turn> turns = waitsFor.stream()
                .map(turn -> epochs.find(tenant, turn).orElseThrow())
                .toList();
        Instant by =
                turns.stream().map(Turn::destroyBy).max(Instant::compareTo).orElse(asked.plus(Duration.ofDays(DAYS)));
        boolean all = !turns.isEmpty() && turns.stream().allMatch(turn -> turn.destroyedAt() != null);
        return new Reach(
                by,
                all
                        ? turns.stream()
                                .map(turn -> Objects.requireNonNull(turn.destroyedAt()))
                                .max(Instant::compareTo)
                                .orElseThrow()
                        : null);
    }
}
