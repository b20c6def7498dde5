package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.views.ViewGeometry;
import dev.visor.policies.ViewProfiles;
import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.Outline;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** G2 on the bytes that an annotator gets: every pixel outside of the stored outline is one constant. */
class ServedMaskTests {

    /** What the profiles fill with. */
    private static final int FILL = 0x808080;

    private final Installation visor = Installation.shared();
    private final Cast cast = new Cast(visor);
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final UUID tenant = database.tenant(cast.handle);
    private final StoredGeometry geometries = new StoredGeometry(visor, tenant);

    static Set<String> profiles() {
        return ViewProfiles.names();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void everyPixelOutsideOfTheOutlineIsTheFill(String profile) {
        Line.Job job = cast.project(profile);
        String[] rows = new String[4];
        for (int face = 0; face < 3; face++) {
            rows[face] = "photo.jpg,\"" + Line.FACES[face] + "\",masked-" + face + ",consent,photo";
        }
        rows[3] = "close.png,\"211,297,240,181\",masked-close,consent,close";
        job.manifest(rows);
        job.upload("photo.jpg", Line.photograph()).ok();
        job.upload("close.png", Metadata.withOrientation(close().stored(6).png(), 6))
                .ok();
        JsonNode standing = job.staged();
        int faces = standing.path("faces").asInt();
        // A body's view may show a neighbour's folds as a second face; then it waits for a person.
        assertThat(faces).as(standing::toString).isGreaterThanOrEqualTo(profile.startsWith("face-oval") ? 4 : 2);
        job.release(cast.officer).ok();

        int excluded = 0;
        for (int i = 0; i < faces; i++) {
            String task = job.next(cast.annotator).path("id").asString();
            ViewGeometry geometry = geometries.of(view(task));
            BufferedImage served =
                    Photo.read(job.view(cast.annotator, task).ok().body()).pixels();
            excluded += check(served, geometry);
            job.submit(cast.annotator, task, job.points(cast.annotator, task)).ok();
        }
        assertThat(excluded)
                .as("pixels that lay in the outline and belonged to another")
                .isPositive();
    }

    /** Checks one view, and counts what was hidden for another's sake. */
    private static int check(BufferedImage served, ViewGeometry geometry) {
        Affine toView = geometry.frame().storedToView();
        int hidden = 0;
        int shown = 0;
        int excluded = 0;
        for (int y = 0; y < served.getHeight(); y++) {
            for (int x = 0; x < served.getWidth(); x++) {
                // The middle of the stored pixel under the middle of the view's pixel.
                double storedX = Math.floor(toView.inverseX(x + 0.5, y + 0.5)) + 0.5;
                double storedY = Math.floor(toView.inverseY(x + 0.5, y + 0.5)) + 0.5;
                boolean own = inside(geometry.outline(), storedX, storedY);
                boolean others = geometry.exclusions().stream().anyMatch(other -> inside(other, storedX, storedY));
                if (!own || others) {
                    hidden++;
                    excluded += own ? 1 : 0;
                    if ((served.getRGB(x, y) & 0xffffff) != FILL) {
                        assertThat(Integer.toHexString(served.getRGB(x, y) & 0xffffff))
                                .as("pixel %d, %d of %s", x, y, geometry.frame().view())
                                .isEqualTo(Integer.toHexString(FILL));
                    }
                } else if ((served.getRGB(x, y) & 0xffffff) != FILL) {
                    shown++;
                }
            }
        }
        int all = served.getWidth() * served.getHeight();
        // A box hides the round of its corners alone.
        assertThat(hidden).as("hidden pixels of %d", all).isPositive();
        assertThat(shown).as("shown pixels of %d", all).isGreaterThan(all / 3);
        return excluded;
    }

    /** Whether a ray to the left crosses the polygon an odd number of times. */
    private static boolean inside(Outline outline, double x, double y) {
        List<ImagePoint> corners = outline.corners();
        boolean inside = false;
        for (int i = 0; i < corners.size(); i++) {
            ImagePoint a = corners.get(i);
            ImagePoint b = corners.get((i + 1) % corners.size());
            if ((a.y() > y) != (b.y() > y) && (y - a.y()) / (b.y() - a.y()) * (b.x() - a.x()) + a.x() < x) {
                inside = !inside;
            }
        }
        return inside;
    }

    private UUID view(String task) {
        return database.asOwner(
                tenant,
                owner -> owner.sql("select view from task where id = ?")
                        .param(UUID.fromString(task))
                        .query(UUID.class)
                        .single());
    }

    /** One face with another so near that its view has a part of the other one to hide. */
    private static Photo close() {
        Photo photo = Photo.sample(1);
        Photo both = photo.part(250, 150, 1, 640, 600);
        Graphics2D brush = both.pixels().createGraphics();
        BufferedImage other = photo.part(1440, 180, 1, 300, 300).pixels();
        brush.drawImage(other, 340, 190, null);
        brush.dispose();
        return both;
    }
}
