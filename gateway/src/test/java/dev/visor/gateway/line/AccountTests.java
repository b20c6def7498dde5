package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Accounts, which two administrators open and one closes. */
class AccountTests {

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final KeptAccounts realm = visor.issuer().accounts();
    private final String name = "new." + UUID.randomUUID();

    @BeforeEach
    @AfterEach
    void answers() {
        visor.issuer().away(false);
        realm.withoutRoles(false);
    }

    private Answer ask(Person who, String more) {
        return visor.post(
                who, "/api/v1/accounts", "{\"name\": \"" + name + "\", \"reason\": \"A new colleague\", " + more + "}");
    }

    private String asked(Person who, String more) {
        return ask(who, more).ok().json().path("id").asString();
    }

    private Answer grant(Person who, String approval) {
        return visor.post(who, "/api/v1/approvals/" + approval + "/grant", "");
    }

    private Answer open(Person who, String approval) {
        return visor.post(who, "/api/v1/approvals/" + approval + "/account", "");
    }

    private KeptAccounts.Account account() {
        return Objects.requireNonNull(realm.named(name));
    }

    @Test
    void areOpenedByTwo() {
        String approval = asked(Person.ADA, "\"roles\": [\"redaction-officer\", \"client\"], \"tenant\": \"acme\"");
        open(Person.ADA, approval).refused(409, "approval-waiting");
        grant(Person.ADA, approval).refused(403, "forbidden");
        assertThat(realm.named(name)).as("nobody else agreed").isNull();

        grant(Person.ALAN, approval).ok();
        JsonNode opened = open(Person.ADA, approval).ok().json();

        KeptAccounts.Account account = account();
        assertThat(opened.path("person").asString())
                .isEqualTo(account.user.path("id").asString());
        assertThat(account.user.path("enabled").asBoolean()).isTrue();
        assertThat(account.roles).containsExactlyInAnyOrder("client", "redaction-officer");
        assertThat(account.user.path("attributes").path("tenant").path(0).asString())
                .isEqualTo("acme");
        assertThat(account.user.path("attributes").has("operator")).isFalse();
        JsonNode password = account.user.path("credentials").path(0);
        assertThat(password.path("value").asString())
                .isEqualTo(opened.path("password").asString());
        assertThat(password.path("temporary").asBoolean()).isTrue();
        assertThat(account.actions()).containsExactlyInAnyOrder("UPDATE_PASSWORD", "CONFIGURE_TOTP");
    }

    /** A name that signs in before it has its roles would be somebody whom nobody agreed to. */
    @Test
    void areEnabledOnceTheRolesAreThere() {
        String approval = asked(Person.ADA, "\"roles\": [\"annotator\"]");
        grant(Person.ALAN, approval).ok();

        open(Person.ADA, approval).ok();

        assertThat(account().enabledWithoutRoles).isFalse();
        assertThat(account().user.path("enabled").asBoolean()).isTrue();
    }

    @Test
    void areNobodysOperatorUnlessTheyAre() {
        String worker = asked(Person.ADA, "\"roles\": [\"annotator\"]");
        grant(Person.ALAN, worker).ok();
        open(Person.ADA, worker).ok();
        assertThat(account().user.path("attributes").has("operator")).isFalse();
        assertThat(account().actions()).containsExactly("UPDATE_PASSWORD");

        String other = "second." + name;
        String approval = visor.post(
                        Person.ADA,
                        "/api/v1/accounts",
                        "{\"name\": \"" + other + "\", \"reason\": \"On duty\", \"roles\": [\"administrator\"]}")
                .ok()
                .json()
                .path("id")
                .asString();
        grant(Person.ALAN, approval).ok();
        open(Person.ADA, approval).ok();
        assertThat(Objects.requireNonNull(realm.named(other))
                        .user
                        .path("attributes")
                        .path("operator")
                        .path(0)
                        .asString())
                .isEqualTo("true");
    }

    /** Otherwise one could have an annotator agreed to and open an administrator. */
    @Test
    void areAgreedToAsTheyAre() {
        String approval = asked(Person.ADA, "\"roles\": [\"administrator\"]");
        JsonNode shown = visor.get(Person.ALAN, "/api/v1/approvals").ok().json();
        JsonNode waiting = shown.valueStream()
                .filter(one -> one.path("id").asString().equals(approval))
                .findFirst()
                .orElseThrow();
        assertThat(waiting.path("reason").asString())
                .isEqualTo(name + " as administrator of the operator: A new colleague");

        visor.post(
                        Person.ADA,
                        "/api/v1/approvals",
                        "{\"act\": \"account.open\", \"object\": \""
                                + waiting.path("object").asString() + "\", \"reason\": \"" + name
                                + " as annotator of the workforce: a new colleague\"}")
                .refused(400, "bad-act");
    }

