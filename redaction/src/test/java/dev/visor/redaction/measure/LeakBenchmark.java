package dev.visor.redaction.measure;

import dev.visor.redaction.Installed;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.mesh.Ibug68;
import dev.visor.redaction.picture.PictureRefusedException;
import dev.visor.redaction.render.ViewShape;
import dev.visor.redaction.worker.Claim;
import dev.visor.redaction.worker.FoundFace;
import dev.visor.redaction.worker.Redacted;
import dev.visor.redaction.worker.RedactionOrder;
import dev.visor.redaction.worker.Redactor;
import dev.visor.redaction.worker.RenderOrder;
import dev.visor.redaction.worker.ViewRules;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How many landmarks of bystanders a view shows: "redaction.leak-undetected" as if the detector had missed every
 * bystander, where the faces stand apart by the margin; "redaction.leak" with detection, wherever they stand. Landmarks
 * are the truth's, else those that the mesh fits to each face.
 */
public final class LeakBenchmark {

    private static final double MARGIN = 0.15;
    private static final int FILL = 128;
    private static final ViewRules RULES = new ViewRules(ViewShape.FACE_OVAL, MARGIN, 1024, 24, FILL, false);
    private static final UUID ASSET = new UUID(9, 2);

    private final Redactor redactor;

    /** Pairs, landmarks, and those that are shown without and with detection, by how far the faces stand apart. */
    private final Map<String, int[]> counts = new TreeMap<>();

    private int claims;
    private final Map<String, Integer> waiting = new TreeMap<>();

    private LeakBenchmark(Redactor redactor) {
        this.redactor = redactor;
    }

    /** Prints one line a figure, and its parts to the error stream. */
    public static void main(String[] arguments) throws Exception {
        try (Redactor redactor = Redactor.from(Installed.once().models())) {
            LeakBenchmark benchmark = new LeakBenchmark(redactor);
            List<Labelled> pictures = new ArrayList<>(Truth.ofSamples());
            RecallBenchmark.pictures().stream()
                    .filter(picture -> picture.faces().stream()
                            .anyMatch(face -> !face.points().isEmpty()))
                    .forEach(pictures::add);
            for (Labelled picture : pictures) {
                benchmark.look(picture);
            }
            benchmark.print();
        }
    }

    private void look(Labelled picture) throws Exception {
        byte[] file = Files.readAllBytes(picture.file());
        List<Claim> asked = new ArrayList<>();
        picture.boxes().forEach(box -> asked.add(new Claim(asked.size(), box)));
        Redacted redacted = redactor.redact(file, new RedactionOrder(ASSET, 1, asked, RULES, Ibug68.places()));
        claims += asked.size();
        redacted.unmatched().values().forEach(reason -> waiting.merge(reason, 1, Integer::sum));
        Map<Integer, List<ImagePoint>> landmarks = landmarks(picture, redacted);
        for (FoundFace.Target target : redacted.targets()) {
            byte[] undetected =
                    redactor.render(file, new RenderOrder(target.outline(), List.of(), target.frame(), FILL));
            List<ImagePoint> own = landmarks.getOrDefault(target.row(), List.of());
            for (Map.Entry<Integer, List<ImagePoint>> other : landmarks.entrySet()) {
                if (other.getKey() != target.row()) {
                    count(target, undetected, own, other.getValue());
                }
            }
        }
    }

    private static Map<Integer, List<ImagePoint>> landmarks(Labelled picture, Redacted redacted) {
        Map<Integer, List<ImagePoint>> landmarks = new HashMap<>();
        for (FoundFace.Target target : redacted.targets()) {
            landmarks.put(
                    target.row(),
                    target.suggested().stream().map(target.frame()::toImage).toList());
        }
        for (int row = 0; row < picture.faces().size(); row++) {
            if (!picture.faces().get(row).points().isEmpty()) {
                landmarks.put(row, picture.faces().get(row).points());
            }
        }
        return landmarks;
    }

    private void count(FoundFace.Target target, byte[] undetected, List<ImagePoint> own, List<ImagePoint> points)
            throws PictureRefusedException {
        double gap = Neighbours.gap(own, points, MARGIN);
        String where = gap >= 1 ? "apart by the margin" : gap > 0 ? "nearer than the margin" : "touching";
        int[] count = counts.computeIfAbsent(where, unknown -> new int[4]);
        count[0]++;
        count[1] += points.size();
        count[2] += Neighbours.shown(undetected, target.frame(), points, FILL);
        count[3] += Neighbours.shown(target.view(), target.frame(), points, FILL);
    }

    private void print() {
        Report.say("%s: %d claimed faces, waiting for a person: %s".formatted(redactor.detector(), claims, waiting));
        counts.forEach((where, count) ->
                Report.say("  faces %-24s %4d pairs, %6d landmarks: %d shown without detection, %d with it"
                        .formatted(where, count[0], count[1], count[2], count[3])));
        int[] apart = counts.getOrDefault("apart by the margin", new int[4]);
        Report.value("leak-undetected", apart[2], "landmarks", "");
        Report.value(
                "leak", counts.values().stream().mapToInt(count -> count[3]).sum(), "landmarks", "");
    }
}
