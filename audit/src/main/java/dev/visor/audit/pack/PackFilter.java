package dev.visor.audit.pack;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.record.Leaf;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which records are taken: all conditions together, and of each any of its values. Empty sets and nulls ask for nothing.
 *
 * <p>Where records are named, that is an incident: they are taken whatever else is asked, with what they ended or how they
 * ended, and beside them whatever fits the other conditions and is about one of their objects.
 *
 * @param from the earliest time; null for the beginning
 * @param until records before this time; null for the end
 * @param actors labels, such as {@code person:…}
 * @param objects labels, such as {@code view:…}
 * @param actions names from the catalogue
 * @param tags base64url of records' tags: those of one person come from the subject report
 * @param records the records of an incident
 */
public record PackFilter(
        @Nullable Instant from,
        @Nullable Instant until,
        Set<String> actors,
        Set<String> objects,
        Set<String> actions,
        Set<String> tags,
        Set<UUID> records) {

    /** More values than these are counted, and not listed for people. */
    private static final int LISTED = 20;

    public PackFilter {
        actors = Set.copyOf(actors);
        objects = Set.copyOf(objects);
        actions = Set.copyOf(actions);
        tags = Set.copyOf(tags);
        records = Set.copyOf(records);
    }

    /** All records of a time; of all time, where both ends are null. */
    public static PackFilter period(@Nullable Instant from, @Nullable Instant until) {
        return new PackFilter(from, until, Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
    }

    /** Whether a record fits the conditions; the named records are not looked at. */
    boolean fits(Leaf leaf) {
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
        json.put("records", records.stream().map(UUID::toString).sorted().toList());
        json.put("tags", tags.stream().sorted().toList());
        json.put("until", until == null ? "" : until.toString());
        return json;
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException or another exception at run time if it is something else
     */
    static PackFilter read(Map<?, ?> json) {
        return new PackFilter(
                time(json.get("from")),
                time(json.get("until")),
                texts(json.get("actors")),
                texts(json.get("objects")),
                texts(json.get("actions")),
                texts(json.get("tags")),
                texts(json.get("records")).stream().map(UUID::fromString).collect(Collectors.toSet()));
    }

    private static @Nullable Instant time(@Nullable Object value) {
        return value == null || value.equals("") ? null : Instant.parse((String) value);
    }

    private static Set<String> texts(@Nullable Object value) {
        Set<String> texts = new HashSet<>();
        if (value instanceof List<?> list) {
            list.forEach(one -> texts.add((String) one));
        }
        return texts;
    }

    /** What was asked, for people: one line for each condition. */
    List<String> words() {
        Map<String, Set<String>> conditions = new LinkedHashMap<>();
        conditions.put(
                "of the incident with the records, with their intents and outcomes, and about the same objects",
                records.stream().map(UUID::toString).collect(Collectors.toSet()));
        conditions.put("from", from == null ? Set.of() : Set.of(from.toString()));
        conditions.put("before", until == null ? Set.of() : Set.of(until.toString()));
        conditions.put("of the acts", actions);
        conditions.put("by", actors);
        conditions.put("on", objects);
        conditions.put("about somebody, with the tags", tags);
        List<String> words = conditions.entrySet().stream()
                .filter(condition -> !condition.getValue().isEmpty())
                .map(condition -> condition.getKey() + " " + listed(condition.getValue()))
                .toList();
        return words.isEmpty() ? List.of("everything") : words;
    }

    private static String listed(Set<String> values) {
        String some = values.stream().sorted().limit(LISTED).collect(Collectors.joining(", "));
        int more = values.size() - LISTED;
        return more > 0 ? some + " and " + more + " more, which pack.json lists" : some;
    }
}
