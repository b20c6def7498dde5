package dev.visor.gateway.trail;

import dev.visor.audit.Logs;
import dev.visor.audit.Receipt;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.counts.CountMap;
import dev.visor.audit.counts.CountRows;
import dev.visor.audit.counts.CountRows.Turn;
import dev.visor.audit.counts.CountedLeaf;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.PlaceUnavailableException;
import dev.visor.audit.log.Publication;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.TagKey;
import dev.visor.audit.report.ReportWriter;
import dev.visor.audit.report.SubjectReport;
import dev.visor.audit.retention.RetentionRows;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@link SubjectEvidence} on the audit library. */
final class CountedTrail implements SubjectEvidence {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** How long is waited for the sequencer, which takes a turn every quarter of a second. */
    private static final Duration PUBLISHED = Duration.ofSeconds(10);

    private final Logs logs;
    private final CountRows rows;
    private final RetentionRows retention;
    private final TrailReading reading;
    private final Trails trails;
    private final PersonalFields fields;
    private final SequencerSettings published;

    CountedTrail(
            Logs logs,
            CountRows rows,
            RetentionRows retention,
            TrailReading reading,
            Trails trails,
            PersonalFields fields,
            SequencerSettings published) {
        this.logs = logs;
        this.rows = rows;
        this.retention = retention;
        this.reading = reading;
        this.trails = trails;
        this.fields = fields;
        this.published = published;
    }

    @Override
    public boolean count(TenantId tenant, Duration unlessYoungerThan) {
        String log = logs.origin(Scope.log(tenant));
        LogFolder folder = published.log(log);
        // One at a time, over all replicas: two maps of one size would be two answers to one question.
        try (Turn turn = rows.turn(log)) {
            long size =
                    folder.checkpoint().map(head -> head.checkpoint().size()).orElse(0L);
            Instant newest = turn.newest().orElse(Instant.MIN);
            if (size <= turn.covered()
                    || newest.isAfter(published.clock().instant().minus(unlessYoungerThan))) {
                return false;
            }
            Map<Hash, Long> counts = rows.among(log, size);
            if (counts.isEmpty()) {
                return false;
            }
            CountMap map = map(tenant, folder, size, counts);
            Receipt receipt = trails.append(Entry.of("trail.counts", ActorRef.system("counts"))
                    .in(tenant)
                    .because(Ground.ACCOUNTABILITY)
                    .with(CountedLeaf.COVERED, Long.toString(size))
                    .with(CountedLeaf.ENTRIES, Integer.toString(map.size()))
                    .with(CountedLeaf.ROOT, map.root().toUrl()));
            turn.remember(size, receipt.record());
            // So that a report made next stands under a checkpoint with the record; where the sequencer hangs, it does
            // not.
            Publication.await(folder, () -> retention.index(receipt.record()), PUBLISHED);
            return true;
        } catch (PlaceUnavailableException e) {
            throw new TrailUnavailableException("The published log cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The map over the first leaves for the end of a year; empty where the log is about nobody. */
    Optional<CountMap> upTo(TenantId tenant, long covered) throws IOException {
        String log = logs.origin(Scope.log(tenant));
        Map<Hash, Long> counts = rows.among(log, covered);
        return counts.isEmpty() ? Optional.empty() : Optional.of(map(tenant, published.log(log), covered, counts));
    }

    /** A map that a former try left behind is taken as it is: what is published under a name is never replaced. */
    private CountMap map(TenantId tenant, LogFolder folder, long size, Map<Hash, Long> counts) throws IOException {
        try {
            return CountMap.parse(folder.counts(size));
        } catch (NoSuchFileException e) {
            CountMap map = CountMap.of(entries(tenant, size, counts), RANDOM);
            folder.writeCounts(size, map.toBytes());
            return map;
        }
    }

    private List<CountMap.Entry> entries(TenantId tenant, long size, Map<Hash, Long> counts) {
        TenantId scope = Scope.keys(tenant);
        List<CountMap.Entry> entries = new ArrayList<>();
        for (KeyOwner owner : fields.owners(scope)) {
            Long count = counts.get(fields.label(scope, owner));
            if (count != null) {
                // Whoever was erased since the list was made has no place in it any more.
                fields.person(scope, owner)
                        .ifPresent(person -> entries.add(new CountMap.Entry(
                                person.key().place(size),
                                CountMap.commit(person.key().salt(size), count))));
            }
        }
        return entries;
    }

    @Override
    public SubjectReport report(TenantId tenant, KeyOwner person, String subject) {
        String log = logs.origin(Scope.log(tenant));
        TagKey key = fields.person(Scope.keys(tenant), person)
                .orElseThrow(() -> new KeyDestroyedException("The person was erased"))
                .key();
        try {
            ReportWriter writer = ReportWriter.open(published.log(log))
                    .orElseThrow(() -> new NoSuchFileException("The log has no checkpoint yet"));
            List<TrailRecord> records = records(tenant, person, writer.size());
            return writer.write(
                    subject,
                    published.clock().instant(),
                    key,
                    records.stream().map(CountedTrail::source).toList(),
                    rows.newest(log, writer.size()).orElse(null),
                    retention.shown(log, writer.size()).orElse(null),
                    retention.before(log, fields.label(Scope.keys(tenant), person)));
        } catch (PlaceUnavailableException e) {
            throw new TrailUnavailableException("The published log cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A person's records are sequenced in their order: the first one that is not below the size ends the list. */
    private List<TrailRecord> records(TenantId tenant, KeyOwner person, long size) {
        List<TrailRecord> records = new ArrayList<>();
        while (true) {
            long after = records.isEmpty() ? 0 : records.getLast().personal();
            List<TrailRecord> page = reading.about(tenant, person, after, TrailReading.PAGE);
            for (TrailRecord record : page) {
                Long index = record.index();
                if (index == null || index >= size) {
                    return records;
                }
                records.add(record);
            }
            if (page.size() < TrailReading.PAGE) {
                return records;
            }
            if (records.size() > MOST) {
                throw new TooManyRecordsException();
            }
        }
    }

    private static ReportWriter.Source source(TrailRecord record) {
        String actor = record.actorName();
        return new ReportWriter.Source(
                record.personal(),
                Objects.requireNonNull(record.index()),
                record.leaf(),
                Map.of("sentence", record.sentence(), "actor", actor == null ? record.actor() : actor));
    }
}
