package dev.visor.policies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A rule that one set has otherwise than another.
 *
 * @param before the rule as it was; null where it is new
 * @param after the rule as it will be; null where it is taken out
 */
public record RuleChange(
        String id, @Nullable Rule before, @Nullable Rule after) {

    /** What differs, by name. A rule that only stands in another file is none. */
    public static List<RuleChange> between(Policies before, Policies after) {
        Map<String, Rule> old = before.rules();
        Map<String, Rule> changed = after.rules();
        SortedSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(changed.keySet());
        List<RuleChange> changes = new ArrayList<>();
        for (String name : names) {
            Rule was = old.get(name);
            Rule is = changed.get(name);
            if (!Objects.equals(text(was), text(is))) {
                changes.add(new RuleChange(name, was, is));
            }
        }
        return List.copyOf(changes);
    }

    private static @Nullable String text(@Nullable Rule rule) {
        return rule == null ? null : rule.text();
    }
}
