package dev.visor.gateway.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A custodian that is asked for a key by a purpose, denies some, and logs every unwrapping in its own folder. */
final class GuardedCustodian implements Custodian {

    private final Custodian guarded;
    private final PurposePolicy policy;
    private final UnwrapLog log;

    private GuardedCustodian(Custodian guarded, PurposePolicy policy, UnwrapLog log) {
        this.guarded = guarded;
        this.policy = policy;
        this.log = log;
    }

    /**
     * Takes a custodian over.
     *
     * @param folder where policy and log lie: the custodian's, never that of the data
     */
    static GuardedCustodian of(Custodian guarded, Path folder, Clock clock) throws IOException {
        return new GuardedCustodian(
                guarded, PurposePolicy.of(folder, guarded.domain()), UnwrapLog.begin(folder, guarded.domain(), clock));
    }

    @Override
    public DataKey unwrap(EpochKey name, byte[] context, byte[] wrapped, Warrant warrant) {
        try {
            policy.require(warrant.purpose());
        } catch (PurposeDeniedException e) {
            log.write(UnwrapLog.DENIED, warrant);
            throw e;
        }
        log.write(UnwrapLog.GRANTED, warrant);
        return guarded.unwrap(name, context, wrapped, warrant);
    }

    @Override
    public Domain domain() {
        return guarded.domain();
    }

    @Override
    public int epoch(TenantId tenant) {
        return guarded.epoch(tenant);
    }

    @Override
    public List<Integer> epochs(TenantId tenant) {
        return guarded.epochs(tenant);
    }

    @Override
    public int advance(TenantId tenant) {
        return guarded.advance(tenant);
    }

    @Override
    public byte[] wrap(EpochKey name, byte[] context, DataKey key) {
        return guarded.wrap(name, context, key);
    }

    @Override
    public void destroy(EpochKey name) {
        guarded.destroy(name);
    }

    @Override
    public byte[] openByRoot(byte[] context, byte[] sealed) {
        return guarded.openByRoot(context, sealed);
    }

    @Override
    public int root() {
        return guarded.root();
    }

    @Override
    public int rotate() throws IOException {
        return guarded.rotate();
    }

    @Override
    public byte[] checkValue() {
        return guarded.checkValue();
    }

    @Override
    public boolean matches(byte[] checkValue) {
        return guarded.matches(checkValue);
    }

    @Override
    public byte[] checkValue(EpochKey name) {
        return guarded.checkValue(name);
    }

    @Override
    public boolean matches(EpochKey name, byte[] checkValue) {
        return guarded.matches(name, checkValue);
    }

    @Override
    public void close() {
        try {
            guarded.close();
        } finally {
            log.close();
        }
    }

    @Override
    public String toString() {
        return guarded.toString();
    }
}
