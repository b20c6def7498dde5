package dev.visor.audit.search;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.Result;
import dev.visor.audit.record.Shape;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One row of the index: a function of the leaf and, for an outcome, of its intent's leaf. */
record SearchRow(
        UUID record,
        String log,
        long seq,
        Instant time,
        String action,
        String actor,
        String role,
        String purpose,
        @Nullable String outcome,
        @Nullable UUID project,
        @Nullable UUID intent,
        List<String> objects) {

    private static final String PROJECT = "project";
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    static SearchRow of(Leaf leaf, long seq, Optional<Leaf> intent) {
        return new SearchRow(
                leaf.id(),
                leaf.log(),
                seq,
                leaf.time(),
                leaf.action(),
                leaf.actor().label(),
                leaf.actor().role(),
                leaf.purpose(),
                outcome(leaf),
                project(leaf).or(() -> intent.flatMap(SearchRow::project)).orElse(null),
                leaf.intent(),
                leaf.objects().stream().map(ObjectLabel::value).toList());
    }

    private static @Nullable String outcome(Leaf leaf) {
        Result result = leaf.result();
        if (result != null) {
            return result.label();
        }
        return leaf.shape() == Shape.REFUSAL ? "refused" : null;
    }

    private static Optional<UUID> project(Leaf leaf) {
        String fact = leaf.facts().get(PROJECT);
        if (fact != null && UUID_FORM.matcher(fact).matches()) {
            return Optional.of(UUID.fromString(fact));
        }
        return leaf.objects().stream()
                .map(ObjectLabel::value)
                .filter(label -> label.startsWith(PROJECT + ":"))
                .map(label -> label.substring(PROJECT.length() + 1))
                .filter(id -> UUID_FORM.matcher(id).matches())
                .map(UUID::fromString)
                .findFirst();
    }
}
