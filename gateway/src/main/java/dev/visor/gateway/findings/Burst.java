package dev.visor.gateway.findings;

import dev.visor.audit.search.DayRow;
import java.time.Duration;
import java.util.List;

/** The first stretch of a length in which something happened often enough. */
final class Burst {

    private Burst() {}

    /**
     * Looks for it.
     *
     * @param rows in the order of time
     * @return empty where there is none
     */
    static List<DayRow> of(List<DayRow> rows, int least, Duration within) {
        for (int first = 0; first + least <= rows.size(); first++) {
            DayRow last = rows.get(first + least - 1);
            if (Duration.between(rows.get(first).time(), last.time()).compareTo(within) <= 0) {
                return rows.subList(first, first + least);
            }
        }
        return List.of();
    }
}