    /** As somebody could who writes the rows: what was agreed to for an annotator is an administrator's. */
    @Test
    void areNotOpenedUnderAnotherOnesAgreement() {
        String annotator = asked(Person.ADA, "\"roles\": [\"annotator\"]");
        String administrator = asked(Person.ADA, "\"roles\": [\"administrator\"]");
        grant(Person.ALAN, annotator).ok();
        int altered = database.asOwner(
                new UUID(0, 0),
                owner -> owner.sql("update wanted_account one set details = other.details"
                                + " from wanted_account other, approval agreed, approval waiting"
                                + " where agreed.id = ? and one.id::text = split_part(agreed.object, ':', 2)"
                                + " and waiting.id = ? and other.id::text = split_part(waiting.object, ':', 2)")
                        .params(UUID.fromString(annotator), UUID.fromString(administrator))
                        .update());
        assertThat(altered).isEqualTo(1);

        assertThat(open(Person.ADA, annotator).status()).isEqualTo(409);

        assertThat(realm.named(name)).isNull();
    }

    @Test
    void areOpenedByWhoeverAskedAndOnce() {
        String approval = asked(Person.ADA, "\"roles\": [\"annotator\"]");
        grant(Person.ALAN, approval).ok();
        open(Person.ALAN, approval).refused(404, "not-found");
        open(Person.ADA, approval).ok();
        open(Person.ADA, approval).refused(409, "account-open");
    }

    @Test
    void doNotTakeANameThatSomebodyHas() {
        String first = asked(Person.ADA, "\"roles\": [\"annotator\"]");
        String second = asked(Person.ADA, "\"roles\": [\"administrator\"]");
        grant(Person.ALAN, first).ok();
        grant(Person.ALAN, second).ok();
        open(Person.ADA, first).ok();
        open(Person.ADA, second).refused(409, "name-taken");
        assertThat(account().roles).containsExactly("annotator");
    }

    @Test
    void areOpenedLaterWhereKeycloakWasAway() {
        String approval = asked(Person.ADA, "\"roles\": [\"annotator\"]");
        grant(Person.ALAN, approval).ok();
        visor.issuer().away(true);
        Answer away = open(Person.ADA, approval);
        assertThat(away.status()).isEqualTo(503);
        visor.issuer().away(false);
        open(Person.ADA, approval).ok();
    }

    @Test
    void areNotLeftHalfMade() {
        String approval = asked(Person.ADA, "\"roles\": [\"annotator\"]");
        grant(Person.ALAN, approval).ok();
        realm.withoutRoles(true);
        open(Person.ADA, approval).refused(503, "identity-unavailable");
        assertThat(realm.named(name)).isNull();
        realm.withoutRoles(false);
        open(Person.ADA, approval).ok();
        assertThat(account().roles).containsExactly("annotator");
    }

    @Test
    void haveRolesOfOneSide() {
        ask(Person.ADA, "\"roles\": []").refused(400, "bad-roles");
        ask(Person.ADA, "\"roles\": [\"king\"]").refused(400, "bad-roles");
        ask(Person.ADA, "\"roles\": [\"annotator\", \"administrator\"]").refused(400, "bad-roles");
        ask(Person.ADA, "\"roles\": [\"annotator\"], \"tenant\": \"acme\"").refused(400, "bad-roles");
        ask(Person.ADA, "\"roles\": [\"client\"]").refused(400, "tenant-missing");
        ask(Person.ADA, "\"roles\": [\"client\"], \"tenant\": \"nobody\"").refused(400, "unknown-tenant");
        for (String bad : List.of("", "ab", "a b", "a/b", "x".repeat(101), "service\\u0000")) {
            visor.post(
                            Person.ADA,
                            "/api/v1/accounts",
                            "{\"name\": \"" + bad + "\", \"reason\": \"r\", \"roles\": [\"annotator\"]}")
                    .refused(400, "bad-name");
        }
    }

    @Test
    void areOpenedByTheOperatorsOnly() {
        Person clients = new Person(UUID.randomUUID(), "client's", Set.of("administrator"), "acme", List.of(), 2, null);
        ask(clients, "\"roles\": [\"annotator\"]").refused(403, "forbidden");
        ask(Person.ADA.withoutSecondFactor(), "\"roles\": [\"annotator\"]").refused(401, "step-up-required");
    }

