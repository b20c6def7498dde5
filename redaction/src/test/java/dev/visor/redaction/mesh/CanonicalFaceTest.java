package dev.visor.redaction.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.visor.redaction.mesh.CanonicalFace.Vertex;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of the average face. */
class CanonicalFaceTest {

    private static final Map<Integer, Integer> OPPOSITES = Map.of(33, 263, 133, 362, 61, 291, 234, 454, 70, 300);

    /** Only classes go to a worker, so that the points for the pose stand in the code as well. */
    @Test
    void saysTheSameAsThePointsThatTellThePose() {
        for (AverageFace.Place place : AverageFace.PLACES) {
            Vertex vertex = CanonicalFace.vertex(place.point());
            assertThat(new AverageFace.Place(place.point(), vertex.x(), vertex.y(), vertex.z()))
                    .isEqualTo(place);
        }
    }

    @Test
    void hasNormalsOfLengthOneThatPointOutwards() {
        for (int i = 0; i < Mesh.POINTS; i++) {
            Vertex v = CanonicalFace.vertex(i);
            double length = Math.hypot(Math.hypot(v.normalX(), v.normalY()), v.normalZ());
            assertThat(length).as("point %d", i).isCloseTo(1, within(1e-3));
        }
        assertThat(CanonicalFace.vertex(4).normalZ()).isGreaterThan(0.9);
        assertThat(CanonicalFace.vertex(454).normalX()).isGreaterThan(0.9);
        assertThat(CanonicalFace.vertex(234).normalX()).isLessThan(-0.9);
    }

    @Test
    void isItsOwnMirrorImage() {
        OPPOSITES.forEach((right, left) -> {
            Vertex one = CanonicalFace.vertex(right);
            Vertex other = CanonicalFace.vertex(left);
            assertThat(one.x()).isCloseTo(-other.x(), within(0.01));
            assertThat(one.y()).isCloseTo(other.y(), within(0.01));
            assertThat(one.z()).isCloseTo(other.z(), within(0.01));
        });
    }

    @Test
    void refusesATableOfAnotherKind() {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalFace.read("# none\n"));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalFace.read("1 2 3\n"));
    }
}
