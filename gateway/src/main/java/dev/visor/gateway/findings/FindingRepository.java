package dev.visor.gateway.findings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface FindingRepository extends Repository<Finding, UUID> {

    Finding save(Finding finding);

    Optional<Finding> findById(UUID id);

    List<Finding> findByObjectInAndStateInOrderByCreated(List<String> objects, Collection<String> states);

    boolean existsByRuleAndObjectAndDay(String rule, String object, LocalDate day);

    List<Finding> findByStateInOrderByCreatedDescIdDesc(Collection<String> states, Limit limit);

    @Query("""
            select f from Finding f
            where f.state in :states and (f.created < :created or (f.created = :created and f.id < :id))
            order by f.created desc, f.id desc
            """)
    List<Finding> behind(Collection<String> states, Instant created, UUID id, Limit limit);

    /** What has no record yet, unless it is so young that somebody is about to append it. */
    @Query("""
            select f.id from Finding f
            where (f.told is null or (f.state = 'closed' and f.told = 'open'))
                and f.created < :before and (f.closedAt is null or f.closedAt < :before)
            order by f.created
            """)
    List<UUID> untold(Instant before, Limit limit);

    /** How often each rule found something since a time, and how it ended. */
    @Query("""
            select new dev.visor.gateway.findings.RuleCount(
                f.rule,
                count(f),
                sum(case when f.state = 'closed' then 1 else 0 end),
                sum(case when f.verdict = 'false-alarm' then 1 else 0 end))
            from Finding f where f.created >= :since group by f.rule
            """)
    List<RuleCount> counts(Instant since);
}