    /** The role alone is no side: such a token's client organisation was ended, or is misspelt at the sign-in service. */
    @Test
    void areNotAgreedToByAnAdministratorOfNoSide() {
        Person nobodys = new Person(UUID.randomUUID(), "nobody's", Set.of("administrator"), "gone", List.of(), 2, null);
        String approval = asked(Person.ADA, "\"roles\": [\"administrator\"]");

        visor.get(nobodys, "/api/v1/approvals").refused(403, "forbidden");
        visor.get(nobodys, "/api/v1/approvals?tenant=acme").refused(403, "forbidden");
        grant(nobodys, approval).refused(403, "forbidden");
        visor.post(nobodys, "/api/v1/approvals/" + approval + "/end", "").refused(403, "forbidden");

        open(Person.ADA, approval).refused(409, "approval-waiting");
    }

    @Test
    void restSealedAndAreToldNowhere() {
        String approval = asked(Person.ADA, "\"roles\": [\"annotator\"]");
        grant(Person.ALAN, approval).ok();
        String password =
                open(Person.ADA, approval).ok().json().path("password").asString();
        assertThat(password).matches("[a-z2-9]{20}");
        for (String table : List.of("wanted_account", "approval", "trail_record")) {
            List<String> rows = Objects.requireNonNull(database.asOwner(
                    new UUID(0, 0),
                    owner -> owner.sql("select encode(convert_to(row_to_json(one)::text, 'UTF8'), 'escape') from "
                                    + table + " one")
                            .query(String.class)
                            .list()));
            assertThat(rows).as(table).noneMatch(row -> row.contains(name) || row.contains(password));
        }
    }

    @Test
    void areClosedByOneAndNotTheOwn() {
        UUID leaver = UUID.randomUUID();
        visor.post(Person.ADA, "/api/v1/people/" + leaver + "/closing", "").ok();
        assertThat(realm.of(leaver).user.path("enabled").asBoolean(true)).isFalse();
        assertThat(realm.of(leaver).logouts).isEqualTo(1);

        visor.post(Person.ADA, "/api/v1/people/" + Person.ADA.id() + "/closing", "")
                .refused(409, "own-account");
        assertThat(realm.of(Person.ADA.id()).user.path("enabled").asBoolean(true))
                .isTrue();
    }

    /** Where the operator gave the gateway no credential that changes accounts, it changes none, and all else goes on. */
    @Test
    void areKeptElsewhereWhereTheOperatorSaysSo() {
        try (Installation without =
                Installation.fresh("accounts-elsewhere", Map.of("visor.identity.accounts-client-secret", ""))) {
            String reset = "{\"act\": \"second-factor.reset\", \"object\": \"person:" + UUID.randomUUID()
                    + "\", \"reason\": \"Lost\"}";
            String nothing = "/api/v1/approvals/" + UUID.randomUUID();
            Map<String, String> acts = Map.of(
                    "/api/v1/accounts",
                    "{\"name\": \"somebody\", \"roles\": [\"annotator\"], \"reason\": \"New\"}",
                    "/api/v1/people/" + UUID.randomUUID() + "/closing",
                    "",
                    nothing + "/account",
                    "",
                    nothing + "/second-factor",
                    "",
                    nothing + "/password",
                    "",
                    "/api/v1/approvals",
                    reset);
            acts.forEach((path, body) -> without.post(Person.ADA, path, body).refused(409, "accounts-elsewhere"));
            without.post(
                            Person.ADA.withoutSecondFactor(),
                            "/api/v1/accounts",
                            Objects.requireNonNull(acts.get("/api/v1/accounts")))
                    .refused(401, "step-up-required");
            without.post(Person.ADA, "/api/v1/tenants", "{\"handle\": \"acme\"}")
                    .ok();
            without.get(Person.ADA, "/api/v1/people").ok();
        }
    }

    /** What was agreed to for one thing opens no other. */
    @Test
    void needWhatWasAgreedTo() {
        String approval = asked(Person.ADA, "\"roles\": [\"annotator\"]");
        grant(Person.ALAN, approval).ok();
        visor.post(Person.ADA, "/api/v1/approvals/" + approval + "/second-factor", "")
                .refused(404, "not-found");
        open(Person.ADA, UUID.randomUUID().toString()).refused(404, "not-found");
    }

    /** Each is on record before it is done, and what came of it after. */
    @Test
    void standInTheTrail() {
        UUID leaver = UUID.randomUUID();
        visor.post(Person.ADA, "/api/v1/people/" + leaver + "/closing", "").ok();
        visor.issuer().away(true);
        UUID stays = UUID.randomUUID();
        assertThat(visor.post(Person.ADA, "/api/v1/people/" + stays + "/closing", "")
                        .status())
                .isEqualTo(503);
        visor.issuer().away(false);

        assertThat(database.operatorRecords("account.close", leaver)).isEqualTo(1);
        assertThat(database.operatorRecords("account.changed", leaver)).isEqualTo(1);
        assertThat(database.operatorRecords("account.changed", stays)).isZero();
    }
}
