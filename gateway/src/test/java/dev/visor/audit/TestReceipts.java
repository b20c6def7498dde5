package dev.visor.audit;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.Actor;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;

/** Receipts without a trail, for tests of what a receipt opens. */
public final class TestReceipts {

    private TestReceipts() {}

    /** A receipt that covers these objects and was made at the clock's present time. */
    public static Receipt covering(Clock clock, ObjectLabel... objects) {
        return new Receipt(
                UUID.randomUUID(),
                "visor/test",
                new Actor("system:tester", "system"),
                "annotation",
                Set.of(objects),
                clock.instant(),
                clock,
                Hash.ZERO);
    }
}
