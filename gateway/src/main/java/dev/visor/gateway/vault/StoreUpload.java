package dev.visor.gateway.vault;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;

/** Tells what the store fails at from what fails in the stream that is sealed: the one is ours, the other the sender's. */
final class StoreUpload implements ObjectStore.Upload {

    private final ObjectStore.Upload upload;

    private StoreUpload(ObjectStore.Upload upload) {
        this.upload = upload;
    }

    /** Begins an object. */
    static StoreUpload begin(ObjectStore store, String name) {
        try {
            return new StoreUpload(store.begin(name));
        } catch (IOException e) {
            throw StoreUnavailableException.takingIn(e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            upload.write(bytes, offset, length);
        } catch (IOException e) {
            throw StoreUnavailableException.takingIn(e);
        }
    }

    @Override
    public void commit() throws FileAlreadyExistsException {
        try {
            upload.commit();
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            throw StoreUnavailableException.takingIn(e);
        }
    }

    @Override
    public void close() throws IOException {
        upload.close();
    }
}
