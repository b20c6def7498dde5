package dev.visor.gateway.access;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import dev.visor.policies.TwoPersonAct;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/**
 * Opens and closes accounts, takes lost second factors off and replaces forgotten passwords. Whoever could do any of it but closing
 * alone could become anybody: two administrators say so. Closing protects, so that one does it.
 */
@Service
class Accounts {

    /** Of 32 signs, 100 bits. */
    private static final int PASSWORD = 20;

    private static final String SIGNS = "abcdefghijkmnpqrstuvwxyz23456789";

    private final AccountTable table;
    private final KeycloakAccounts keycloak;
    private final KeycloakPasswords passwords;
    private final KeycloakAdmin admin;
    private final Tenants tenants;
    private final Approvals approvals;
    private final Gate gate;
    private final Trails trails;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Accounts(
            AccountTable table,
            KeycloakAccounts keycloak,
            KeycloakPasswords passwords,
            KeycloakAdmin admin,
            Tenants tenants,
            Approvals approvals,
            Gate gate,
            Trails trails,
            Clock clock) {
        this.table = table;
        this.keycloak = keycloak;
        this.passwords = passwords;
        this.admin = admin;
        this.tenants = tenants;
        this.approvals = approvals;
        this.gate = gate;
        this.trails = trails;
        this.clock = clock;
    }

    /**
     * Asks a second administrator for an account.
     *
     * @param reason why; the second person reads it behind what the account may do
     */
    Approval ask(Caller caller, NewAccount wanted, String reason) {
        gate.check(caller, Act.ACCOUNT_OPEN, Resource.Directory.ALL);
        admin.requireChanging();
        String tenant = wanted.tenant();
        if (tenant != null && tenants.named(tenant).isEmpty()) {
            throw Refused.badRequest("unknown-tenant", "There is no client organisation of this handle.");
        }
        if (reason.isBlank()) {
            throw Refused.badRequest("bad-reason", "Say why.");
        }
        table.add(wanted, caller.id(), clock.instant());
        AskedFor asked = AskedFor.of(null, TwoPersonAct.ACCOUNT_OPEN, label(wanted.id()));
        return approvals.ask(caller, asked, wanted.sentence() + ": " + reason.strip());
    }

    /** Opens what this administrator asked for and another one agreed to. */
    Opened open(Caller caller, UUID approval) {
        gate.check(caller, Act.ACCOUNT_OPEN, Resource.Directory.ALL);
        admin.requireChanging();
        Agreed agreed = approvals.inForce(caller, null, approval, TwoPersonAct.ACCOUNT_OPEN);
        NewAccount wanted = table.waiting(agreed.object().id(), caller.id())
                .orElseThrow(() -> Refused.conflict("account-open", "This account was opened already."));
        String password = password();
        UUID person = done(
                caller,
                Act.ACCOUNT_OPEN,
                "account.open",
                entry -> entry.on(label(wanted.id()))
                        .with("approval", approval.toString())
                        .with("roles", String.join(",", wanted.roleNames()))
                        .sealed("account", wanted.name()),
                () -> keycloak.open(wanted, password));
        table.open(wanted.id(), person, clock.instant());
        return new Opened(person, wanted.name(), password);
    }

    /** Closes an account. Nobody closes the own one: the last administrator would lock everybody out. */
    void close(Caller caller, UUID person) {
        gate.check(caller, Act.ACCOUNT_CLOSE, Resource.Directory.ALL);
        admin.requireChanging();
        if (caller.id().value().equals(person)) {
            throw Refused.conflict("own-account", "Nobody closes the own account: ask another administrator.");
        }
        done(caller, Act.ACCOUNT_CLOSE, "account.close", entry -> entry.with("person", person.toString()), () -> {
            keycloak.close(person);
            return person;
        });
    }

    /** Takes the second factor off somebody, as this administrator asked for and another one agreed to. */
    void resetSecondFactor(Caller caller, UUID approval) {
        gate.check(caller, Act.SECOND_FACTOR_RESET, Resource.Directory.ALL);
        admin.requireChanging();
        Agreed agreed = approvals.inForce(caller, null, approval, TwoPersonAct.SECOND_FACTOR_RESET);
        UUID person = agreed.object().id();
        done(
                caller,
                Act.SECOND_FACTOR_RESET,
                "second-factor.reset",
                entry -> entry.with("person", person.toString()).with("approval", approval.toString()),
                () -> {
                    keycloak.resetSecondFactor(person);
                    return person;
                });
        approvals.useUp(caller, null, approval);
    }

    /** Gives somebody another password for one sign-in, as this administrator asked for and another one agreed to. */
    Given resetPassword(Caller caller, UUID approval) {
        gate.check(caller, Act.PASSWORD_RESET, Resource.Directory.ALL);
        admin.requireChanging();
        UUID person = approvals
                .inForce(caller, null, approval, TwoPersonAct.PASSWORD_RESET)
                .object()
                .id();
        String password = password();
        done(
                caller,
                Act.PASSWORD_RESET,
                "password.reset",
                entry -> entry.with("person", person.toString()).with("approval", approval.toString()),
                () -> {
                    passwords.give(person, password);
                    return person;
                });
        approvals.useUp(caller, null, approval);
        return new Given(person, password);
    }

    /** Records what is about to be done, does it, and records what came of it. */
    private UUID done(Caller caller, Act act, String action, Consumer<Entry> facts, Supplier<UUID> change) {
        Receipt receipt = gate.pass(caller, act, Resource.Directory.ALL, action, facts);
        try {
            UUID person = change.get();
            trails.outcome(
                    receipt,
                    Entry.of("account.changed", caller.as(receipt))
                            .because(Ground.ADMINISTRATION)
                            .with("person", person.toString()));
            return person;
        } catch (Refused refused) {
            trails.outcome(
                    receipt,
                    Entry.of("act.failed", caller.as(receipt))
                            .because(Ground.ADMINISTRATION)
                            .with("reason", refused.reason()));
            throw refused;
        }
    }

    private String password() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < PASSWORD; i++) {
            password.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return password.toString();
    }

    private static ObjectLabel label(UUID account) {
        return ObjectLabel.of(TwoPersonAct.ACCOUNT_OPEN.kind(), account);
    }

    /**
     * An account that was opened.
     *
     * @param password for the first sign-in; told once, kept nowhere, never printed
     */
    record Opened(UUID person, String name, String password) {

        @Override
        public String toString() {
            return "Opened[" + person + "]";
        }
    }

    /**
     * A password that was given.
     *
     * @param password for the next sign-in; told once, kept nowhere, never printed
     */
    record Given(UUID person, String password) {

        @Override
        public String toString() {
            return "Given[" + person + "]";
        }
    }
}
