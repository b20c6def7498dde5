package dev.visor.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.Receipt;
import dev.visor.audit.TestReceipts;
import dev.visor.audit.record.Details;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import dev.visor.policies.Role;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More persons than one record can be about. */
class DisclosureTest {

    private final Caller caller =
            new Caller(KeyOwner.random(), "clara", "clara", Set.of(Role.CLIENT), null, Set.of(), false, 2, null);
    private final List<Entry> intents = new ArrayList<>();
    private final Map<Entry, Receipt> outcomes = new LinkedHashMap<>();
    private final List<Receipt> receipts = new ArrayList<>();

    private final Trails trails = new Trails() {
        @Override
        public Receipt append(Entry entry) {
            intents.add(entry);
            receipts.add(TestReceipts.covering(Clock.systemUTC()));
            return receipts.getLast();
        }

        @Override
        public Receipt outcome(Receipt intent, Entry outcome) {
            outcomes.put(outcome, intent);
            return intent;
        }
    };

    private static Entry because(Entry.Draft draft) {
        return draft.because("landmark-research", "gdpr-9-2-a");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 49, 50, 51, 100, 101})
    void isRecordedOfEachPersonOnceAndEndedForEach(int count) {
        List<KeyOwner> persons = Stream.generate(KeyOwner::random).limit(count).toList();

        Disclosure disclosure = Disclosure.intend(
                trails,
                caller,
                persons,
                DisclosureTest::because,
                entry -> entry.with("faces", "1"),
                facts -> trails.append(facts.apply(because(Entry.of("export.download", caller.actor())))));
        disclosure.ended("export.sent", entry -> entry.with("bytes", "7"));

        int records = Math.max(1, Math.ceilDiv(count, Details.MOST));
        assertThat(intents).hasSize(records).allSatisfy(entry -> {
            assertThat(entry.persons()).hasSizeLessThanOrEqualTo(Details.MOST);
            assertThat(entry.facts()).containsEntry("faces", "1");
        });
        assertThat(intents.stream().flatMap(entry -> entry.persons().stream())).containsExactlyElementsOf(persons);
        assertThat(outcomes.values()).containsExactlyElementsOf(receipts);
        assertThat(outcomes.keySet().stream().flatMap(entry -> entry.persons().stream()))
                .containsExactlyElementsOf(persons);
        assertThat(outcomes.keySet())
                .allSatisfy(entry -> assertThat(entry.facts()).containsEntry("bytes", "7"));
        assertThat(disclosure.receipt()).isSameAs(receipts.getFirst());
    }
}
