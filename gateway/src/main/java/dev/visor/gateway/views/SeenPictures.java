package dev.visor.gateway.views;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which pictures of one person an annotator has seen in a project that says how many those may be. Elsewhere nothing is kept. */
@Repository
public class SeenPictures {

    /** What is left where a project says nothing. */
    static final long ANY = Long.MAX_VALUE;

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;
    private final ApplicationEventPublisher events;

    SeenPictures(JdbcClient jdbc, TenantTransactions transactions, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = events;
    }

    /** How many more pictures of the person would be left with this one counted: below nought, it is one too many. */
    long left(Project project, KeyOwner annotator, KeyOwner subject, UUID asset) {
        Integer most = project.picturesOfOne();
        if (most == null) {
            return ANY;
        }
        Set<UUID> seen = transactions.inTenant(project.tenant(), () -> seen(project, annotator, subject));
        return seen.contains(asset) ? Math.max(0, most - seen.size()) : most - seen.size() - 1L;
    }

    /**
     * Counts a picture, unless it is one too many. Call it in the transaction that counts the delivery: what is refused there is not
     * counted here.
     *
     * @return whether there was room for it, or it was counted before
     */
    boolean note(Project project, KeyOwner annotator, KeyOwner subject, UUID asset) {
        Integer most = project.picturesOfOne();
        if (most == null) {
            return true;
        }
        return transactions.inTenant(project.tenant(), () -> {
            one(project.id(), subject);
            Set<UUID> seen = seen(project, annotator, subject);
            if (seen.contains(asset)) {
                return true;
            }
            if (seen.size() >= most) {
                return false;
            }
            jdbc.sql("insert into picture_seen (tenant, project, person, subject, asset) values (?, ?, ?, ?, ?)")
                    .params(project.tenant().value(), project.id(), annotator.value(), subject.value(), asset)
                    .update();
            if (seen.size() + 1 >= most) {
                events.publishEvent(new EnoughSeen(project.tenant(), project.id(), subject));
            }
            return true;
        });
    }

    /** The annotators who have seen enough of a person, with the pictures that they have seen and may see again. */
    public Map<UUID, Set<UUID>> enough(Project project, KeyOwner subject) {
        Integer most = project.picturesOfOne();
        if (most == null) {
            return Map.of();
        }
        return transactions
                .inTenant(
                        project.tenant(),
                        () -> jdbc.sql("select person, asset from picture_seen where project = ? and subject = ?")
                                .params(project.id(), subject.value())
                                .query((row, number) -> new Seen(
                                        row.getObject("person", UUID.class), row.getObject("asset", UUID.class)))
                                .list())
                .stream()
                .collect(Collectors.groupingBy(Seen::person, Collectors.mapping(Seen::asset, Collectors.toSet())))
                .entrySet()
                .stream()
                .filter(seen -> seen.getValue().size() >= most)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private record Seen(UUID person, UUID asset) {}

    /** A face on a picture is another person's than was declared: whoever saw it saw the right person. */
    public void move(FaceMove move) {
        transactions.runInTenant(move.tenant(), () -> {
            jdbc.sql("insert into picture_seen (tenant, project, person, subject, asset)"
                            + " select tenant, project, person, ?, asset from picture_seen where subject = ? and asset = ?"
                            + " on conflict do nothing")
                    .params(move.to().value(), move.from().value(), move.asset())
                    .update();
            jdbc.sql("delete from picture_seen where subject = ? and asset = ?")
                    .params(move.from().value(), move.asset())
                    .update();
        });
    }

    /** Forgets who saw a person who is erased. */
    public void forget(TenantId tenant, KeyOwner subject) {
        transactions.runInTenant(
                tenant,
                () -> jdbc.sql("delete from picture_seen where tenant = ? and subject = ?")
                        .params(tenant.value(), subject.value())
                        .update());
    }

    private Set<UUID> seen(Project project, KeyOwner annotator, KeyOwner subject) {
        return Set.copyOf(jdbc.sql("select asset from picture_seen where project = ? and person = ? and subject = ?")
                .params(project.id(), annotator.value(), subject.value())
                .query((row, number) -> row.getObject("asset", UUID.class))
                .list());
    }

    /** One at a time counts a person's pictures in a project: of two at once, one would not see what the other adds. */
    private void one(UUID project, KeyOwner subject) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 221))")
                .param(project + "/" + subject.value())
                .query((row, number) -> true)
                .single();
    }
}
