package dev.visor.gateway.access;

import dev.visor.policies.Act;
import dev.visor.policies.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Opens and closes accounts, takes lost second factors off people and replaces forgotten passwords. */
@RestController
class AccountController {

    private final Accounts accounts;

    AccountController(Accounts accounts) {
        this.accounts = accounts;
    }

    @PostMapping("/api/v1/accounts")
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.ACCOUNT_OPEN)
    ApprovalAnswer ask(Caller caller, @Valid @RequestBody WantedAccount wanted) {
        NewAccount account = new NewAccount(
                UUID.randomUUID(), NewAccount.lower(wanted.name()), roles(wanted.roles()), wanted.tenant());
        return ApprovalAnswer.of(
                caller, accounts.ask(caller, account, wanted.reason()), ApprovalState.WAITING, null, false);
    }

    @PostMapping("/api/v1/approvals/{id}/account")
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.ACCOUNT_OPEN)
    Accounts.Opened open(Caller caller, @PathVariable UUID id) {
        return accounts.open(caller, id);
    }

    @PostMapping("/api/v1/people/{id}/closing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Guarded(Act.ACCOUNT_CLOSE)
    void close(Caller caller, @PathVariable UUID id) {
        accounts.close(caller, id);
    }

    @PostMapping("/api/v1/approvals/{id}/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Guarded(Act.SECOND_FACTOR_RESET)
    void reset(Caller caller, @PathVariable UUID id) {
        accounts.resetSecondFactor(caller, id);
    }

    @PostMapping("/api/v1/approvals/{id}/password")
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.PASSWORD_RESET)
    Accounts.Given password(Caller caller, @PathVariable UUID id) {
        return accounts.resetPassword(caller, id);
    }

    private static Set<Role> roles(List<String> names) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : names) {
            roles.add(Role.named(name).orElseThrow(() -> Refused.badRequest("bad-roles", "There is no such role.")));
        }
        return roles;
    }

    /**
     * An account that is wanted.
     *
     * @param name to sign in with; it prints as nothing
     * @param roles as Keycloak names them
     * @param tenant the client's handle, for its people
     * @param reason why, for the second person and the trail
     */
    record WantedAccount(
            @NotNull String name,
            @NotNull List<@NotNull String> roles,
            @Nullable String tenant,
            @NotNull String reason) {

        @Override
        public String toString() {
            return "WantedAccount[]";
        }
    }
}
