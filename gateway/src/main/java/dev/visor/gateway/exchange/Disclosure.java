package dev.visor.gateway.exchange;

import dev.visor.audit.Receipt;
import dev.visor.audit.record.Details;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One act that discloses any number of persons. A record is about at most {@link Details#MOST}, so it may take several;
 * each says the same of the act, and each is told how the act ended.
 */
final class Disclosure {

    private final Trails trails;
    private final Caller caller;
    private final Function<Entry.Draft, Entry> because;
    private final UnaryOperator<Entry> facts;
    private final Map<Receipt, List<KeyOwner>> parts = new LinkedHashMap<>();

    private Disclosure(Trails trails, Caller caller, Function<Entry.Draft, Entry> because, UnaryOperator<Entry> facts) {
        this.trails = trails;
        this.caller = caller;
        this.because = because;
        this.facts = facts;
    }

    /**
     * Records the intent.
     *
     * @param because gives an outcome the log, the purpose and the legal basis that the intent has
     * @param facts what every record of it says, intents and outcomes
     * @param record decides and appends one record, to which it applies what it is given
     */
    static Disclosure intend(
            Trails trails,
            Caller caller,
            Collection<KeyOwner> persons,
            Function<Entry.Draft, Entry> because,
            UnaryOperator<Entry> facts,
            Function<UnaryOperator<Entry>, Receipt> record) {
        Disclosure disclosure = new Disclosure(trails, caller, because, facts);
        List<KeyOwner> all = new ArrayList<>(persons);
        int from = 0;
        do {
            List<KeyOwner> some = all.subList(from, Math.min(all.size(), from + Details.MOST));
            disclosure.parts.put(record.apply(entry -> facts.apply(entry).about(some)), List.copyOf(some));
            from += Details.MOST;
        } while (from < all.size());
        return disclosure;
    }

    /** The receipt to act with. */
    Receipt receipt() {
        return parts.keySet().iterator().next();
    }

    /** Records how it ended, for each person. */
    void ended(String action, UnaryOperator<Entry> more) {
        parts.forEach((receipt, persons) -> trails.outcome(
                receipt,
                more.apply(facts.apply(because.apply(Entry.of(action, caller.as(receipt))))
                        .about(persons))));
    }
}
