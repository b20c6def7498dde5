package dev.visor.redaction.worker;

import dev.visor.redaction.picture.PictureHeader;
import dev.visor.redaction.picture.PictureRefusedException;
import dev.visor.redaction.picture.ViewFile;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Workers in a pool: one picture at a time each, one tenant each, and a started one in reserve.
 *
 * <p>A worker that dies or fails is replaced and its picture is given to a fresh one; a picture under which two workers
 * died or failed is given back. A worker that is late is ended. Before a worker sees another tenant's picture it is ended, never wiped.
 */
public final class WorkerPool implements RedactionWorkers {

    /** A worker is replaced after so many pictures, long before its processor limit. */
    private static final int MOST_PICTURES = 200;

    private static final Duration START = Duration.ofSeconds(60);

    private final WorkerLauncher launcher;
    private final WorkerSettings settings;
    private final Semaphore places;
    private final Deque<WorkerProcess> idle = new ArrayDeque<>();
    private final List<WorkerProcess> busy = new ArrayList<>();
    /** Platform threads, because whoever waits for a worker's greeting waits in a pipe and would keep a carrier. */
    private final ExecutorService background = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("worker-start").factory());

    private final Watch watch = new Watch();
    private final String detector;
    private final boolean fallbackDetector;
    private volatile Consumer<ProcessHandle> sent = handle -> {};
    private boolean closed;
    private boolean refilling;

    private WorkerPool(WorkerSettings settings, WorkerLauncher launcher, WorkerProcess first) {
        this.settings = settings;
        this.launcher = launcher;
        this.places = new Semaphore(settings.workers(), true);
        this.detector = first.detector();
        this.fallbackDetector = first.fallbackDetector();
        idle.add(first);
    }

    /**
     * Starts a first worker, and with it finds out whether the sandbox holds on this machine.
     *
     * @throws WorkerException {@code sandbox-unavailable} where the settings demand a sandbox and there is none, or
     *     {@code worker-unavailable}
     */
    public static WorkerPool start(WorkerSettings settings) throws WorkerException {
        WorkerLauncher launcher = WorkerLauncher.choose(settings);
        try {
            return new WorkerPool(settings, launcher, launcher.launch(START));
        } catch (WorkerException e) {
            launcher.close();
            throw e;
        }
    }

    @Override
    public Redacted redact(UUID tenant, byte[] picture, RedactionOrder order)
            throws PictureRefusedException, WorkerException {
        PictureHeader header = PictureHeader.read(picture);
        return ask(
                tenant,
                picture,
                header,
                out -> Orders.write(out, order),
                Wire.REDACTED,
                (in, detector) -> new AnswerReader(in, order, header, detector).read());
    }

    @Override
    public byte[] render(UUID tenant, byte[] picture, RenderOrder order)
            throws PictureRefusedException, WorkerException {
        PictureHeader header = PictureHeader.read(picture);
        return ask(tenant, picture, header, out -> Orders.writeRender(out, order), Wire.RENDERED, (in, detector) -> {
            byte[] view = Wire.bytes(in, ViewFile.mostBytes(order.frame().view()));
            AnswerCheck.view(view, order);
            return view;
        });
    }

    @Override
    public DrawnView draw(UUID tenant, byte[] picture, DrawOrder order)
            throws PictureRefusedException, WorkerException {
        PictureHeader header = PictureHeader.read(picture);
        return ask(tenant, picture, header, out -> Orders.writeDraw(out, order), Wire.DRAWN, (in, detector) -> {
            byte[] view = Wire.bytes(in, ViewFile.mostBytes(order.view().frame().view()));
            AnswerCheck.view(view, order.view());
            return new DrawnView(view, Wire.suggestion(in, order.places().size()));
        });
    }

    @Override
    public byte[] blank(UUID tenant, byte[] picture, BlankOrder order) throws PictureRefusedException, WorkerException {
        PictureHeader header = PictureHeader.read(picture);
        return ask(tenant, picture, header, out -> Orders.writeBlank(out, order), Wire.BLANKED, (in, detector) -> {
            byte[] blanked = Wire.bytes(in, PictureHeader.MOST_BYTES);
            AnswerCheck.blanked(blanked, header, order);
            return blanked;
        });
    }

    private <T> T ask(
            UUID tenant,
            byte[] picture,
            PictureHeader header,
            WorkerProcess.Order order,
            int expected,
            Reader<T> reader)
            throws PictureRefusedException, WorkerException {
        places.acquireUninterruptibly();
        try {
            for (int attempt = 1; ; attempt++) {
                WorkerProcess worker = take(tenant, attempt > 1);
                try (Watch.Limit limit = watch.limit(worker, deadline(header))) {
                    return exchange(worker, tenant, picture, order, expected, reader, limit);
                } catch (Unanswered e) {
                    if (attempt == 2) {
                        throw e.again();
                    }
                }
            }
        } finally {
            places.release();
        }
    }

    /** One worker's answer. The worker of a picture that failed is not used again. */
    private <T> T exchange(
            WorkerProcess worker,
            UUID tenant,
            byte[] picture,
            WorkerProcess.Order order,
            int expected,
            Reader<T> reader,
            Watch.Limit limit)
            throws PictureRefusedException, WorkerException, Unanswered {
        boolean healthy = false;
        try {
            DataInputStream in = worker.ask(tenant, order, picture);
            sent.accept(worker.handle());
            int kind = in.readUnsignedByte();
            if (kind == Wire.REFUSED) {
                PictureRefusedException refusal = Answers.readRefusal(in);
                healthy = true;
                throw refusal;
            }
            if (kind == Wire.FAILED) {
                throw new Unanswered(
                        "worker-failed", "Two workers could not carry this order out: " + Answers.readFailure(in));
            }
            if (kind != expected) {
                throw new IOException("The worker answered something that was not asked");
            }
            T answer = reader.read(in, worker.detector());
            healthy = true;
            return answer;
        } catch (IOException | IllegalArgumentException e) {
            if (limit.passed()) {
                throw new WorkerException("deadline-exceeded", "The picture took longer than its deadline allows", e);
            }
            throw new Unanswered("worker-killed-twice", "Two workers died of this picture, or answered nonsense", e);
        } finally {
            giveBack(worker, healthy && !limit.passed());
        }
    }

    private Duration deadline(PictureHeader header) {
        double megapixels = Math.max(1, header.stored().pixels() / 1e6);
        return settings.deadline().plusMillis((long) (settings.deadline().toMillis() * (megapixels - 1) / 10));
    }

    /**
     * A worker for this tenant: its own, else the reserve, else a new one in the place of another tenant's.
     *
     * @param fresh whether it must not have seen any picture
     */
    private WorkerProcess take(UUID tenant, boolean fresh) throws WorkerException {
        WorkerProcess worker = takeIdle(tenant, fresh);
        if (worker == null) {
            worker = launcher.launch(START);
        }
        List<WorkerProcess> surplus;
        synchronized (this) {
            if (closed) {
                worker.close();
                throw new WorkerException("worker-unavailable", "The workers were ended", null);
            }
            busy.add(worker);
            surplus = makeRoom();
        }
        background.execute(() -> {
            surplus.forEach(WorkerProcess::close);
            refill();
        });
        return worker;
    }

    private synchronized @Nullable WorkerProcess takeIdle(UUID tenant, boolean fresh) {
        WorkerProcess own = null;
        WorkerProcess unused = null;
        for (Iterator<WorkerProcess> all = idle.iterator(); all.hasNext(); ) {
            WorkerProcess worker = all.next();
            if (!worker.alive()) {
                all.remove();
                worker.close();
            } else if (tenant.equals(worker.tenant())) {
                own = worker;
            } else if (worker.tenant() == null) {
                unused = worker;
            }
        }
        WorkerProcess chosen = own != null && !fresh ? own : unused;
        if (chosen != null) {
            idle.remove(chosen);
        }
        return chosen;
    }

    /** Keeps one unused worker ready. */
    private void refill() {
        synchronized (this) {
            if (closed || refilling || hasReserve()) {
                return;
            }
            refilling = true;
        }
        try {
            addSpare(launcher.launch(START));
        } catch (WorkerException e) {
            // The next picture starts a worker itself and, unlike this errand, can say why it cannot.
            addSpare(null);
        }
    }

    /** Whether a worker is ready that has seen no picture yet. */
    synchronized boolean hasReserve() {
        return idle.stream().anyMatch(worker -> worker.tenant() == null && worker.alive());
    }

    private synchronized void addSpare(@Nullable WorkerProcess spare) {
        refilling = false;
        if (spare != null && closed) {
            spare.close();
        } else if (spare != null) {
            idle.add(spare);
        }
    }

    /**
     * Takes out workers of other tenants that wait while there are more processes than places. This is decided while a worker
     * is taken: later it may be waiting itself, and would be ended as one too many before its tenant's next picture.
     */
    private synchronized List<WorkerProcess> makeRoom() {
        List<WorkerProcess> surplus = new ArrayList<>();
        Iterator<WorkerProcess> oldest = idle.iterator();
        while (busy.size() + idle.size() > settings.workers() && oldest.hasNext()) {
            WorkerProcess worker = oldest.next();
            if (worker.tenant() != null) {
                oldest.remove();
                surplus.add(worker);
            }
        }
        return surplus;
    }

    private synchronized void giveBack(WorkerProcess worker, boolean healthy) {
        busy.remove(worker);
        if (healthy && !closed && worker.alive() && worker.pictures() < MOST_PICTURES) {
            idle.add(worker);
        } else {
            worker.close();
        }
    }

    @Override
    public String detector() {
        return detector;
    }

    @Override
    public boolean fallbackDetector() {
        return fallbackDetector;
    }

    @Override
    public boolean sandboxed() {
        return launcher.sandboxed();
    }

    /** Tells a test when a worker has its picture. */
    void onSent(Consumer<ProcessHandle> listener) {
        sent = listener;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            idle.forEach(WorkerProcess::close);
            idle.clear();
            busy.forEach(WorkerProcess::kill);
        }
        watch.close();
        background.close();
        launcher.close();
    }

    /** Reads an answer. */
    private interface Reader<T> {
        T read(DataInputStream in, String detector) throws IOException;
    }
}
