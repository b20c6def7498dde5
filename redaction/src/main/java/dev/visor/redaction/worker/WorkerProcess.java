package dev.visor.redaction.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One worker and the pipes to it. Used by one thread at a time. */
final class WorkerProcess implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    /** A name and a version; anything longer is not a worker of ours. */
    private static final int LONGEST_LABEL = 100;

    private final Process process;
    private final DataInputStream in;
    private final DataOutputStream out;
    private String detector = "";
    private boolean fallbackDetector;
    private @Nullable UUID tenant;
    private int pictures;

    private WorkerProcess(Process process) {
        this.process = process;
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER));
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), BUFFER));
    }

    /**
     * Starts a process; {@link #greet} waits until it is ready.
     *
     * @throws IOException if the command cannot be run
     */
    static WorkerProcess start(ProcessBuilder command) throws IOException {
        Process process = command.start();
        WorkerProcess worker = new WorkerProcess(process);
        // Not a virtual thread: who reads a pipe keeps a carrier for as long as the worker lives, and two workers would
        // leave none to the requests of a machine with two processors.
        Thread.ofPlatform().daemon().name("worker-errors").start(() -> drain(process.getErrorStream()));
        return worker;
    }

    /** What a library prints about a picture may show the picture; it is read, so that no one waits, and forgotten. */
    private static void drain(InputStream errors) {
        try (errors) {
            errors.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The process is gone, and its pipe with it: there is nothing left to drain.
            return;
        }
    }

    /**
     * Reads the worker's greeting.
     *
     * @throws IOException if what started is not a worker of this version
     */
    void greet() throws IOException {
        if (in.readInt() != Wire.MAGIC || in.readUnsignedShort() != Wire.VERSION) {
            throw new IOException("What was started is not a worker of this version");
        }
        String label = in.readUTF();
        if (label.length() > LONGEST_LABEL) {
            throw new IOException("What was started is not a worker of this version");
        }
        detector = label;
        fallbackDetector = in.readBoolean();
    }

    String detector() {
        return detector;
    }

    boolean fallbackDetector() {
        return fallbackDetector;
    }

    /** The one tenant whose pictures this worker has seen, or null. */
    @Nullable
    UUID tenant() {
        return tenant;
    }

    /** How many pictures it was given. */
    int pictures() {
        return pictures;
    }

    /** Sends one picture's order and gives the stream that the answer comes on. */
    DataInputStream ask(UUID asking, Order order, byte[] picture) throws IOException {
        if (tenant != null && !tenant.equals(asking)) {
            throw new IllegalStateException("A worker never sees two tenants");
        }
        tenant = asking;
        pictures++;
        order.write(out);
        Wire.bytes(out, picture);
        out.flush();
        return in;
    }

    boolean alive() {
        return process.isAlive();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends the process at once; whoever waits for its answer sees the end of the stream. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("A worker does not end");
            }
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A worker's pipe cannot be closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what is asked of the worker, up to the picture. */
    interface Order {
        void write(DataOutputStream out) throws IOException;
    }
}
