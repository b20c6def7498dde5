package dev.visor.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the realm that Visor brings to Keycloak demands. That Keycloak does what it says is shown where {@code deploy/test} runs a
 * real one: {@code deploy/examples/machine-client}, {@code deploy/lib/recovery-test}, {@code deploy/lib/brokered-test}, and the
 * browser.
 */
class RealmTests {

    private static final Path KEYCLOAK = Path.of("..", "deploy", "keycloak");
    private static final Path THEME =
            KEYCLOAK.resolve("themes").resolve("visor").resolve("login");

    private final JsonNode realm = read("visor-realm.json");
    private final Map<String, JsonNode> clients = by(realm.path("clients"), "clientId");
    private final Map<String, JsonNode> flows = by(realm.path("authenticationFlows"), "alias");

    private static JsonNode read(String file) {
        return JsonMapper.shared().readTree(KEYCLOAK.resolve(file));
    }

    private static Map<String, JsonNode> by(JsonNode list, String name) {
        return list.valueStream().collect(Collectors.toMap(one -> one.path(name).asString(), Function.identity()));
    }

    private static JsonNode one(Map<String, JsonNode> all, String name) {
        return Objects.requireNonNull(all.get(name), name);
    }

    /** What a flow does: each step's name and how much it is wanted. */
    private List<String> steps(String flow) {
        return one(flows, flow)
                .path("authenticationExecutions")
                .valueStream()
                .map(step -> step.path("authenticator")
                                .asString(step.path("flowAlias").asString(""))
                        + " " + step.path("requirement").asString())
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void nobodyRegistersOrResetsAloneAndGuessingIsSlowedDown() {
        for (String off : List.of(
                "registrationAllowed",
                "resetPasswordAllowed",
                "rememberMe",
                "editUsernameAllowed",
                "loginWithEmailAllowed",
                "permanentLockout")) {
            assertThat(realm.path(off).asBoolean(true)).as(off).isFalse();
        }
        assertThat(realm.path("bruteForceProtected").asBoolean(false)).isTrue();
        assertThat(realm.path("failureFactor").asInt()).isBetween(1, 10);
        assertThat(realm.path("waitIncrementSeconds").asInt()).isGreaterThanOrEqualTo(60);
        assertThat(realm.path("maxFailureWaitSeconds").asInt()).isGreaterThanOrEqualTo(900);
        assertThat(realm.path("passwordPolicy").asString())
                .contains("length(12)")
                .contains("notUsername()")
                .contains("passwordHistory(3)");
        assertThat(realm.path("sslRequired").asString()).isEqualTo("external");
        assertThat(realm.path("eventsEnabled").asBoolean()).isTrue();
        assertThat(realm.path("adminEventsEnabled").asBoolean()).isTrue();
    }

    @Test
    void tokensAreShortLivedSignedByOneAlgorithmAndRefreshedOnce() {
        assertThat(realm.path("accessTokenLifespan").asInt()).isBetween(1, 300);
        assertThat(realm.path("accessCodeLifespan").asInt()).isBetween(1, 60);
        assertThat(realm.path("ssoSessionIdleTimeout").asInt()).isBetween(1, 1800);
        assertThat(realm.path("ssoSessionMaxLifespan").asInt()).isBetween(1, 36_000);
        assertThat(realm.path("revokeRefreshToken").asBoolean()).isTrue();
        assertThat(realm.path("refreshTokenMaxReuse").asInt(1)).isZero();
        assertThat(realm.path("defaultSignatureAlgorithm").asString()).isEqualTo("ES256");
    }

    @Test
    void passwordsAreTypedIntoKeycloaksOwnFormAlone() {
        assertThat(realm.path("directGrantFlow").asString()).isEqualTo("visor no direct grant");
        assertThat(steps("visor no direct grant")).containsExactly("deny-access-authenticator REQUIRED");
        assertThat(clients.values()).allSatisfy(client -> {
            assertThat(client.path("directAccessGrantsEnabled").asBoolean(true)).isFalse();
            assertThat(client.path("implicitFlowEnabled").asBoolean(true)).isFalse();
        });
        assertThat(one(clients, "admin-cli").path("enabled").asBoolean(true)).isFalse();
        JsonNode headers = realm.path("browserSecurityHeaders");
        assertThat(headers.path("contentSecurityPolicy").asString()).contains("frame-ancestors 'none'");
        assertThat(headers.path("xFrameOptions").asString()).isEqualTo("DENY");
        assertThat(headers.path("referrerPolicy").asString()).isEqualTo("no-referrer");
    }

    @Test
    void theSecondLevelWantsACodeThatWorksOnceAndNobodyEnrolsOnTheWay() {
        assertThat(realm.path("browserFlow").asString()).isEqualTo("visor browser");
        assertThat(steps("visor browser")).containsExactly("auth-cookie ALTERNATIVE", "visor levels ALTERNATIVE");
        assertThat(steps("visor levels")).containsExactly("visor level 1 CONDITIONAL", "visor level 2 CONDITIONAL");
        assertThat(steps("visor level 1"))
                .containsExactly(
                        "conditional-level-of-authentication REQUIRED",
                        "auth-username-password-form REQUIRED",
                        "visor provider's people CONDITIONAL");
        assertThat(steps("visor level 2"))
                .containsExactly("conditional-level-of-authentication REQUIRED", "visor second factor REQUIRED");
        // A one-time code that were REQUIRED would be set up on the way by whoever has none.
        assertThat(steps("visor second factor"))
                .containsExactly("auth-otp-form ALTERNATIVE", "auth-recovery-authn-code-form ALTERNATIVE");
        Map<String, JsonNode> levels = by(realm.path("authenticatorConfig"), "alias");
        assertThat(one(levels, "visor level 2")
                        .path("config")
                        .path("loa-condition-level")
                        .asString())
                .isEqualTo("2");
        assertThat(one(levels, "visor level 2")
                        .path("config")
                        .path("loa-max-age")
                        .asString())
                .isEqualTo("300");
        assertThat(realm.path("otpPolicyCodeReusable").asBoolean(true)).isFalse();
    }

    @Test
    void aProvidersPersonGetsAnAccountOrNoneAndOurSecondFactor() {
        assertThat(steps("visor first broker login")).containsExactly("idp-create-user-if-unique REQUIRED");
        assertThat(steps("visor after broker"))
                .containsExactly("visor broker level 1 CONDITIONAL", "visor broker level 2 CONDITIONAL");
        assertThat(steps("visor broker level 1"))
                .containsExactly("conditional-level-of-authentication REQUIRED", "allow-access-authenticator REQUIRED");
        assertThat(steps("visor broker level 2"))
                .containsExactly("conditional-level-of-authentication REQUIRED", "visor broker second factor REQUIRED");
        assertThat(steps("visor broker second factor")).isEqualTo(steps("visor second factor"));
        // A password that somebody sets here would outlive the leaving there.
        assertThat(steps("visor provider's people"))
                .containsExactly("conditional-user-attribute REQUIRED", "deny-access-authenticator REQUIRED");
        Map<String, JsonNode> levels = by(realm.path("authenticatorConfig"), "alias");
        assertThat(one(levels, "visor provider's people")
                        .path("config")
                        .path("attribute_name")
                        .asString())
                .isEqualTo("provider");
        for (String level : List.of("level 1", "level 2")) {
            assertThat(one(levels, "visor broker " + level).path("config"))
                    .isEqualTo(one(levels, "visor " + level).path("config"));
        }
    }

    @Test
    void recoveryCodesComeWithEnrolling() {
        Map<String, JsonNode> actions = by(realm.path("requiredActions"), "alias");

        assertThat(one(actions, "CONFIGURE_TOTP")
                        .path("config")
                        .path("add-recovery-codes")
                        .asString())
                .isEqualTo("true");
        assertThat(one(actions, "CONFIGURE_RECOVERY_AUTHN_CODES")
                        .path("enabled")
                        .asBoolean())
                .isTrue();
        // What Visor's flows never ask for is not offered.
        assertThat(actions.keySet())
                .containsExactlyInAnyOrder(
                        "UPDATE_PROFILE",
                        "CONFIGURE_TOTP",
                        "UPDATE_PASSWORD",
                        "VERIFY_PROFILE",
                        "delete_credential",
                        "CONFIGURE_RECOVERY_AUTHN_CODES");
    }

    @Test
    void theGatewayComesBackToOneAddressWithPkce() {
        JsonNode gateway = one(clients, "visor-gateway");

        assertThat(texts(gateway.path("redirectUris"))).containsExactly("${VISOR_ADDRESS}/login/oauth2/code/visor");
        assertThat(gateway.path("webOrigins").isEmpty()).isTrue();
        assertThat(gateway.path("publicClient").asBoolean(true)).isFalse();
        assertThat(gateway.path("serviceAccountsEnabled").asBoolean(true)).isFalse();
        assertThat(gateway.path("fullScopeAllowed").asBoolean(true)).isFalse();
        assertThat(gateway.path("secret").asString()).isEqualTo("${VISOR_CLIENT_SECRET}");
        assertThat(gateway.path("attributes").path("pkce.code.challenge.method").asString())
                .isEqualTo("S256");
        assertThat(texts(gateway.path("optionalClientScopes"))).isEmpty();

        JsonNode policy = one(by(realm.path("clientPolicies").path("policies"), "name"), "browser client");
        assertThat(policy.path("enabled").asBoolean()).isTrue();
        Map<String, JsonNode> conditions = by(policy.path("conditions"), "condition");
        assertThat(conditions).containsOnlyKeys("client-attributes");
        assertThat(one(conditions, "client-attributes")
                        .path("configuration")
                        .path("attributes")
                        .asString())
                .isEqualTo("[{\"key\":\"visor.browser\",\"value\":\"true\"}]");
        assertThat(gateway.path("attributes").path("visor.browser").asString()).isEqualTo("true");
        assertThat(executors(policy))
                .containsKeys(
                        "confidential-client",
                        "secure-session",
                        "pkce-enforcer",
                        "full-scope-disabled",
                        "reject-implicit-grant",
                        "reject-ropc-grant");
    }

    @Test
    void whoeverSignsInForItselfProvesAKeyAndGetsBoundTokensButVisorsOwn() {
        JsonNode policy = one(by(realm.path("clientPolicies").path("policies"), "name"), "machine clients");
        assertThat(policy.path("enabled").asBoolean()).isTrue();
        Map<String, JsonNode> conditions = by(policy.path("conditions"), "condition");
        // By the grant it would hold for every token request: Keycloak does not ask that condition there.
        assertThat(conditions).containsOnlyKeys("client-access-type", "client-attributes");
        assertThat(texts(one(conditions, "client-access-type")
                        .path("configuration")
                        .path("type")))
                .containsExactly("confidential");
        JsonNode all = one(conditions, "client-attributes").path("configuration");
        assertThat(all.path("is-negative-logic").asBoolean()).isTrue();
        assertThat(all.path("attributes").asString()).isEqualTo("[{\"key\":\"visor.own\",\"value\":\"true\"}]");
        assertThat(clients.values().stream()
                        .filter(client -> client.path("attributes").has("visor.own")))
                .extracting(client -> client.path("clientId").asString())
                .containsExactlyInAnyOrder("visor-gateway", "visor-admin", "visor-accounts");
        assertThat(clients.values().stream()
                        .filter(client -> client.path("serviceAccountsEnabled").asBoolean(true)))
                .extracting(client -> client.path("clientId").asString())
                .containsExactlyInAnyOrder("visor-admin", "visor-accounts");

        Map<String, JsonNode> executors = executors(policy);
        assertThat(executors)
                .containsKeys(
                        "confidential-client",
                        "secure-client-authentication-assertion",
                        "secure-signature-algorithm-signed-jwt",
                        "full-scope-disabled",
                        "reject-implicit-grant",
                        "reject-ropc-grant",
                        "dpop-bind-enforcer");
        assertThat(texts(one(executors, "secure-client-authenticator")
                        .path("configuration")
                        .path("allowed-client-authenticators")))
                .containsExactly("client-jwt");
        assertThat(one(executors, "secure-signature-algorithm")
                        .path("configuration")
                        .path("default-algorithm")
                        .asString())
                .isEqualTo("ES256");
        assertThat(one(executors, "dpop-bind-enforcer")
                        .path("configuration")
                        .path("auto-configure")
                        .asBoolean())
                .isTrue();
    }

    private Map<String, JsonNode> executors(JsonNode policy) {
        Map<String, JsonNode> profiles = by(realm.path("clientProfiles").path("profiles"), "name");
        return texts(policy.path("profiles")).stream()
                .map(profiles::get)
                .flatMap(profile -> profile.path("executors").valueStream())
                .collect(Collectors.toMap(one -> one.path("executor").asString(), Function.identity()));
    }

    @Test
    void oneClientLooksPeopleUpAndAnotherKeepsAccountsAndNeitherMayMore() {
        Map<String, JsonNode> accounts = by(realm.path("users"), "serviceAccountClientId");

        assertThat(accounts).containsOnlyKeys("visor-admin", "visor-accounts");
        assertThat(texts(one(accounts, "visor-admin").path("clientRoles").path("realm-management")))
                .containsExactlyInAnyOrder("view-users", "query-users");
        assertThat(texts(one(accounts, "visor-accounts").path("clientRoles").path("realm-management")))
                .containsExactly("manage-users");
    }

    @Test
    void theSignInsLooksAreOursAndLoadNothingFromElsewhere() throws IOException {
        assertThat(realm.path("loginTheme").asString()).isEqualTo("visor");
        Properties theme = new Properties();
        try (var in = Files.newBufferedReader(THEME.resolve("theme.properties"))) {
            theme.load(in);
        }
        assertThat(theme)
                .containsOnly(Map.entry("parent", "keycloak.v2"), Map.entry("styles", "css/styles.css css/visor.css"));
        try (Stream<Path> files = Files.walk(THEME)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            // No template and no script: Keycloak's own are kept up to date with Keycloak.
            assertThat(all)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("theme.properties", "visor.css", "messages_en.properties");
            for (Path file : all) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContain("url(", "@import", "http:", "https:", "<script", "<img");
            }
        }
        String styles =
                Files.readString(THEME.resolve("resources").resolve("css").resolve("visor.css"));
        assertThat(styles).contains("prefers-color-scheme: dark").contains(":focus-visible");
    }

    @Test
    void aWrongNameAndAWrongPasswordAreAnsweredAlike() throws IOException {
        Properties words = new Properties();
        try (var in = Files.newBufferedReader(THEME.resolve("messages").resolve("messages_en.properties"))) {
            words.load(in);
        }

        assertThat(words.getProperty("invalidPasswordMessage")).isEqualTo(words.getProperty("invalidUserMessage"));
        assertThat(words.getProperty("accountTemporarilyDisabledMessage"))
                .isEqualTo(words.getProperty("invalidUserMessage"));
        assertThat(words.getProperty("accountTemporarilyDisabledMessageTotp"))
                .isEqualTo(words.getProperty("invalidTotpMessage"));
    }
}
