package dev.visor.gateway.subjects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.Epochs;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.keys.Turn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** An erasure has reached the backups when the last of its domains has, and promises no day before that. */
class ErasedBackupsTests {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private final TenantId tenant = TenantId.random();
    private final Epochs epochs = mock();
    private final ErasureTable table = mock();
    private final TenantTransactions transactions = mock();
    private final Erasure erasure = new Erasure(
            UUID.randomUUID(),
            tenant,
            1,
            KeyOwner.random(),
            ErasureReason.OBJECTION,
            true,
            NOW.minusSeconds(60),
            0,
            0,
            0,
            null,
            null);
    private final List<UUID> turns = new ArrayList<>();
    private final ErasedBackups backups =
            new ErasedBackups(epochs, table, transactions, Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void transactionsRun() {
        doAnswer(call -> {
                    call.<Runnable>getArgument(1).run();
                    return null;
                })
                .when(transactions)
                .runInTenant(eq(tenant), any());
        when(table.turns(erasure)).thenReturn(turns);
    }

    private Turn turn(Domain domain, Instant destroyBy, @Nullable Instant destroyed) {
        Turn turn =
                new Turn(UUID.randomUUID(), tenant, domain, "erasure", 2, 0, 0, NOW, destroyBy, destroyed, destroyed);
        turns.add(turn.id());
        when(epochs.find(tenant, turn.id())).thenReturn(Optional.of(turn));
        return turn;
    }

    private static Instant day(int day) {
        return NOW.plus(Duration.ofDays(day));
    }

    @Test
    void isPromisedForTheLastOfItsTurnsAndSaidOnceAllAreOver() {
        turn(Domain.VIEWS, day(20), day(19));
        turn(Domain.ORIGINALS, day(30), null);
        turn(Domain.LANDMARKS, day(25), day(24));

        assertThat(backups.of(erasure)).isEqualTo(new ErasedBackups.Reach(day(30), null));
    }

    @Test
    void isSaidOfTheMomentAtWhichTheLastKeyWasDestroyed() {
        turn(Domain.VIEWS, day(20), day(19));
        turn(Domain.ORIGINALS, day(30), day(29));
        turn(Domain.LANDMARKS, day(25), day(24));

        assertThat(backups.of(erasure)).isEqualTo(new ErasedBackups.Reach(day(30), day(29)));
    }

    /** Between the rows and the end of the work no turn was asked for yet: nothing has reached any backup. */
    @Test
    void isNotSaidWhereNoTurnWasAskedForYet() {
        assertThat(backups.of(erasure))
                .isEqualTo(new ErasedBackups.Reach(erasure.asked().plus(Duration.ofDays(30)), null));
    }

    @Test
    void asksInEveryDomainBehindTheDestructionAndInItsTransaction() {
        Runnable destroy = mock();
        Turn asked = turn(Domain.VIEWS, day(30), null);
        when(epochs.ask(any(), any(), any(), any())).thenReturn(Optional.empty());
        when(epochs.ask(tenant, Domain.VIEWS, "erasure", day(30))).thenReturn(Optional.of(asked));

        backups.destroyAndAsk(erasure, destroy);

        InOrder order = inOrder(transactions, destroy, epochs);
        order.verify(transactions).runInTenant(eq(tenant), any());
        order.verify(destroy).run();
        for (Domain domain : Domain.values()) {
            order.verify(epochs).ask(tenant, domain, "erasure", day(30));
        }
        verify(table).waitsFor(erasure, asked.id());
    }
}
