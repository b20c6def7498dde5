package dev.visor.gateway.trail;

import dev.visor.audit.record.Details;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts what one act touches into what single records may name. */
public final class Portions {

    /** The most objects, and the most persons, of one record. */
    public static final int MOST = Details.MOST;

    private Portions() {}

    /** In their order. Where there is nothing, one empty portion: the act itself is recorded all the same. */
    public static <T> List<List<T>> of(Collection<T> all, int most) {
        List<T> list = List.copyOf(all);
        List<List<T>> portions = new ArrayList<>();
        for (int from = 0; from < list.size() || portions.isEmpty(); from += most) {
            portions.add(list.subList(from, Math.min(list.size(), from + most)));
        }
        return portions;
    }
}
