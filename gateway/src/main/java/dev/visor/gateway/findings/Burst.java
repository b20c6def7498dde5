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
     * @param rows in the order of time; one may count several
     * @return empty where there is none
     */
    static List<DayRow> of(List<DayRow> rows, int least, Duration within) {
        int first = 0;
        long times = 0;
        for (int last = 0; last < rows.size(); last++) {
            times += rows.get(last).times();
            while (Duration.between(rows.get(first).time(), rows.get(last).time())
                            .compareTo(within)
                    > 0) {
                times -= rows.get(first).times();
                first++;
            }
            if (times >= least) {
                return rows.subList(first, last + 1);
            }
        }
        return List.of();
    }
}
