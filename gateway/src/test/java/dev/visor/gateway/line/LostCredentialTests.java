package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people sign in with, lost or forgotten: two administrators take it off them or replace it. */
class LostCredentialTests {

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final KeptAccounts realm = visor.issuer().accounts();
    private final String name = "lost." + UUID.randomUUID();

    @AfterEach
    void answers() {
        visor.issuer().away(false);
    }

    private Answer grant(Person who, String approval) {
        return visor.post(who, "/api/v1/approvals/" + approval + "/grant", "");
    }

    @Test
    void loseASecondFactorOnTheWordOfTwo() {
        UUID person = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        for (UUID one : List.of(person, other)) {
            realm.of(one).credentials.put("p", "password");
            realm.of(one).credentials.put("o", "otp");
            realm.of(one).credentials.put("r", "recovery-authn-codes");
            realm.of(one).credentials.put("w", "webauthn");
        }
        String approval = visor.post(
                        Person.ADA,
                        "/api/v1/approvals",
                        "{\"act\": \"second-factor.reset\", \"object\": \"person:" + person
                                + "\", \"reason\": \"The telephone was lost\"}")
                .ok()
                .json()
                .path("id")
                .asString();
        String reset = "/api/v1/approvals/" + approval + "/second-factor";
        visor.post(Person.ADA, reset, "").refused(409, "approval-waiting");
        grant(Person.ALAN, approval).ok();
        visor.post(Person.ALAN, reset, "").refused(404, "not-found");
        assertThat(realm.of(person).credentials).hasSize(4);

        visor.post(Person.ADA, reset, "").ok();
        assertThat(realm.of(person).credentials).containsOnlyKeys("p");
        assertThat(realm.of(person).actions()).contains("CONFIGURE_TOTP");
        assertThat(realm.of(person).logouts).isEqualTo(1);
        assertThat(realm.of(other).credentials).hasSize(4);
    }

    /** Otherwise an annotator's telephone could be named and an administrator's second factor be taken off. */
    @Test
    void theSecondPersonIsToldWhoseTheyAre() {
        UUID person = UUID.randomUUID();
        KeptAccounts.Account account = realm.of(person);
        account.user
                .put("username", name)
                .putObject("attributes")
                .putArray("operator")
                .add("true");
        account.roles.addAll(List.of("administrator", "default-roles-visor"));
        for (String act : List.of("second-factor.reset", "password.reset")) {
            String approval = asked(act, person, "Anna forgot everything");

            assertThat(listed(approval).path("reason").asString())
                    .isEqualTo(name + " as administrator of the operator: Anna forgot everything");
        }
        visor.issuer().away(true);
        askFor("password.reset", person, "r").refused(503, "identity-unavailable");
    }

    private JsonNode listed(String approval) {
        return visor.get(Person.ALAN, "/api/v1/approvals")
                .ok()
                .json()
                .valueStream()
                .filter(one -> one.path("id").asString().equals(approval))
                .findFirst()
                .orElseThrow();
    }

    private Answer askFor(String act, UUID person, String reason) {
        return visor.post(
                Person.ADA,
                "/api/v1/approvals",
                "{\"act\": \"" + act + "\", \"object\": \"person:" + person + "\", \"reason\": \"" + reason + "\"}");
    }

    private String asked(String act, UUID person, String reason) {
        return askFor(act, person, reason).ok().json().path("id").asString();
    }

    private Answer password(Person who, String approval) {
        return visor.post(who, "/api/v1/approvals/" + approval + "/password", "");
    }

    @Test
    void getAnotherPasswordOnTheWordOfTwo() {
        UUID person = UUID.randomUUID();
        realm.of(person).credentials.put("p", "password");
        realm.of(person).credentials.put("o", "otp");
        String approval = asked("password.reset", person, "Back from a long leave");
        password(Person.ADA, approval).refused(409, "approval-waiting");
        grant(Person.ADA, approval).refused(403, "forbidden");
        grant(Person.ALAN, approval).ok();
        password(Person.ALAN, approval).refused(404, "not-found");
        visor.post(Person.ADA, "/api/v1/approvals/" + approval + "/second-factor", "")
                .refused(404, "not-found");
        password(Person.ADA.withoutSecondFactor(), approval).refused(401, "step-up-required");
        assertThat(realm.of(person).credentials).containsKey("p");

        JsonNode given = password(Person.ADA, approval).ok().json();

        KeptAccounts.Account account = realm.of(person);
        assertThat(given.path("password").asString()).matches("[a-z2-9]{20}");
        assertThat(account.user.path("credentials").path(0).path("value").asString())
                .isEqualTo(given.path("password").asString());
        assertThat(account.user.path("credentials").path(0).path("temporary").asBoolean())
                .isTrue();
        assertThat(account.actions()).containsExactly("UPDATE_PASSWORD");
        assertThat(account.credentials).doesNotContainKey("p").containsKey("o");
        assertThat(account.logouts).isEqualTo(1);
        assertThat(database.operatorRecords("password.reset", person)).isEqualTo(1);
        assertThat(database.operatorRecords("account.changed", person)).isEqualTo(1);

        password(Person.ADA, approval).refused(409, "approval-ended");
    }

    /** What two said once is not done again and again until their time is over. */
    @Test
    void loseASecondFactorOnceForOneAgreement() {
        UUID person = UUID.randomUUID();
        String approval = asked("second-factor.reset", person, "The telephone was lost");
        grant(Person.ALAN, approval).ok();
        String reset = "/api/v1/approvals/" + approval + "/second-factor";
        visor.post(Person.ADA, reset, "").ok();
        realm.of(person).credentials.put("new", "otp");

        visor.post(Person.ADA, reset, "").refused(409, "approval-ended");

        assertThat(realm.of(person).credentials).containsKey("new");
    }

    @Test
    void getNoPasswordWhereTheyAreClosedOrAnothers() {
        UUID closed = UUID.randomUUID();
        realm.of(closed).credentials.put("p", "password");
        visor.post(Person.ADA, "/api/v1/people/" + closed + "/closing", "").ok();
        UUID brokered = UUID.randomUUID();
        realm.of(brokered).user.putObject("attributes").putArray("provider").add("acme");
        Map<UUID, String> refused = Map.of(closed, "account-closed", brokered, "password-elsewhere");
        refused.forEach((person, reason) -> {
            String approval = asked("password.reset", person, "Forgotten");
            grant(Person.ALAN, approval).ok();

            password(Person.ADA, approval).refused(409, reason);

            assertThat(realm.of(person).user.has("credentials")).isFalse();
            assertThat(database.operatorRecords("account.changed", person)).isEqualTo(person.equals(closed) ? 1 : 0);
        });
        assertThat(realm.of(closed).user.path("enabled").asBoolean()).isFalse();
    }
}
