package dev.visor.audit.pack;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.record.Leaf;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which records are taken: all conditions together, and of each any of its values. Empty sets and nulls ask for nothing.
 *
 * @param from the earliest time; null for the beginning
 * @param until records before this time; null for the end
 * @param actors labels, such as {@code person:…}
 * @param objects labels, such as {@code view:…}
 * @param actions names from the catalogue
 * @param tags base64url of records' tags: those of one person come from the subject report
 */
public record PackFilter(
        @Nullable Instant from,
        @Nullable Instant until,
        Set<String> actors,
        Set<String> objects,
        Set<String> actions,
        Set<String> tags) {

    public PackFilter {
        actors = Set.copyOf(actors);
        objects = Set.copyOf(objects);
        actions = Set.copyOf(actions);
        tags = Set.copyOf(tags);
    }

    /** Whether a record fits. */
    public boolean takes(Leaf leaf) {
        return (from == null || !leaf.time().isBefore(from))
                && (until == null || leaf.time().isBefore(until))
                && (actors.isEmpty() || actors.contains(leaf.actor().label()))
                && (actions.isEmpty() || actions.contains(leaf.action()))
                && (objects.isEmpty()
                        || leaf.objects().stream().map(ObjectLabel::value).anyMatch(objects::contains))
                && (tags.isEmpty()
                        || leaf.tags().stream().map(hash -> hash.toUrl()).anyMatch(tags::contains));
    }

    /** What was asked, for machines. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("actions", actions.stream().sorted().toList());
        json.put("actors", actors.stream().sorted().toList());
        json.put("from", from == null ? "" : from.toString());
        json.put("objects", objects.stream().sorted().toList());
        json.put("tags", tags.stream().sorted().toList());
        json.put("until", until == null ? "" : until.toString());
        return json;
    }

    /** What was asked, for people. */
    String words() {
        StringBuilder words = new StringBuilder();
        add(words, "from", from == null ? Set.of() : Set.of(from.toString()));
        add(words, "before", until == null ? Set.of() : Set.of(until.toString()));
        add(words, "acts", actions);
        add(words, "by", actors);
        add(words, "on", objects);
        add(words, "with the tags", tags);
        return words.isEmpty() ? "    everything\n" : words.toString();
    }

    private static void add(StringBuilder words, String what, Set<String> values) {
        if (!values.isEmpty()) {
            words.append("    ").append(what).append(' ');
            words.append(String.join(", ", values.stream().sorted().toList())).append('\n');
        }
    }
}
