package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A legal hold is placed and lifted by the tenant's own officer, by records of the tenant's own log. */
class HoldTests {

    private static final Installation VISOR = Installation.shared();
    private static final Database DATABASE = new Database(VISOR.bean(DatabaseAccess.class));

    private final Cast cast = new Cast(VISOR);
    private final TenantId tenant = new TenantId(DATABASE.tenant(cast.handle));

    private Answer place(Person person, String matter) {
        return VISOR.post(person, "/api/v1/holds", "{\"matter\": \"" + matter + "\"}");
    }

    private List<TrailRecord> records(String action) {
        return VISOR.bean(TrailReading.class).newest(tenant, Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.action().equals(action))
                .toList();
    }

    @Test
    void isInForceUntilItIsLiftedAndSaysBothInTheLog() {
        JsonNode placed = place(cast.compliance, "LG Bonn 12 O 345/26").ok().json();
        String hold = placed.path("id").asString();
        assertThat(placed.path("liftedAt").isNull()).isTrue();
        TrailRecord record = records("hold.place").getFirst();
        assertThat(record.id().toString()).isEqualTo(placed.path("record").asString());
        assertThat(record.facts()).containsEntry("hold", hold).containsEntry("matter", "LG Bonn 12 O 345/26");

        VISOR.post(cast.compliance, "/api/v1/holds/" + hold + "/lift", "").ok();
        assertThat(records("hold.lift")).hasSize(1);
        JsonNode listed = VISOR.get(cast.compliance, "/api/v1/holds").ok().json();
        assertThat(listed.size()).isEqualTo(1);
        assertThat(listed.get(0).path("liftedAt").isNull()).isFalse();
        assertThat(records("hold.list")).hasSize(1);

        Answer again = VISOR.post(cast.compliance, "/api/v1/holds/" + hold + "/lift", "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.reason()).isEqualTo("already-lifted");
        assertThat(records("hold.lift")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 12",
                "M\u00fcller",
                "a@b.example",
                "0123456789012345678901234567890123456789012345678901234567890123x"
            })
    void takesAReferenceAndNoName(String matter) {
        Answer refused = place(cast.compliance, matter);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo("bad-matter");
        assertThat(records("hold.place")).isEmpty();
    }

    @Test
    void isNobodyElses() {
        String hold = place(cast.compliance, "4711").ok().json().path("id").asString();
        Cast other = new Cast(VISOR);
        Answer lifted = VISOR.post(other.compliance, "/api/v1/holds/" + hold + "/lift", "");
        assertThat(lifted.status()).isEqualTo(404);
        assertThat(VISOR.get(other.compliance, "/api/v1/holds").ok().json().size())
                .isZero();
        Answer unknown = VISOR.post(cast.compliance, "/api/v1/holds/" + UUID.randomUUID() + "/lift", "");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.reason()).isEqualTo(lifted.reason());
    }

    @Test
    void wantsTheSecondFactor() {
        Person once = new Person(
                UUID.randomUUID(), "Olaf Once", Set.of("compliance-officer"), cast.handle, List.of(), 1, null);
        Answer refused = place(once, "4711");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.reason()).isEqualTo("step-up-required");
        assertThat(records("hold.place")).isEmpty();
    }
}
