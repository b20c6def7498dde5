package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.Epochs;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.Turn;
import dev.visor.gateway.keys.Warrant;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an administrator of the operator's sees of the keys, and the turn that they ask for. */
class KeyPageTests {

    private final Installation visor = Installation.shared();
    private final Cast cast = new Cast(visor);
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final TenantId tenant = new TenantId(database.tenant(cast.handle));
    private final Epochs epochs = visor.bean(Epochs.class);

    @Test
    void tellsOfRootsBackupAndEpochsAndNothingThatOpensAny() {
        cast.project();
        JsonNode keys = keys();

        assertThat(keys.path("custodian").asString()).isEqualTo("file");
        assertThat(keys.path("roots")
                        .valueStream()
                        .map(root -> root.path("domain").asString()))
                .containsExactly("originals", "views", "landmarks", "identities", "exports");
        assertThat(keys.path("roots").valueStream()).allSatisfy(root -> {
            assertThat(root.path("number").asInt()).isEqualTo(1);
            assertThat(root.path("here").asBoolean()).isTrue();
            assertThat(root.path("drilled").isNull()).isTrue();
        });
        assertThat(keys.path("backup").path("recipients").asInt()).isZero();
        assertThat(keys.path("backup").path("written").isNull()).isTrue();
        JsonNode identities = epoch(holder(keys, cast.handle), "identities");
        assertThat(identities.path("number").asInt()).isEqualTo(1);
        assertThat(identities.path("kept").asInt()).isEqualTo(1);
        assertThat(identities.path("living").asInt()).isPositive();
        // The nil tenant is the operator's own, whose people's names are sealed, too.
        assertThat(epoch(holder(keys, null), "identities").path("living").asInt())
                .isPositive();

        String told = keys.toString();
        database.owner()
                .sql("select check_value from keys_custodian")
                .query(byte[].class)
                .list()
                .forEach(value -> assertThat(told).doesNotContain(HexFormat.of().formatHex(value)));
        assertThat(told).doesNotContain(visor.config().toString()).doesNotContain(".pass");
    }

    @Test
    void hasAnEpochTurnedAndShowsHowFarItHasCome() {
        cast.project();
        JsonNode asked =
                ask(Person.ADA, cast.handle, "identities", "compromise").ok().json();
        assertThat(asked.path("state").asString()).isEqualTo("asked");
        long living = asked.path("left").asLong();
        assertThat(living).isPositive();
        assertThat(Instant.parse(asked.path("destroyBy").asString()))
                .isAfter(Instant.now().plusSeconds(29 * 86_400));
        assertThat(records("key.ask-turn")).singleElement().satisfies(record -> {
            assertThat(record.actorName()).isEqualTo(Person.ADA.name());
            assertThat(record.facts()).containsEntry("domain", "identities").containsEntry("reason", "compromise");
        });
        // Whoever asks again joins.
        assertThat(ask(Person.ADA, cast.handle, "identities", "age").ok().json().path("id"))
                .isEqualTo(asked.path("id"));

        UUID id = UUID.fromString(asked.path("id").asString());
        Turn begun = epochs.begin(epochs.find(tenant, id).orElseThrow());
        assertThat(turn(id).path("state").asString()).isEqualTo("moving");
        assertThat(turn(id).path("left").asLong()).isEqualTo(living);
        epochs.rewrap(begun, Warrant.system("test"));
        assertThat(turn(id).path("state").asString()).isEqualTo("turned");
        assertThat(turn(id).path("left").asLong()).isZero();
        assertThat(turn(id).path("moved").asLong()).isGreaterThanOrEqualTo(living);
        JsonNode epoch = epoch(holder(keys(), cast.handle), "identities");
        assertThat(epoch.path("number").asInt()).isEqualTo(2);
        assertThat(epoch.path("kept").asInt()).isEqualTo(2);
        // Names that were sealed before open as before.
        visor.get(cast.compliance, "/api/v1/trail/records").ok();
    }

    @Test
    void isForTheOperatorsAdministratorsAloneAndAsksForTheSecondFactor() {
        Person clients = new Person(
                UUID.randomUUID(), "administrator", Set.of("administrator"), cast.handle, List.of(), 2, null);
        for (Person person : List.of(clients, cast.compliance, cast.client, cast.annotator)) {
            visor.get(person, "/api/v1/keys").refused(403, "forbidden");
            ask(person, cast.handle, "identities", "age").refused(403, "forbidden");
            // Nor does anybody learn here which organisations there are.
            ask(person, "nobody-there", "identities", "age").refused(403, "forbidden");
        }
        visor.get(null, "/api/v1/keys").refused(401, "not-signed-in");
        ask(Person.ADA.withoutSecondFactor(), cast.handle, "identities", "age").refused(401, "step-up-required");
        assertThat(epochs.all(tenant)).isEmpty();
        assertThat(records("key.ask-turn")).isEmpty();
    }

    @Test
    void refusesWhatCannotBeTurned() {
        ask(Person.ADA, "nobody-there", "identities", "age").refused(404, "not-found");
        ask(Person.ADA, cast.handle, "passwords", "age").refused(400, "bad-domain");
        ask(Person.ADA, cast.handle, "identities", "erasure").refused(400, "bad-reason");
        ask(Person.ADA, cast.handle, "exports", "age").refused(409, "no-keys");
        assertThat(epochs.all(tenant)).isEmpty();
        assertThat(records("key.ask-turn")).isEmpty();
    }

    private JsonNode keys() {
        return visor.get(Person.ADA, "/api/v1/keys").ok().json();
    }

    private Answer ask(Person person, String handle, String domain, String reason) {
        return visor.post(
                person,
                "/api/v1/keys/turns",
                "{\"tenant\": \"" + handle + "\", \"domain\": \"" + domain + "\", \"reason\": \"" + reason + "\"}");
    }

    private JsonNode turn(UUID id) {
        return one(holder(keys(), cast.handle).path("turns"), "id", id.toString());
    }

    private static JsonNode holder(JsonNode keys, @Nullable String handle) {
        return keys.path("holders")
                .valueStream()
                .filter(holder -> handle == null
                        ? holder.path("tenant").isNull()
                        : handle.equals(holder.path("tenant").asString("")))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode epoch(JsonNode holder, String domain) {
        return one(holder.path("epochs"), "domain", domain);
    }

    private static JsonNode one(JsonNode all, String field, String value) {
        return all.valueStream()
                .filter(one -> one.path(field).asString().equals(value))
                .findFirst()
                .orElseThrow();
    }

    private List<TrailRecord> records(String action) {
        return visor.bean(TrailReading.class).newest(tenant, Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.action().equals(action))
                .toList();
    }
}
