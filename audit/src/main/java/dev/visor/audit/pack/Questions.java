package dev.visor.audit.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.TagKey;
import dev.visor.audit.verify.Entries;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Finds in a log what people ask by: nothing of it is proved yet, packing does that. */
public final class Questions {

    private final LogFolder folder;

    /** Asks a log with its entries. */
    public Questions(LogFolder folder) {
        this.folder = folder;
    }

    /**
     * The tags of all records about a person. They are numbered from 1 and stand in the log in this order, so each is looked
     * for behind the one before.
     *
     * @param key which stays here: a pack holds the tags and not what finds further ones
     * @return base64url
     * @throws IOException if the log cannot be read
     */
    public Set<String> about(TagKey key) throws IOException {
        Set<String> tags = new LinkedHashSet<>();
        each(leaf -> {
            Hash next = key.tag(tags.size() + 1L);
            if (leaf.tags().contains(next)) {
                tags.add(next.toUrl());
            }
        });
        return tags;
    }

    /**
     * The records that tell of a finding: that it was opened, taken, closed.
     *
     * @throws IOException if the log cannot be read
     */
    public Set<UUID> ofFinding(UUID finding) throws IOException {
        Set<UUID> records = new LinkedHashSet<>();
        each(leaf -> {
            if (finding.toString().equals(leaf.facts().get("finding"))) {
                records.add(leaf.id());
            }
        });
        return records;
    }

    private void each(Consumer<Leaf> visitor) throws IOException {
        SignedCheckpoint head =
                folder.checkpoint().orElseThrow(() -> new IOException("The log's folder has no checkpoint"));
        Entries.scan(
                folder,
                head.checkpoint().size(),
                (index, bytes, offset, length) -> visitor.accept(Leaf.read(new String(bytes, offset, length, UTF_8))));
    }
}
