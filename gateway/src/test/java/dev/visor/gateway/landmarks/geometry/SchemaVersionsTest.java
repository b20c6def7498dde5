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
        LandmarkSchema another = new LandmarkSchema(
                new SchemaRef(first.id(), 1),
                first.origin(),
                first.points(),
                first.groups(),
                first.contours(),
                first.mesh(),
                first.normaliser(),
                Collections.nCopies(first.size(), 0.5),
                first.mean(),
                first.details());
        assertThat(GeometryChecks.of(first)).isSameAs(GeometryChecks.of(first)).isNotSameAs(GeometryChecks.of(another));
    }
}
