package dev.visor.gateway.vault;

import java.io.EOFException;
import java.io.IOException;

/** Tells what the store fails at from what fails where an opened object goes to: the one is ours, the other the reader's. */
final class StoreReading implements ObjectStore.Stored {

    private final ObjectStore.Stored stored;

    private StoreReading(ObjectStore.Stored stored) {
        this.stored = stored;
    }

    /** Opens an object to be read. */
    static StoreReading open(ObjectStore store, String name) {
        try {
            return new StoreReading(store.open(name));
        } catch (IOException e) {
            throw StoreUnavailableException.givingOut(e);
        }
    }

    @Override
    public long size() {
        try {
            return stored.size();
        } catch (IOException e) {
            throw StoreUnavailableException.givingOut(e);
        }
    }

    @Override
    public void read(long position, byte[] into, int length) throws EOFException {
        try {
            stored.read(position, into, length);
        } catch (EOFException e) {
            throw e;
        } catch (IOException e) {
            throw StoreUnavailableException.givingOut(e);
        }
    }

    @Override
    public void close() throws IOException {
        stored.close();
    }
}
