package dev.visor.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.Receipt;
import dev.visor.audit.TestReceipts;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However often strangers knock, the trail takes a bounded number of records and loses no count. */
class StrangersTests {

    private final List<Entry> written = new ArrayList<>();
    private boolean available = true;
    private final Strangers strangers = new Strangers(
            new Trails() {
                @Override
                public Receipt append(Entry entry) {
                    if (!available) {
                        throw new TrailUnavailableException("stopped", null);
                    }
                    written.add(entry);
                    return TestReceipts.covering(Clock.systemUTC());
                }

                @Override
                public Receipt outcome(Receipt intent, Entry outcome) {
                    return append(outcome);
                }
            },
            Clock.systemUTC(),
            10);

    private int singly(int knocks, String address, String reason) {
        int singly = 0;
        for (int i = 0; i < knocks; i++) {
            singly += strangers.recordSingly(address, reason) ? 1 : 0;
        }
        return singly;
    }

    @Test
    void theFirstTenAreRecordedSinglyAndTheOthersCounted() {
        assertThat(singly(1000, "192.0.2.1", "not-signed-in")).isEqualTo(10);
        assertThat(singly(5, "192.0.2.1", "csrf")).isEqualTo(5);
        assertThat(singly(12, "192.0.2.2", "not-signed-in")).isEqualTo(10);

        strangers.settle();

        assertThat(written).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("access.refused");
            assertThat(entry.facts()).containsEntry("reason", "not-signed-in").containsEntry("count", "992");
            assertThat(entry.facts().toString()).doesNotContain("192.0.2");
            assertThat(entry.personal()).isEmpty();
        });
        strangers.settle();
        assertThat(written).hasSize(1);
    }

    @Test
    void whoGoesOnKnockingIsCountedAndWhoWasQuietBeginsAnew() {
        singly(11, "192.0.2.1", "not-signed-in");
        strangers.settle();
        assertThat(singly(1, "192.0.2.1", "not-signed-in")).isZero();
        strangers.settle();
        strangers.settle();
        assertThat(singly(1, "192.0.2.1", "not-signed-in")).isEqualTo(1);
    }

    @Test
    void manyAddressesTogetherAreBoundedToo() {
        int singly = 0;
        for (int i = 0; i < 5000; i++) {
            singly += singly(1, "2001:db8::" + i, "not-signed-in");
        }
        assertThat(singly).isEqualTo(100);

        strangers.settle();

        assertThat(written).hasSize(1);
        assertThat(written.getFirst().facts()).containsEntry("count", "4900");
    }

    @Test
    void whatCouldNotBeRecordedIsCountedOn() {
        singly(30, "192.0.2.1", "not-signed-in");
        available = false;
        strangers.settle();
        singly(5, "192.0.2.1", "not-signed-in");
        available = true;

        strangers.settle();

        assertThat(written).hasSize(1);
        assertThat(written.getFirst().facts()).containsEntry("count", "25");
    }
}
