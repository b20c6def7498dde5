package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A two-person request that somebody wrote or changed past Visor: it hides no other, is granted by nobody, and is told. */
class AlteredApprovalTests {

    private static final UUID OPERATOR = new UUID(0, 0);

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final String object = "domain:00000000-0000-0000-0000-000000000001";
    private final Person ada = administrator("ada-altered");
    private final Person alan = administrator("alan-altered");

    @Test
    void hidesNoOtherRequestAndIsNeverGranted() {
        String whole = ask(ada);
        ask(alan);
        String smuggled = smuggled(null);
        String claimed = claimed(whole, alan);

        for (int look = 0; look < 2; look++) {
            JsonNode list = visor.get(alan, "/api/v1/approvals").ok().json();
            assertThat(request(list, whole).path("reason").asString()).isEqualTo("The yearly turn");
            assertThat(request(list, whole).path("altered").asBoolean()).isFalse();
            for (String altered : List.of(smuggled, claimed)) {
                assertThat(request(list, altered).path("reason").isNull()).isTrue();
                assertThat(request(list, altered).path("altered").asBoolean()).isTrue();
            }
        }
        assertThat(visor.get(null, "/actuator/health").ok().text())
                .contains("a request that needs two people was altered");
        Person third = administrator("third-altered");
        grant(third, smuggled).refused(409, "approval-altered");
        grant(third, claimed).refused(409, "approval-altered");
        grant(third, whole).ok();
    }

    @Test
    void isOneFindingOfTheClientsHoweverOftenItIsSeen() {
        Cast cast = new Cast(visor);
        String smuggled = smuggled(cast.handle);

        for (int look = 0; look < 3; look++) {
            visor.get(ada, "/api/v1/approvals?tenant=" + cast.handle).ok();
        }

        List<JsonNode> found = visor.get(cast.compliance, "/api/v1/findings")
                .ok()
                .json()
                .path("findings")
                .valueStream()
                .filter(finding -> finding.path("rule").asString().equals("approvals.altered"))
                .toList();
        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.path("object").asString()).isEqualTo("approval:" + smuggled);
            assertThat(finding.path("owner").asString()).isEqualTo("compliance-officer");
            assertThat(finding.path("severity").asString()).isEqualTo("severe");
        });
    }

    private String ask(Person person) {
        return visor.post(
                        person,
                        "/api/v1/approvals",
                        "{\"act\": \"root-rotate\", \"object\": \"" + object + "\", \"reason\": \"The yearly turn\"}")
                .ok()
                .json()
                .path("id")
                .asString();
    }

    private Answer grant(Person person, String id) {
        return visor.post(person, "/api/v1/approvals/" + id + "/grant", "");
    }

    /** Written into the table by somebody who has no key, good for two minutes. */
    private String smuggled(@Nullable String handle) {
        UUID id = UUID.randomUUID();
        @Nullable UUID tenant = handle == null ? null : database.tenant(handle);
        database.asApp(
                tenant == null ? OPERATOR : tenant,
                app -> app.sql("insert into approval (id, tenant, act, object, reason, asked_by, asked_at, expires_at)"
                                + " values (?, nullif(?, '')::uuid, 'root-rotate', ?, 'in the clear', gen_random_uuid(), now(),"
                                + " now() + interval '2 minutes')")
                        .params(id, tenant == null ? "" : tenant.toString(), object)
                        .update());
        return id.toString();
    }

    /** One request put under the name of another person, who has a key of his own. */
    private String claimed(String request, Person by) {
        UUID id = UUID.randomUUID();
        database.asApp(
                OPERATOR,
                app -> app.sql("insert into approval (id, tenant, act, object, reason, asked_by, asked_at, expires_at)"
                                + " select ?, tenant, act, object, reason, ?, now(), now() + interval '2 minutes'"
                                + " from approval where id = ?")
                        .params(id, by.id(), UUID.fromString(request))
                        .update());
        return id.toString();
    }

    private static JsonNode request(JsonNode list, String id) {
        return list.valueStream()
                .filter(one -> one.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Person administrator(String name) {
        return new Person(UUID.randomUUID(), name, Set.of("administrator"), null, List.of(), 2, null);
    }
}
