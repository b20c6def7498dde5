package dev.visor.gateway.line;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the realm knows of people, as far as the gateway asks for it and changes it. The real Keycloak does the same where
 * {@code deploy/lib/accounts-test} runs.
 */
final class KeptAccounts {

    private static final String USERS = "/admin/realms/visor/users";
    private static final int PAGE = 50;
    private static final Pattern PATH = Pattern.compile(USERS + "(?:/([0-9a-f-]{36}))?(/.*)?");

    private final Map<UUID, Account> accounts = new ConcurrentHashMap<>();
    private final Set<UUID> disabled;
    private final BooleanSupplier away;

    private volatile boolean withoutRoles;
    private volatile Clock clock = Clock.systemUTC();

    /** @param disabled who may not sign in, besides those of whom an account says so */
    KeptAccounts(Set<UUID> disabled, BooleanSupplier away) {
        this.disabled = disabled;
        this.away = away;
    }

    /** One account. */
    static final class Account {
        final ObjectNode user;
        final List<String> roles = new ArrayList<>();
        final Map<String, String> credentials = new LinkedHashMap<>();
        private final Map<String, Instant> since = new ConcurrentHashMap<>();
        int logouts;
        boolean enabledWithoutRoles;

        private Account(ObjectNode user, Instant now) {
            this.user = user;
            user.path("credentials").forEach(given -> keep("first", now));
        }

        /** What the next sign-in has to do. */
        List<String> actions() {
            return user.path("requiredActions")
                    .valueStream()
                    .map(JsonNode::asString)
                    .toList();
        }

        private void keep(String password, Instant now) {
            credentials.put(password, "password");
            since.put(password, now);
        }

        /** What is kept of credentials: never what they are. */
        private ArrayNode kept() {
            ArrayNode kept = JsonMapper.shared().createArrayNode();
            credentials.forEach((credential, type) -> kept.addObject()
                    .put("id", credential)
                    .put("type", type)
                    .put(
                            "createdDate",
                            since.getOrDefault(credential, Instant.EPOCH).toEpochMilli()));
            return kept;
        }

        /** Another password, which the next sign-in has to change. */
        private void give(JsonNode password, Instant now) {
            credentials.values().remove("password");
            keep(UUID.randomUUID().toString(), now);
            user.putArray("credentials").add(password);
        }
    }

    /** Goes by the gateway's clock, where a test moves that. */
    void goesBy(Clock moved) {
        clock = moved;
    }

    /** Gives nobody a role any more, or again. */
    void withoutRoles(boolean without) {
        withoutRoles = without;
    }

    /** The account that was opened under a name. */
    @Nullable
    Account named(String name) {
        return accounts.values().stream()
                .filter(account -> account.user.path("username").asString().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** What is known of a person; made where it is asked for. */
    Account of(UUID person) {
        return accounts.computeIfAbsent(person, id -> {
            ObjectNode user = JsonMapper.shared().createObjectNode();
            user.put("id", id.toString()).put("username", id.toString()).put("enabled", true);
            return new Account(user, clock.instant());
        });
    }

    void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (away.getAsBoolean()) {
            send(exchange, 503, "{}");
            return;
        }
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        if (!path.matches()) {
            send(exchange, 404, "{}");
        } else if (path.group(1) == null) {
            users(exchange, body);
        } else {
            person(
                    exchange,
                    exchange.getRequestMethod() + " " + (path.group(2) == null ? "" : path.group(2)),
                    UUID.fromString(path.group(1)),
                    body);
        }
    }

    private void users(HttpExchange exchange, String body) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            ArrayNode all = JsonMapper.shared().createArrayNode();
            accounts.values().stream().limit(PAGE).forEach(account -> all.add(known(account)));
            send(exchange, 200, all.toString());
            return;
        }
        ObjectNode user = (ObjectNode) JsonMapper.shared().readTree(body);
        if (named(user.path("username").asString()) != null) {
            send(exchange, 409, "{}");
            return;
        }
        UUID id = UUID.randomUUID();
        user.put("id", id.toString());
        accounts.put(id, new Account(user, clock.instant()));
        exchange.getResponseHeaders().add("Location", "http://localhost" + USERS + "/" + id);
        send(exchange, 201, "");
    }

    private void person(HttpExchange exchange, String asked, UUID id, String body) throws IOException {
        if (withoutRoles && asked.equals("POST /role-mappings/realm")) {
            send(exchange, 500, "{}");
            return;
        }
        Account account = of(id);
        switch (asked) {
            case "DELETE " -> {
                accounts.remove(id);
                send(exchange, 204, "");
            }
            case "GET " -> send(exchange, 200, known(account).toString());
            case "PUT " -> {
                account.user.setAll((ObjectNode) JsonMapper.shared().readTree(body));
                send(exchange, 204, "");
            }
            case "POST /logout" -> {
                account.logouts++;
                send(exchange, 204, "");
            }
            case "GET /role-mappings/realm/available" -> {
                ArrayNode roles = JsonMapper.shared().createArrayNode();
                AccessRows.ROLES.forEach(
                        role -> roles.addObject().put("id", role).put("name", role));
                send(exchange, 200, roles.toString());
            }
            case "POST /role-mappings/realm" -> {
                account.enabledWithoutRoles |=
                        account.roles.isEmpty() && account.user.path("enabled").asBoolean(true);
                for (JsonNode role : JsonMapper.shared().readTree(body)) {
                    account.roles.add(role.path("name").asString());
                }
                send(exchange, 204, "");
            }
            case "GET /role-mappings/realm/composite" -> {
                ArrayNode roles = JsonMapper.shared().createArrayNode();
                account.roles.forEach(role -> roles.addObject().put("name", role));
                send(exchange, 200, roles.toString());
            }
            case "GET /credentials" -> send(exchange, 200, account.kept().toString());
            case "PUT /reset-password" -> {
                account.give(JsonMapper.shared().readTree(body), clock.instant());
                send(exchange, 204, "");
            }
            default -> {
                boolean removed = asked.startsWith("DELETE /credentials/")
                        && account.credentials.remove(asked.substring("DELETE /credentials/".length())) != null;
                send(exchange, removed ? 204 : 404, removed ? "" : "{}");
            }
        }
    }

    private ObjectNode known(Account account) {
        ObjectNode user = account.user.deepCopy();
        UUID id = UUID.fromString(user.path("id").asString());
        user.put("enabled", user.path("enabled").asBoolean(true) && !disabled.contains(id));
        user.remove("credentials");
        return user;
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
