package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.gateway.DatabaseAccess;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** A first password that nobody used within three days opens nothing any more, until two administrators give another one. */
class FirstPasswordTests {

    private static final MovedClock.Moved CLOCK = MovedClock.CLOCK;
    private static final Installation VISOR =
            Installation.fresh("first-passwords", Map.of("visor.access.first-passwords-every", "1s"), MovedClock.class);

    private final KeptAccounts realm = VISOR.issuer().accounts();
    private final Database database = new Database(VISOR.bean(DatabaseAccess.class));

    @AfterAll
    static void stop() {
        VISOR.close();
    }

    private static Person now(Person person) {
        return person.authenticated(CLOCK.instant());
    }

    private static Answer post(Person who, String path, String body) {
        return VISOR.post(now(who), path, body).ok();
    }

    /** Has two administrators do something. */
    private static JsonNode agreed(String asked, String act) {
        post(Person.ALAN, "/api/v1/approvals/" + asked + "/grant", "");
        return post(Person.ADA, "/api/v1/approvals/" + asked + act, "").json();
    }

    private static UUID opened() {
        String asked = post(
                        Person.ADA,
                        "/api/v1/accounts",
                        "{\"name\": \"new." + UUID.randomUUID()
                                + "\", \"roles\": [\"annotator\"], \"reason\": \"A new colleague\"}")
                .json()
                .path("id")
                .asString();
        return UUID.fromString(agreed(asked, "/account").path("person").asString());
    }

    private static void givenAnother(UUID person) {
        String asked = post(
                        Person.ADA,
                        "/api/v1/approvals",
                        "{\"act\": \"password.reset\", \"object\": \"person:" + person
                                + "\", \"reason\": \"It was never used\"}")
                .json()
                .path("id")
                .asString();
        agreed(asked, "/password");
    }

    private boolean enabled(UUID person) {
        return realm.of(person).user.path("enabled").asBoolean();
    }

    private static JsonNode listed(UUID person) {
        return VISOR.get(now(Person.ADA), "/api/v1/people")
                .ok()
                .json()
                .path("people")
                .valueStream()
                .filter(one -> one.path("id").asString().equals(person.toString()))
                .findFirst()
                .orElseThrow();
    }

    /** The person signs in, and Keycloak has the password changed. */
    private void signsIn(UUID person) {
        ((ArrayNode) realm.of(person).user.path("requiredActions")).removeAll();
    }

    private List<String> records(UUID person) {
        return Objects.requireNonNull(database.asOwner(
                        new UUID(0, 0),
                        owner -> owner.sql("select convert_from(leaf, 'UTF8') from trail_record")
                                .query(String.class)
                                .list()))
                .stream()
                .filter(text -> text.contains(person.toString()) && text.contains("keeper-of-accounts"))
                .toList();
    }

    private static void threeDays() {
        for (int day = 0; day < 3; day++) {
            CLOCK.toNextDay();
        }
    }

    @Test
    void anUnusedOneLapsesAndIsReplacedByTwo() {
        realm.goesBy(CLOCK);
        CLOCK.toNextDay();
        UUID used = opened();
        signsIn(used);
        UUID closed = opened();
        post(Person.ADA, "/api/v1/people/" + closed + "/closing", "");
        UUID unused = opened();
        threeDays();
        UUID fresh = opened();

        await().until(() -> !enabled(unused) && records(unused).size() == 2);

        assertThat(realm.of(unused).credentials)
                .as("not even for who enables it by hand")
                .isEmpty();
        assertThat(realm.of(unused).logouts).isEqualTo(1);
        assertThat(records(unused).getFirst()).contains("account.lapse");
        assertThat(listed(unused).path("lapsed").asBoolean()).isTrue();
        assertThat(enabled(used)).isTrue();
        assertThat(records(used)).isEmpty();
        assertThat(listed(used).path("lapsed").asBoolean()).isFalse();
        assertThat(listed(closed).path("lapsed").asBoolean())
                .as("closed by somebody")
                .isFalse();
        assertThat(records(closed)).isEmpty();
        assertThat(enabled(fresh)).as("given a moment ago").isTrue();

        givenAnother(unused);
        assertThat(enabled(unused)).isTrue();
        assertThat(listed(unused).path("lapsed").asBoolean()).isFalse();
        CLOCK.toNextDay();
        UUID next = opened();
        assertThat(enabled(next) && enabled(unused)).isTrue();
        threeDays();
        await().until(() -> !enabled(unused) && !enabled(next));
    }
}
