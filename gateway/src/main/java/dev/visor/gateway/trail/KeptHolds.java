package dev.visor.gateway.trail;

import dev.visor.audit.Logs;
import dev.visor.audit.Receipt;
import dev.visor.audit.retention.Hold;
import dev.visor.audit.retention.RetentionRows;
import dev.visor.gateway.keys.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@link Holds} on the audit library. */
final class KeptHolds implements Holds {

    private final RetentionRows rows;
    private final Logs logs;

    KeptHolds(RetentionRows rows, Logs logs) {
        this.rows = rows;
        this.logs = logs;
    }

    @Override
    public List<Hold> of(@Nullable TenantId tenant) {
        return rows.holds(log(tenant));
    }

    @Override
    public Optional<Hold> find(@Nullable TenantId tenant, UUID hold) {
        return rows.hold(log(tenant), hold);
    }

    @Override
    public Hold place(@Nullable TenantId tenant, UUID hold, String matter, Supplier<Receipt> record) {
        String log = log(tenant);
        try (RetentionRows.Turn turn = rows.turn(log)) {
            turn.placed(hold, matter, record.get().record());
        }
        return rows.hold(log, hold).orElseThrow();
    }

    @Override
    public boolean lift(@Nullable TenantId tenant, UUID hold, Supplier<Receipt> record) {
        String log = log(tenant);
        try (RetentionRows.Turn turn = rows.turn(log)) {
            if (rows.hold(log, hold).filter(Hold::inForce).isEmpty()) {
                return false;
            }
            turn.lifted(hold, record.get().record());
            return true;
        }
    }

    private String log(@Nullable TenantId tenant) {
        return logs.origin(Scope.log(tenant));
    }
}
