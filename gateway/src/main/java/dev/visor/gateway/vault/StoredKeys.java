package dev.visor.gateway.vault;

import dev.visor.gateway.keys.MirrorPlace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The mirrored subject keys in the store of the objects; {@link StoreUnavailableException} where that fails. */
record StoredKeys(ObjectStore store) implements MirrorPlace {

    @Override
    public boolean putIfAbsent(String name, byte[] content) {
        try {
            return store.putIfAbsent(name, content);
        } catch (IOException e) {
            throw StoreUnavailableException.takingIn(e);
        }
    }

    @Override
    public Optional<byte[]> read(String name) {
        return out(() -> store.read(name));
    }

    @Override
    public void remove(String name) {
        try {
            store.remove(name);
        } catch (IOException e) {
            throw StoreUnavailableException.takingIn(e);
        }
    }

    @Override
    public List<String> list(String prefix) {
        return out(() -> store.list(prefix));
    }

    @Override
    public List<String> folders() {
        return out(store::folders);
    }

    private static <T> T out(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw StoreUnavailableException.givingOut(e);
        }
    }

    @FunctionalInterface
    private interface Reading<T> {

        T read() throws IOException;
    }
}
