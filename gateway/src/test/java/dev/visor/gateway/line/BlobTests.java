package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.views.ViewGeometry;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.geometry.ViewPoint;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * G6 from the client's file to the client's export, measured on pixels: spots are planted on real faces, seen in the served
 * views where arithmetic of the test's own says, annotated there, and come back where they were planted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlobTests {

    /** Orientation, n in the scale 16/n, border. Large faces are cut at top and bottom in any case. */
    private static final List<Choice> CHOICES = List.of(
            new Choice(1, 5, "left"),
            new Choice(2, 8, "top"),
            new Choice(3, 16, "right"),
            new Choice(4, 32, "left"),
            new Choice(5, 8, "right"),
            new Choice(6, 16, "left"),
            new Choice(7, 5, "bottom"),
            new Choice(8, 5, "top"),
            new Choice(1, 8, "none"),
            new Choice(6, 32, "top"));

    private final Installation visor = Installation.shared();
    private final Cast cast = new Cast(visor);
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final UUID tenant = database.tenant(cast.handle);
    private final StoredGeometry geometries = new StoredGeometry(visor, tenant);
    private final Photo photo = Photo.sample(1);
    private final List<Taken> taken = new ArrayList<>();
    private Export export = new Export(Map.of());

    @BeforeAll
    void takesEveryPictureThrough() {
        Box shown = Sizing.shown(cast, geometries);
        Map<String, Plant> plants = new TreeMap<>();
        for (Choice choice : CHOICES) {
            Plant plant = Plant.of(photo, shown, choice.sixteenths, choice.border, choice.exif, plants.size());
            plants.put(plant.name(), plant);
        }
        Line.Job job = cast.project();
        job.manifest(plants.values().stream()
                .map(plant -> plant.name() + "," + plant.box() + ",s-" + plant.name() + ",c," + plant.name())
                .toArray(String[]::new));
        plants.forEach((name, plant) -> job.upload(name, plant.file()).ok());
        JsonNode standing = job.staged();
        JsonNode detector = job.review(cast.officer).findValue("detector");
        assumeTrue(
                detector != null && detector.asString().startsWith("yunet"),
                "the fallback detector lays a second face over most of these, and no view is made");
        assertThat(standing.path("faces").asInt()).as(standing::toString).isEqualTo(plants.size());
        Map<UUID, Plant> pictures = new HashMap<>();
        job.review(cast.officer)
                .forEach(picture -> pictures.put(
                        UUID.fromString(picture.path("views").get(0).path("id").asString()),
                        Objects.requireNonNull(
                                plants.get(picture.path("reference").asString()))));
        job.release(cast.officer).ok();
        for (int i = 0; i < plants.size(); i++) {
            taken.add(annotate(job, pictures));
        }
        export = Export.read(visor.get(cast.client, "/api/v1/exports/" + job.export() + "/archive")
                .ok()
                .body());
    }

    @Test
    void coversTheScalesTheOrientationsAndTheBorders() {
        assertThat(taken).hasSize(CHOICES.size());
        for (Taken one : taken) {
            Plant plant = one.plant;
            assertThat(one.view.sixteenths).as("%s", plant).isEqualTo(plant.sixteenths());
            String borders = one.view.borders(plant.turn());
            if (plant.border().equals("none")) {
                assertThat(borders).as("%s", plant).isEmpty();
            } else {
                assertThat(borders).as("%s", plant).contains(plant.border());
            }
        }
    }

    @Test
    void showsEverySpotWhereItLies() {
        double worst = 0;
        for (Taken one : taken) {
            Plant plant = one.plant;
            double allowed = 0.02 * Math.max(1, plant.scale());
            for (int i = 0; i < plant.places().size(); i++) {
                double[] place = plant.places().get(i);
                double[] said = one.view.place(plant.turn(), place);
                double error = furthest(one.seen.get(i), said);
                worst = Math.max(worst, error / allowed);
                assertThat(error).as("%s, spot %d, view px", plant, i).isLessThan(allowed);
                ViewPoint framed = one.frame.toView(new ImagePoint(place[0], place[1]));
                assertThat(furthest(new double[] {framed.x(), framed.y()}, said))
                        .as("%s, spot %d, the frame itself", plant, i)
                        .isLessThan(1e-9);
            }
        }
        System.out.printf("Spots are seen within %.2f of what is allowed%n", worst);
    }

    @Test
    void bringsEverySpotBackToWhereItWasPlanted() {
        double worst = 0;
        for (Taken one : taken) {
            Plant plant = one.plant;
            double allowed = 0.05 * Math.max(1, plant.scale()) / plant.scale();
            for (String format : List.of("coco", "pts")) {
                List<double[]> points = export.points(plant.name(), format);
                assertThat(points).hasSize(68);
                for (int i = 0; i < plant.places().size(); i++) {
                    double error = furthest(points.get(i), plant.places().get(i));
                    worst = Math.max(worst, error / allowed);
                    assertThat(error)
                            .as("%s, %s, spot %d, image px", plant, format, i)
                            .isLessThan(allowed);
                }
            }
        }
        System.out.printf("Spots come back within %.2f of what is allowed%n", worst);
    }

    /** Works one task off with the spots as its first points, where they are seen. */
    private Taken annotate(Line.Job job, Map<UUID, Plant> pictures) {
        String task = job.next(cast.annotator).path("id").asString();
        UUID id = database.asOwner(
                tenant,
                owner -> owner.sql("select view from task where id = ?")
                        .param(UUID.fromString(task))
                        .query(UUID.class)
                        .single());
        Plant plant = Objects.requireNonNull(pictures.get(id));
        ViewGeometry geometry = geometries.of(id);
        View view = View.of(plant.turn(), geometry.outline().bounds());
        BufferedImage served =
                Photo.read(job.view(cast.annotator, task).ok().body()).pixels();
        ArrayNode points = job.points(cast.annotator, task);
        List<double[]> seen = new ArrayList<>();
        for (double[] place : plant.places()) {
            double[] said = view.place(plant.turn(), place);
            double[] centre = Blobs.centre(served, said[0], said[1], plant.spread() * plant.scale());
            ObjectNode point = (ObjectNode) points.get(seen.size());
            point.put("x", centre[0])
                    .put("y", centre[1])
                    .put("state", "visible")
                    .put("provenance", "placed");
            seen.add(centre);
        }
        // Spots in a row are no face, which the checks of a face's geometry rightly say.
        job.submit(
                        cast.annotator,
                        task,
                        points,
                        JsonMapper.shared().createObjectNode().put("despite", true))
                .ok();
        return new Taken(plant, view, geometry.frame(), seen);
    }

    private static double furthest(double[] one, double[] other) {
        return Math.max(Math.abs(one[0] - other[0]), Math.abs(one[1] - other[1]));
    }

    /** What became of one picture: its view and where the spots were seen on it. */
    private record Taken(Plant plant, View view, ViewFrame frame, List<double[]> seen) {}

    private record Choice(int exif, int sixteenths, String border) {}

    /** What the house says of a view's place, calculated anew from the outline alone. */
    private record View(int left, int top, int right, int bottom, int sixteenths) {

        static View of(Turn turn, Box stored) {
            double[] one = turn.toUpright(stored.x(), stored.y());
            double[] other = turn.toUpright(stored.right(), stored.bottom());
            int left = (int) Math.floor(Math.max(0, Math.min(one[0], other[0])));
            int top = (int) Math.floor(Math.max(0, Math.min(one[1], other[1])));
            int right = (int) Math.ceil(Math.min(turn.width(), Math.max(one[0], other[0])));
            int bottom = (int) Math.ceil(Math.min(turn.height(), Math.max(one[1], other[1])));
            int longest = Math.max(right - left, bottom - top);
            return new View(left, top, right, bottom, Math.max(4, (longest * 16 + 1023) / 1024));
        }

        double[] place(Turn turn, double[] stored) {
            double[] upright = turn.toUpright(stored[0], stored[1]);
            return new double[] {(upright[0] - left) * 16 / sixteenths, (upright[1] - top) * 16 / sixteenths};
        }

        String borders(Turn turn) {
            return (left == 0 ? "left " : "")
                    + (top == 0 ? "top " : "")
                    + (right == turn.width() ? "right " : "")
                    + (bottom == turn.height() ? "bottom" : "");
        }
    }
}
