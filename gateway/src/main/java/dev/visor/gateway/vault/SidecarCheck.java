package dev.visor.gateway.vault;

import dev.visor.gateway.keys.TenantTransactions;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the wraps beside a body against its row, and puts them right: sidecars follow rows. One that is missing or altered is
 * written from the row, one that was superseded, or whose object was shredded, is removed: it could still open what only the row
 * says is gone.
 *
 * <p>One with a higher number than the row's was written by a database that knew more. Then nothing is touched: it may be the
 * only wrap under the right owners.
 */
final class SidecarCheck {

    private static final Logger log = LoggerFactory.getLogger(SidecarCheck.class);
    private static final Pattern NUMBER = Pattern.compile(".*\\.w([1-9][0-9]{0,9})");

    private final ObjectStore store;
    private final VaultTable table;
    private final TenantTransactions transactions;
    private final Sidecars sidecars;

    SidecarCheck(ObjectStore store, VaultTable table, TenantTransactions transactions) {
        this.store = store;
        this.table = table;
        this.transactions = transactions;
        this.sidecars = new Sidecars(store, table, transactions);
    }

    /**
     * Puts an object's sidecars right. The row is locked meanwhile, so that nobody re-wraps between the look and the deed.
     *
     * @return whether they say what the row says; otherwise they contradict it, and are as they were
     * @throws StoreUnavailableException if the store fails
     */
    boolean mend(ObjectRef object) {
        Optional<Boolean> agrees = transactions.apartInTenant(
                object.tenant(),
                () -> table.mirrored(object).map(row -> mend(object, Sidecars.name(object.at(row.body())), row)));
        return agrees.orElseGet(() -> follow(object));
    }

    /** They have yet to follow their row, at this moment or since a crash; those that cannot contradict it. */
    private boolean follow(ObjectRef object) {
        Optional<VaultTable.Row> row = transactions.inTenant(object.tenant(), () -> table.find(object));
        row.ifPresent(now -> sidecars.follow(object.at(now.body())));
        return row.isEmpty()
                || transactions.inTenant(
                        object.tenant(), () -> table.mirrored(object).isPresent());
    }

    private boolean mend(ObjectRef object, String name, VaultTable.Row row) {
        try {
            List<String> there = store.list(name + ".w");
            if (there.stream().anyMatch(sidecar -> number(sidecar) > row.number())) {
                return false;
            }
            ObjectWrap wrap = row.wrap();
            String current = name + ".w" + row.number();
            boolean put = wrap != null && put(current, wrap.toSidecar());
            int removed = 0;
            for (String sidecar : there) {
                if (wrap == null || !sidecar.equals(current)) {
                    store.remove(sidecar);
                    removed++;
                }
            }
            if (put || removed > 0) {
                log.warn(
                        "Beside the object {} of the tenant {} {} wrapped keys were strays, {} lost or altered",
                        object.label(),
                        object.tenant(),
                        removed,
                        put ? 1 : 0);
            }
            return true;
        } catch (IOException e) {
            throw StoreUnavailableException.givingOut(e);
        }
    }

    /** Whether it was not there as it is now. */
    private boolean put(String sidecar, byte[] content) throws IOException {
        Optional<byte[]> there = store.read(sidecar);
        if (there.isPresent() && Arrays.equals(there.get(), content)) {
            return false;
        }
        if (there.isPresent()) {
            store.remove(sidecar);
        }
        store.putIfAbsent(sidecar, content);
        return true;
    }

    private static long number(String sidecar) {
        Matcher matcher = NUMBER.matcher(sidecar);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
