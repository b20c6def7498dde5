package dev.visor.gateway.rules;

import dev.visor.audit.log.PolicyText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of sets, rehearsals and activations. All of it only grows. */
@Repository
class PolicySetTable {

    private static final String SETS = "select id, number, hash, text, title, shipped, proposed_at from policy_set ";
    private static final String ACTIVATIONS = """
            select a.number, a.policy_set, s.hash, a.replaces, r.hash as replaced_hash, a.kind, a.approval, a.activated_at, a.signature
            from policy_activation a join policy_set s on s.id = a.policy_set join policy_set r on r.id = a.replaces
            """;

    private final JdbcClient jdbc;

    PolicySetTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An activation and what the key signed of it. */
    @SuppressWarnings("ArrayRecordComponent") // read and verified, never compared
    record Signed(Activation activation, byte[] signature) {

        @Override
        public String toString() {
            return "Signed[" + activation.number() + "]";
        }
    }

    /**
     * A rehearsal as it was shown.
     *
     * @param against the hash of the set that was in force
     * @param unread decisions that could not be made again
     * @param turned decisions whose answer would be another
     * @param differences JSON
     */
    record Rehearsed(UUID set, String against, int decisions, int unread, int turned, String differences, Instant at) {}

    /** Adds a set; empty if one with the same text is there. */
    Optional<PolicySet> add(UUID id, PolicyText text, String title, boolean shipped) {
        jdbc.sql(
                        "insert into policy_set (id, hash, text, title, shipped) values (?, ?, ?, ?, ?) on conflict (hash) do nothing")
                .params(id, text.hash(), text.bytes(), title, shipped)
                .update();
        return find(id);
    }

    Optional<PolicySet> find(UUID id) {
        return jdbc.sql(SETS + "where id = ?")
                .param(id)
                .query(PolicySetTable::set)
                .optional();
    }

    Optional<PolicySet> withHash(String hash) {
        return jdbc.sql(SETS + "where hash = ?")
                .param(hash)
                .query(PolicySetTable::set)
                .optional();
    }

    /** The newest sets first. */
    List<PolicySet> newest(int limit) {
        return jdbc.sql(SETS + "order by number desc limit ?")
                .param(limit)
                .query(PolicySetTable::set)
                .list();
    }

    /** Adds an activation; false if another one has taken its number, or its approval was used. */
    boolean add(Activation activation, byte[] signature) {
        try {
            jdbc.sql("""
                    insert into policy_activation (number, policy_set, replaces, kind, approval, activated_at, signature)
                    values (:number, :set, :replaces, :kind, :approval, :at, :signature)
                    """)
                    .param("number", activation.number())
                    .param("set", activation.set())
                    .param("replaces", activation.replaces())
                    .param("kind", activation.kind().label())
                    .param("approval", activation.approval())
                    .param("at", Timestamp.from(activation.at()))
                    .param("signature", signature)
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** What is in force; empty as long as nobody changed the shipped rules. */
    Optional<Signed> newest() {
        return activations(1).stream().findFirst();
    }

    /** The newest activations first. */
    List<Signed> activations(int limit) {
        return jdbc.sql(ACTIVATIONS + "order by a.number desc limit ?")
                .param(limit)
                .query(PolicySetTable::activation)
                .list();
    }

    /** Whether an approval was used for an activation already. */
    boolean used(UUID approval) {
        return jdbc.sql("select exists (select 1 from policy_activation where approval = ?)")
                .param(approval)
                .query(Boolean.class)
                .single();
    }

    void add(UUID id, Rehearsed rehearsed) {
        jdbc.sql("""
                insert into policy_rehearsal (id, policy_set, against, decisions, unread, turned, differences, rehearsed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        id,
                        rehearsed.set(),
                        rehearsed.against(),
                        rehearsed.decisions(),
                        rehearsed.unread(),
                        rehearsed.turned(),
                        rehearsed.differences(),
                        Timestamp.from(rehearsed.at()))
                .update();
    }

    /** The newest rehearsal of a set. */
    Optional<Rehearsed> rehearsed(UUID set) {
        return jdbc.sql("""
                select policy_set, against, decisions, unread, turned, differences, rehearsed_at from policy_rehearsal
                where policy_set = ? order by rehearsed_at desc limit 1
                """)
                .param(set)
                .query((row, n) -> new Rehearsed(
                        row.getObject("policy_set", UUID.class),
                        row.getString("against"),
                        row.getInt("decisions"),
                        row.getInt("unread"),
                        row.getInt("turned"),
                        row.getString("differences"),
                        row.getTimestamp("rehearsed_at").toInstant()))
                .optional();
    }

    private static PolicySet set(ResultSet row, int number) throws SQLException {
        return new PolicySet(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getString("hash"),
                PolicyText.parse(row.getBytes("text")),
                row.getString("title"),
                row.getBoolean("shipped"),
                row.getTimestamp("proposed_at").toInstant());
    }

    private static Signed activation(ResultSet row, int number) throws SQLException {
        @Nullable UUID approval = row.getObject("approval", UUID.class);
        return new Signed(
                new Activation(
                        row.getLong("number"),
                        row.getObject("policy_set", UUID.class),
                        row.getString("hash"),
                        row.getObject("replaces", UUID.class),
                        row.getString("replaced_hash"),
                        Activation.Kind.named(row.getString("kind")),
                        approval,
                        row.getTimestamp("activated_at").toInstant()),
                row.getBytes("signature"));
    }
}
