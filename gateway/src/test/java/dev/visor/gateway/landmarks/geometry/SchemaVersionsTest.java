package dev.visor.gateway.landmarks.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.gateway.projects.LandmarkSchemas;
import dev.visor.gateway.projects.SchemaRef;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Tenants name their own schemas: one id may mean another schema to another tenant, and another to the next version. */
class SchemaVersionsTest {

    @Test
    void checksASchemaByWhatItSaysAndNotByItsId() {
        LandmarkSchema first = LandmarkSchemas.named("box4");
        LandmarkSchema another = version(1);
        assertThat(GeometryChecks.of(first)).isSameAs(GeometryChecks.of(first)).isNotSameAs(GeometryChecks.of(another));
    }

    /** Tenants may have as many as they like; whose schema is in use keeps its checks. */
    @Test
    void letsGoOfTheOneThatWasUsedLongestAgo() {
        GeometryChecks used = GeometryChecks.of(version(1));
        GeometryChecks unused = GeometryChecks.of(version(2));
        for (int other = 3; other <= GeometryChecks.MOST_MADE + 1; other++) {
            GeometryChecks.of(version(1));
            GeometryChecks.of(version(other));
        }
        assertThat(GeometryChecks.of(version(1))).isSameAs(used);
        assertThat(GeometryChecks.of(version(2))).isNotSameAs(unused);
    }

    private static LandmarkSchema version(int number) {
        LandmarkSchema first = LandmarkSchemas.named("box4");
        return new LandmarkSchema(
                new SchemaRef(first.id(), number),
                first.origin(),
                first.points(),
                first.groups(),
                first.contours(),
                first.mesh(),
                first.normaliser(),
                Collections.nCopies(first.size(), 0.5),
                first.mean(),
                first.details());
    }
}
