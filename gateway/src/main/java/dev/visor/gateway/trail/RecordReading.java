package dev.visor.gateway.trail;

import dev.visor.audit.Logs;
import dev.visor.audit.TrailRecords;
import dev.visor.audit.TrailRecords.Stored;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.InclusionProof;
import dev.visor.audit.merkle.TileTree;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.record.ActionSpec;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.Result;
import dev.visor.audit.verify.TlogProof;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link TrailReading} on the audit library: rows from the database, proofs from the published tiles. */
final class RecordReading implements TrailReading {

    private final Logs logs;
    private final TrailRecords records;
    private final Catalogue catalogue;
    private final PersonalFields fields;
    private final SequencerSettings published;

    RecordReading(
            Logs logs, TrailRecords records, Catalogue catalogue, PersonalFields fields, SequencerSettings published) {
        this.logs = logs;
        this.records = records;
        this.catalogue = catalogue;
        this.fields = fields;
        this.published = published;
    }

    @Override
    public String origin(@Nullable TenantId tenant) {
        return logs.origin(Scope.log(tenant));
    }

    @Override
    public long count(@Nullable TenantId tenant) {
        return records.count(origin(tenant));
    }

    @Override
    public List<TrailRecord> about(TenantId tenant, KeyOwner person, long after, int limit) {
        Hash label = fields.label(Scope.keys(tenant), person);
        return records.about(origin(tenant), label, after, page(limit)).stream()
                .map(stored -> opened(tenant, stored))
                .toList();
    }

    @Override
    public List<TrailRecord> labelledAbout(TenantId tenant, KeyOwner person, long after, int limit) {
        Hash label = fields.label(Scope.keys(tenant), person);
        return records.about(origin(tenant), label, after, page(limit)).stream()
                .map(this::labelled)
                .toList();
    }

    @Override
    public List<TrailRecord> newest(@Nullable TenantId tenant, long before, int limit) {
        return records.newest(origin(tenant), before, page(limit)).stream()
                .map(stored -> opened(tenant, stored))
                .toList();
    }

    @Override
    public Optional<TrailRecord> record(@Nullable TenantId tenant, UUID record) {
        return records.find(origin(tenant), record).map(stored -> opened(tenant, stored));
    }

    @Override
    public Optional<RecordProof> proof(@Nullable TenantId tenant, UUID record) {
        String log = origin(tenant);
        Optional<Stored> stored = records.find(log, record);
        LogFolder folder = published.log(log);
        try {
            Optional<SignedCheckpoint> head = folder.checkpoint();
            Long index = stored.map(Stored::index).orElse(null);
            if (stored.isEmpty()
                    || index == null
                    || head.isEmpty()
                    || index >= head.get().checkpoint().size()) {
                return Optional.empty();
            }
            String leaf = stored.get().leaf();
            InclusionProof path = new TileTree(folder, head.get().checkpoint().size()).inclusion(index);
            return Optional.of(new RecordProof(
                    leaf,
                    Hash.leaf(leaf.getBytes(StandardCharsets.UTF_8)).toString(),
                    index,
                    path.size(),
                    path.path().stream().map(Hash::toString).toList(),
                    head.get().note(),
                    folder.keys().lines(),
                    new TlogProof(leaf, path, head.get()).text()));
        } catch (IOException | UncheckedIOException e) {
            throw new TrailUnavailableException("The published log cannot be read", e);
        }
    }

    static int page(int limit) {
        if (limit < 1 || limit > PAGE) {
            throw new IllegalArgumentException("A page has 1 to " + PAGE + " records, not " + limit);
        }
        return limit;
    }

    private TrailRecord opened(@Nullable TenantId tenant, Stored stored) {
        return opened(tenant, List.of(stored)).getFirst();
    }

    /** Records with their personal fields, as far as the keys exist; whose keys they are is asked once for each actor. */
    List<TrailRecord> opened(@Nullable TenantId tenant, List<Stored> stored) {
        Map<String, Optional<UUID>> owners = new HashMap<>();
        return stored.stream()
                .map(one -> {
                    Leaf leaf = leaf(one);
                    return told(one, leaf, open(tenant, leaf, owners));
                })
                .toList();
    }

    /** A record without any personal field. */
    TrailRecord labelled(Stored stored) {
        return told(stored, leaf(stored), new LinkedHashMap<>());
    }

    private static Leaf leaf(Stored stored) {
        return Leaf.read(stored.leaf());
    }

    private TrailRecord told(Stored stored, Leaf leaf, Map<String, String> opened) {
        @Nullable String name = opened.remove(DurableTrails.ACTOR_NAME);
        if (leaf.actor().label().startsWith("system:")) {
            name = leaf.actor().label().substring("system:".length());
        }
        Result result = leaf.result();
        return new TrailRecord(
                leaf.id(),
                stored.position(),
                stored.k(),
                leaf.log(),
                leaf.time(),
                leaf.action(),
                catalogue.find(leaf.action()).map(ActionSpec::sentence).orElse("An act of another version of Visor."),
                leaf.actor().label(),
                name,
                leaf.actor().role(),
                leaf.purpose(),
                leaf.basis(),
                leaf.objects(),
                leaf.facts(),
                opened,
                leaf.intent(),
                result == null ? null : result.label(),
                stored.index(),
                stored.leaf());
    }

    private Map<String, String> open(@Nullable TenantId tenant, Leaf leaf, Map<String, Optional<UUID>> owners) {
        Map<String, String> opened = new LinkedHashMap<>();
        if (leaf.sealed().isEmpty()) {
            return opened;
        }
        owners.computeIfAbsent(leaf.actor().label(), label -> records.actor(leaf.log(), label))
                .ifPresent(owner -> leaf.sealed()
                        .forEach((field, ciphertext) -> fields.open(
                                        Scope.keys(tenant), new KeyOwner(owner), field, ciphertext)
                                .ifPresent(value -> opened.put(field, value))));
        return opened;
    }
}
