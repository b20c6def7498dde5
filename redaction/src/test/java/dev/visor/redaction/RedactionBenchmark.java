package dev.visor.redaction;

import dev.visor.redaction.detect.Detection;
import dev.visor.redaction.detect.FaceFinder;
import dev.visor.redaction.detect.SecondLook;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.mesh.FaceMesh;
import dev.visor.redaction.mesh.Ibug68;
import dev.visor.redaction.mesh.Mesh;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.PictureDecoder;
import dev.visor.redaction.render.Framing;
import dev.visor.redaction.render.Outlines;
import dev.visor.redaction.render.ViewRenderer;
import dev.visor.redaction.render.ViewShape;
import dev.visor.redaction.worker.Claim;
import dev.visor.redaction.worker.FoundFace;
import dev.visor.redaction.worker.RedactionOrder;
import dev.visor.redaction.worker.ViewRules;
import dev.visor.redaction.worker.WorkerPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * How long a photograph takes from its bytes to its views, through the worker's pipes, beside its bare parts, and how many
 * photographs a second as many workers as there are cores finish beside one.
 */
public final class RedactionBenchmark {

    private static final UUID TENANT = new UUID(9, 1);
    private static final ViewRules RULES = new ViewRules(ViewShape.FACE_OVAL, 0.15, 1024, 24, 128, false);
    private static final int ROUNDS = 5;
    private static final double SURE = 0.7;

    private RedactionBenchmark() {}

    /** Prints one line a figure. */
    public static void main(String[] arguments) throws Exception {
        List<RedactionOrder> orders = new ArrayList<>();
        try (WorkerPool pool = WorkerPool.start(Installed.once().settings().withSandboxRequired(false));
                FaceFinder finder = FaceFinder.from(Installed.once().models());
                FaceMesh mesh = FaceMesh.from(Installed.once().models())) {
            System.out.println("detector " + pool.detector() + ", sandboxed " + pool.sandboxed());
            photographs(pool, finder, mesh, SecondLook.from(Installed.once().models()));
            twelveMegapixels(pool);
            for (int i = 1; i <= Photographs.COUNT; i++) {
                orders.add(order(pool, Photographs.sample(i)));
            }
        }
        int cores = Runtime.getRuntime().availableProcessors();
        double one = throughput(1, orders);
        double all = throughput(cores, orders);
        System.out.printf(
                Locale.ROOT,
                "bench redaction.throughput-%d-workers %.2f pictures/s ratio %.2f to one-worker %.2f%n",
                cores,
                all,
                all / one,
                one);
    }

    /** Pictures a second of so many workers, each kept busy by a thread of its own. */
    private static double throughput(int workers, List<RedactionOrder> orders) throws Exception {
        try (WorkerPool pool = WorkerPool.start(
                        Installed.once().settings().withSandboxRequired(false).withWorkers(workers));
                ExecutorService clients = Executors.newFixedThreadPool(workers)) {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int round = 0; round < 2 * ROUNDS; round++) {
                for (int i = 1; i <= Photographs.COUNT; i++) {
                    byte[] file = Photographs.sample(i);
                    RedactionOrder order = orders.get(i - 1);
                    work.add(() -> pool.redact(TENANT, file, order).targets().size());
                }
            }
            // The first round starts all workers and warms them up.
            clients.invokeAll(work.subList(0, workers * Photographs.COUNT));
            long start = System.nanoTime();
            for (Future<Integer> views : clients.invokeAll(work)) {
                views.get();
            }
            return work.size() / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static void photographs(WorkerPool pool, FaceFinder finder, FaceMesh mesh, SecondLook look)
            throws Exception {
        List<Double> whole = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        for (int round = -1; round < ROUNDS; round++) {
            for (int i = 1; i <= Photographs.COUNT; i++) {
                byte[] file = Photographs.sample(i);
                RedactionOrder order = order(pool, file);
                double parts = parts(file, finder, mesh, look);
                long start = System.nanoTime();
                pool.redact(TENANT, file, order);
                if (round >= 0) {
                    whole.add((System.nanoTime() - start) / 1e6);
                    bare.add(parts);
                }
            }
        }
        double value = median(whole);
        double baseline = median(bare);
        System.out.printf(
                Locale.ROOT,
                "bench redaction.picture-to-views %.1f ms ratio %.2f to bare-parts %.1f%n",
                value,
                value / baseline,
                baseline);
    }

    /** Decoding, detection, mesh, resampling with encoding, and the second look called one by one in this process, in milliseconds. */
    private static double parts(byte[] file, FaceFinder finder, FaceMesh mesh, SecondLook look) throws Exception {
        double[] times = new double[5];
        long start = System.nanoTime();
        Imgcodecs.imdecode(new MatOfByte(file), Imgcodecs.IMREAD_UNCHANGED).release();
        times[0] = System.nanoTime() - start;
        try (DecodedPicture picture = PictureDecoder.decode(file, RULES.fill())) {
            start = System.nanoTime();
            List<Detection> targets = finder.targets(picture, finder.find(picture));
            times[1] = System.nanoTime() - start;
            for (Detection face : targets) {
                if (face.score() < SURE) {
                    continue;
                }
                start = System.nanoTime();
                Mesh points = Objects.requireNonNull(mesh.fit(picture, face));
                Objects.requireNonNull(mesh.suggest(picture, points, Ibug68.places()));
                times[2] += System.nanoTime() - start;
                Outline outline = Outlines.grown(points.contour().points(), RULES.margin());
                ViewFrame frame = Objects.requireNonNull(Framing.snapped(
                        TENANT, 1, picture.size(), picture.orientation(), outline, RULES.longestSide()));
                start = System.nanoTime();
                byte[] view = ViewRenderer.render(picture, outline, List.of(), frame, RULES.fill());
                times[3] += System.nanoTime() - start;
                start = System.nanoTime();
                look.faces(view, points.contour().bounds().mapped(frame.storedToView()));
                times[4] += System.nanoTime() - start;
            }
        }
        return Arrays.stream(times).sum() / 1e6;
    }

    private static void twelveMegapixels(WorkerPool pool) throws Exception {
        Mat photograph = Imgcodecs.imdecode(new MatOfByte(Photographs.sample(1)), Imgcodecs.IMREAD_COLOR);
        Mat large = new Mat();
        Imgproc.resize(photograph, large, new Size(4000, 3000), 0, 0, Imgproc.INTER_CUBIC);
        byte[] file = Pictures.encode(large, ".jpg");
        RedactionOrder order = order(pool, file);
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            pool.redact(TENANT, file, order);
            times.add((System.nanoTime() - start) / 1e6);
        }
        times.sort(null);
        System.out.printf(Locale.ROOT, "bench redaction.twelve-megapixel-p95 %.1f ms%n", times.get(18));
    }

    private static RedactionOrder order(WorkerPool pool, byte[] file) throws Exception {
        List<Claim> claims = new ArrayList<>();
        RedactionOrder looking = new RedactionOrder(TENANT, 1, List.of(), RULES);
        for (FoundFace face : pool.redact(TENANT, file, looking).faces()) {
            if (face.score() >= SURE) {
                claims.add(new Claim(claims.size(), face.box()));
            }
        }
        return new RedactionOrder(TENANT, 1, claims, RULES, Ibug68.places());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
