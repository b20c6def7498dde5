package dev.visor.gateway.vault;

import dev.visor.gateway.keys.KeyAlteredException;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyMissingException;
import dev.visor.gateway.keys.TenantTransactions;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/** Says what is wrong with objects at rest, notes it on their rows, and tells of it once. */
final class Damage {

    private static final Logger log = LoggerFactory.getLogger(Damage.class);

    private final CheckTable table;
    private final TenantTransactions transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Damage(CheckTable table, TenantTransactions transactions, ApplicationEventPublisher events, Clock clock) {
        this.table = table;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What a failure to read an object says about it.
     *
     * @return null where its key was destroyed: nobody will need it
     * @throws RuntimeException the failure itself, where it says nothing about the object
     */
    static @Nullable ObjectFault of(RuntimeException failure) {
        return switch (failure) {
            case KeyDestroyedException _ -> null;
            case ObjectAlteredException _ -> ObjectFault.ALTERED;
            case KeyAlteredException _ -> ObjectFault.ALTERED;
            case KeyMissingException _ -> ObjectFault.ALTERED;
            case ObjectMissingException _ -> ObjectFault.MISSING;
            case StoreUnavailableException store when !store.away() && !store.full() -> ObjectFault.UNREADABLE;
            default -> throw failure;
        };
    }

    /**
     * Notes how an object was found.
     *
     * @param before what was wrong with it until now
     * @param fault what is wrong with it; null for nothing
     */
    void note(ObjectRef object, @Nullable String before, @Nullable ObjectFault fault) {
        transactions.runInTenant(object.tenant(), () -> {
            table.checked(object, clock.instant(), fault);
            if (fault == null && before != null) {
                events.publishEvent(new ObjectMended(object.tenant(), object.label()));
            } else if (fault != null && !fault.label().equals(before)) {
                log.error("The object {} of the tenant {} is {}", object.label(), object.tenant(), fault.label());
                events.publishEvent(new ObjectDamaged(object.tenant(), object.label(), fault.sentence()));
            }
        });
    }
}
