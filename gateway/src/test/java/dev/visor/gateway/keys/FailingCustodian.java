package dev.visor.gateway.keys;

import java.io.IOException;
import java.util.List;

/** Fails at its n-th call that changes or uses a key, before or after it has done what was asked. */
final class FailingCustodian implements Custodian {

    private final Custodian real;
    private int calls;
    private int failing;
    private boolean after;

    FailingCustodian(Custodian real) {
        this.real = real;
    }

    /** Counts from here; 0 never fails. */
    void failAt(int call, boolean afterwards) {
        calls = 0;
        failing = call;
        after = afterwards;
    }

    private <T> T around(java.util.function.Supplier<T> what) {
        calls++;
        if (calls == failing && !after) {
            throw new Stopped();
        }
        T result = what.get();
        if (calls == failing) {
            throw new Stopped();
        }
        return result;
    }

    @Override
    public Domain domain() {
        return real.domain();
    }

    @Override
    public int epoch(TenantId tenant) {
        return real.epoch(tenant);
    }

    @Override
    public List<Integer> epochs(TenantId tenant) {
        return around(() -> real.epochs(tenant));
    }

    @Override
    public int advance(TenantId tenant) {
        return around(() -> real.advance(tenant));
    }

    @Override
    public byte[] wrap(EpochKey name, byte[] context, DataKey key) {
        return around(() -> real.wrap(name, context, key));
    }

    @Override
    public DataKey unwrap(EpochKey name, byte[] context, byte[] wrapped, Warrant warrant) {
        return around(() -> real.unwrap(name, context, wrapped, warrant));
    }

    @Override
    public void destroy(EpochKey name) {
        around(() -> {
            real.destroy(name);
            return name;
        });
    }

    @Override
    public byte[] openByRoot(byte[] context, byte[] sealed) {
        return real.openByRoot(context, sealed);
    }

    @Override
    public int root() {
        return real.root();
    }

    @Override
    public int rotate() throws IOException {
        return real.rotate();
    }

    @Override
    public byte[] checkValue() {
        return real.checkValue();
    }

    @Override
    public boolean matches(byte[] checkValue) {
        return real.matches(checkValue);
    }

    @Override
    public byte[] checkValue(EpochKey name) {
        return around(() -> real.checkValue(name));
    }

    @Override
    public boolean matches(EpochKey name, byte[] checkValue) {
        return real.matches(name, checkValue);
    }

    @Override
    public void close() {
        real.close();
    }

    /** As a crash would. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
