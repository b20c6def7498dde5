package dev.visor.gateway.findings;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.vault.ObjectDamaged;
import dev.visor.gateway.vault.ObjectMended;
import dev.visor.gateway.vault.StoreAhead;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes a finding of each stored object that was found damaged, and closes it once the object is whole again. */
@Component
class VaultAlarms {

    private static final String DAMAGED = "vault.object-damaged";

    private final Findings findings;

    VaultAlarms(Findings findings) {
        this.findings = findings;
    }

    /** In the transaction that notes the damage: both are kept or neither. */
    @EventListener
    void on(ObjectDamaged damaged) {
        findings.open(
                damaged.tenant(), DAMAGED, Severity.SEVERE, damaged.sentence(), damaged.object(), "administrator");
    }

    @EventListener
    void on(ObjectMended mended) {
        findings.close(mended.tenant(), DAMAGED, mended.object());
    }

    @EventListener
    void on(StoreAhead store) {
        findings.open(
                store.tenant(),
                "vault.store-ahead",
                Severity.SEVERE,
                store.sentence(),
                ObjectLabel.of("tenant", store.tenant().value()),
                "administrator");
    }
}
