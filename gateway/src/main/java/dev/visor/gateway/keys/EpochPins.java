package dev.visor.gateway.keys;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Nothing is wrapped under an epoch key that is not the one first used under its name. */
final class EpochPins {

    private final TenantTransactions transactions;
    private final SubjectKeyTable table;
    private final Set<Pinned> pinned = ConcurrentHashMap.newKeySet();

    EpochPins(TenantTransactions transactions, SubjectKeyTable table) {
        this.transactions = transactions;
        this.table = table;
    }

    /**
     * Keeps the epoch key's check value at its first use, and compares it at every later one of this process.
     *
     * @throws KeyReplacedException if it is another key than then
     */
    void require(EpochKey epoch, Custodian custodian) {
        Pinned name = new Pinned(custodian.domain(), epoch.tenant().value(), epoch.epoch());
        if (pinned.contains(name)) {
            return;
        }
        byte[] own = custodian.checkValue(epoch);
        byte[] first = transactions.apartInTenant(epoch.tenant(), () -> table.pinEpoch(epoch, custodian.domain(), own));
        if (!custodian.matches(epoch, first)) {
            throw new KeyReplacedException("An epoch key of the domain "
                    + custodian.domain().label() + " was replaced under its name: restore the custodian's backup");
        }
        pinned.add(name);
    }

    private record Pinned(Domain domain, UUID tenant, int epoch) {}
}
