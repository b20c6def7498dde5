package dev.visor.redaction;

import dev.visor.redaction.mesh.Ibug68;
import dev.visor.redaction.render.ViewShape;
import dev.visor.redaction.worker.Claim;
import dev.visor.redaction.worker.FoundFace;
import dev.visor.redaction.worker.Redacted;
import dev.visor.redaction.worker.RedactionOrder;
import dev.visor.redaction.worker.RedactionWorkers;
import dev.visor.redaction.worker.ViewRules;
import dev.visor.redaction.worker.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Of the faces that may be shown, how many get a view, and why the others wait for a person. Every face that is found
 * from the target threshold and 24 px on is claimed, in the sample photographs and in those that {@code VISOR_FACES}
 * holds.
 */
public final class YieldBenchmark {

    private static final UUID TENANT = new UUID(9, 2);
    private static final ViewRules RULES = new ViewRules(ViewShape.FACE_OVAL, 0.15, 1024, 24, 128, false);
    private static final int MOST_PICTURES = 120;

    private final RedactionWorkers workers;
    private final double sure;
    private final Map<String, Integer> reasons = new TreeMap<>();
    private int claimed;
    private int shown;

    private YieldBenchmark(WorkerPool workers) {
        this.workers = workers;
        this.sure = workers.fallbackDetector() ? 0.6 : 0.7;
    }

    /** Prints the reasons, and one figure: of the views that were drawn, the share that another network confirmed. */
    public static void main(String[] arguments) throws Exception {
        try (WorkerPool pool = WorkerPool.start(Installed.once().settings().withSandboxRequired(false))) {
            YieldBenchmark yield = new YieldBenchmark(pool);
            for (byte[] file : pictures()) {
                yield.add(file);
            }
            yield.print();
        }
    }

    private static List<byte[]> pictures() throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (int i = 1; i <= Photographs.COUNT; i++) {
            files.add(Photographs.sample(i));
        }
        String folder = System.getenv("VISOR_FACES");
        if (folder != null && Files.isDirectory(Path.of(folder))) {
            try (Stream<Path> found = Files.walk(Path.of(folder))) {
                for (Path file : found.filter(path -> path.toString().endsWith(".jpg"))
                        .sorted()
                        .limit(MOST_PICTURES)
                        .toList()) {
                    files.add(Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    private void add(byte[] file) throws Exception {
        List<Claim> claims = new ArrayList<>();
        for (FoundFace face : workers.redact(TENANT, file, order(List.of())).faces()) {
            if (face.score() >= sure && face.box().shorterSide() >= RULES.smallestFace()) {
                claims.add(new Claim(claims.size(), face.box()));
            }
        }
        Redacted redacted = workers.redact(TENANT, file, order(claims));
        claimed += claims.size();
        shown += redacted.targets().size();
        redacted.unmatched().values().forEach(reason -> reasons.merge(reason, 1, Integer::sum));
    }

    private void print() {
        int doubted = reasons.getOrDefault("view-unconfirmed", 0) + reasons.getOrDefault("view-shows-several", 0);
        System.out.printf(
                Locale.ROOT,
                "%s: %d faces claimed, %d views, waiting %s%n",
                workers.detector(),
                claimed,
                shown,
                reasons);
        System.out.printf(
                Locale.ROOT,
                "bench redaction.yield %.4f share ratio %.4f to drawn-views 1%n",
                shown / (double) (shown + doubted),
                shown / (double) (shown + doubted));
        System.out.printf(Locale.ROOT, "bench redaction.views-of-claims %.4f share%n", shown / (double) claimed);
    }

    private static RedactionOrder order(List<Claim> claims) {
        return new RedactionOrder(TENANT, 1, claims, RULES, Ibug68.places());
    }
}
