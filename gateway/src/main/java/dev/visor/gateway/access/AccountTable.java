package dev.visor.gateway.access;

import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.policies.Role;
import dev.visor.policies.TwoPersonAct;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The accounts that were asked for, sealed under whoever asked. The identifier is sealed with the rest: what somebody agreed to
 * cannot be put under another one's identifier.
 */
@Component
class AccountTable {

    private static final String DETAILS = "account.details";

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;
    private final Identities identities;

    AccountTable(JdbcClient jdbc, TenantTransactions transactions, Identities identities) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.identities = identities;
    }

    void add(NewAccount wanted, KeyOwner askedBy, Instant at) {
        ObjectNode details = JsonMapper.shared().createObjectNode();
        details.put("id", wanted.id().toString()).put("name", wanted.name());
        wanted.roleNames().forEach(details.putArray("roles")::add);
        details.put("tenant", wanted.tenant());
        byte[] text = identities.seal(ApprovalTable.scope(null), askedBy, DETAILS, details.toString());
        transactions.runInTenant(
                ApprovalTable.scope(null),
                () -> jdbc.sql(
                                "insert into wanted_account (id, tenant, details, asked_by, asked_at) values (?, ?, ?, ?, ?)")
                        .params(
                                wanted.id(),
                                ApprovalTable.scope(null).value(),
                                text,
                                askedBy.value(),
                                Timestamp.from(at))
                        .update());
    }

    /**
     * What this person asked for and nobody opened yet.
     *
     * @throws dev.visor.gateway.keys.KeyAlteredException if it is not what was sealed
     */
    Optional<NewAccount> waiting(UUID id, KeyOwner askedBy) {
        return transactions
                .inTenant(
                        ApprovalTable.scope(null),
                        () -> jdbc.sql(
                                        "select details from wanted_account where id = ? and asked_by = ? and opened_at is null")
                                .params(id, askedBy.value())
                                .query((row, number) -> Objects.requireNonNull(row.getBytes("details")))
                                .optional())
                .map(details -> opened(askedBy, details))
                .filter(wanted -> wanted.id().equals(id));
    }

    /** False where it was opened before. */
    boolean open(UUID id, UUID person, Instant at) {
        return transactions.inTenant(
                        ApprovalTable.scope(null),
                        () -> jdbc.sql(
                                        "update wanted_account set person = ?, opened_at = ? where id = ? and opened_at is null")
                                .params(person, Timestamp.from(at), id)
                                .update())
                == 1;
    }

    /** Who was given a password for one sign-in until then: with the account, or in place of a forgotten one. */
    List<UUID> given(Instant until) {
        return transactions.inTenant(
                ApprovalTable.scope(null),
                () -> jdbc.sql("select person from wanted_account where opened_at <= :until"
                                + " union select cast(split_part(object, ':', 2) as uuid) from approval"
                                + " where act = :act and granted_at <= :until")
                        .param("until", Timestamp.from(until))
                        .param("act", TwoPersonAct.PASSWORD_RESET.id())
                        .query(UUID.class)
                        .list());
    }

    private NewAccount opened(KeyOwner askedBy, byte[] text) {
        JsonNode details =
                JsonMapper.shared().readTree(identities.open(ApprovalTable.scope(null), askedBy, DETAILS, text));
        Set<Role> roles = StreamSupport.stream(details.path("roles").spliterator(), false)
                .map(role -> Role.named(role.asString()).orElseThrow())
                .collect(Collectors.toSet());
        return new NewAccount(
                UUID.fromString(details.path("id").asString()),
                details.path("name").asString(),
                roles,
                details.path("tenant").isNull() ? null : details.path("tenant").asString());
    }
}
