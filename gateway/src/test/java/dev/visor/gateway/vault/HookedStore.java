package dev.visor.gateway.vault;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store in which something happens at a moment of the test's choice. */
class HookedStore implements ObjectStore {

    private final ObjectStore store;

    HookedStore(ObjectStore store) {
        this.store = store;
    }

    /** Happens when a body has just become visible under its name; not for what is put whole. */
    void committed(String name) throws IOException {}

    @Override
    public Upload begin(String name) throws IOException {
        Upload upload = store.begin(name);
        return new Upload() {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                upload.write(bytes, offset, length);
            }

            @Override
            public void commit() throws IOException {
                upload.commit();
                committed(name);
            }

            @Override
            public void close() throws IOException {
                upload.close();
            }
        };
    }

    @Override
    public boolean putIfAbsent(String name, byte[] content) throws IOException {
        return store.putIfAbsent(name, content);
    }

    @Override
    public Stored open(String name) throws IOException {
        return store.open(name);
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        return store.read(name);
    }

    @Override
    public Optional<Instant> written(String name) throws IOException {
        return store.written(name);
    }

    @Override
    public void remove(String name) throws IOException {
        store.remove(name);
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        return store.list(prefix);
    }

    @Override
    public List<String> folders() throws IOException {
        return store.folders();
    }

    @Override
    public int endUploads(Instant before) throws IOException {
        return store.endUploads(before);
    }

    /** The store behind it stays open. */
    @Override
    public void close() {}
}
