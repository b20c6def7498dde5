package dev.visor.gateway.line;

import static dev.visor.policies.TwoPersonAct.BREAK_GLASS;
import static dev.visor.policies.TwoPersonAct.ROOT_ROTATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.access.Approval;
import dev.visor.gateway.access.Approvals;
import dev.visor.gateway.access.AskedFor;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.access.Tenants;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.policies.Role;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** An act that needs two people cannot be done by one. */
class ApprovalTests {

    private final Installation visor = Installation.shared();
    private final Approvals approvals = visor.bean(Approvals.class);
    private final TenantId acme = visor.bean(Tenants.class).named("acme").orElseThrow();
    private final ObjectLabel original = ObjectLabel.of("asset", UUID.randomUUID());
    private final Caller ada = administrator("ada", null);
    private final Caller alan = administrator("alan", acme);

    @Test
    void isGrantedByAnotherPerson() {
        Approval asked = ask(ada, AskedFor.of(acme, BREAK_GLASS, original), "A court asks for it");
        assertThat(approvals.granted(acme, BREAK_GLASS, original)).isFalse();

        grant(alan, acme, asked.id());

        assertThat(approvals.granted(acme, BREAK_GLASS, original)).isTrue();
        assertThat(approvals.granted(acme, ROOT_ROTATE, original)).isFalse();
    }

    @Test
    void isNotGrantedByWhoeverAsked() {
        Approval asked = ask(ada, AskedFor.of(acme, BREAK_GLASS, original), "I want to");

        assertThatThrownBy(() -> grant(ada, acme, asked.id())).isInstanceOf(Refused.class);

        assertThat(approvals.granted(acme, BREAK_GLASS, original)).isFalse();
    }

    @Test
    void isNotGrantedByWhoeverAskedEvenPastTheProgram() {
        Approval asked = ask(ada, AskedFor.of(acme, BREAK_GLASS, original), "I want to");

        assertThatThrownBy(() -> sql(
                        "update approval set granted_by = asked_by, granted_at = asked_at where id = ?", asked.id()))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void isNotGrantedAfterItExpired() {
        Approval asked = ask(ada, AskedFor.of(acme, BREAK_GLASS, original), "Later");

        assertThatThrownBy(() -> sql(
                        "update approval set granted_by = gen_random_uuid(), granted_at = expires_at + interval '1 second'"
                                + " where id = ?",
                        asked.id()))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void cannotHaveItsExpiryMoved() {
        Approval asked = ask(ada, AskedFor.of(acme, BREAK_GLASS, original), "Much later");

        assertThatThrownBy(() -> sql("update approval set expires_at = 'infinity' where id = ?", asked.id()))
                .isInstanceOf(DataAccessException.class);
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    private Approval ask(Caller who, AskedFor wanted, String reason) {
        signIn(who);
        return approvals.ask(who, wanted, reason);
    }

    private void grant(Caller who, TenantId tenant, UUID id) {
        signIn(who);
        approvals.grant(who, tenant, id);
    }

    /** The provider is asked whether the caller's token still stands, as over HTTP. */
    private void signIn(Caller who) {
        Person person = new Person(
                who.id().value(),
                who.name(),
                Set.of("administrator"),
                who.tenant() == null ? null : "acme",
                List.of(),
                2,
                null);
        Jwt token = Jwt.withTokenValue(visor.issuer().token(person))
                .header("alg", "ES256")
                .subject(who.id().toString())
                .build();
        SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(token));
    }

    private void sql(String statement, UUID id) {
        JdbcClient jdbc = visor.bean(JdbcClient.class);
        visor.bean(TenantTransactions.class)
                .runInTenant(acme, () -> jdbc.sql(statement).param(id).update());
    }

    private static Caller administrator(String name, @Nullable TenantId tenant) {
        return new Caller(
                new KeyOwner(UUID.randomUUID()),
                name,
                name,
                Set.of(Role.ADMINISTRATOR),
                tenant,
                Set.of(),
                tenant == null,
                2,
                Instant.now());
    }
}
