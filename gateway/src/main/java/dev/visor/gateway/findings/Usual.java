package dev.visor.gateway.findings;

import dev.visor.audit.search.DayCount;
import dev.visor.gateway.trail.TrailDay;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A person's own baseline: the median of the days on which the person did such things at all. */
final class Usual {

    private Usual() {}

    /** Empty where there were fewer than so many such days, so that there is no baseline. */
    static OptionalLong of(TrailDay day, String actor, Set<String> actions, int active) {
        List<Long> days = day.before().stream()
                .filter(count -> count.actor().equals(actor) && actions.contains(count.action()))
                .collect(Collectors.groupingBy(DayCount::day, TreeMap::new, Collectors.summingLong(DayCount::count)))
                .values()
                .stream()
                .sorted()
                .toList();
        return days.size() < active ? OptionalLong.empty() : OptionalLong.of(days.get(days.size() / 2));
    }
}
