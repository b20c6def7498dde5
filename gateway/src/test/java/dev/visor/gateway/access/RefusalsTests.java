package dev.visor.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However often anybody knocks, the trail takes a bounded number of records and loses no count. */
class RefusalsTests {

    private final KeptTrails trails = new KeptTrails();
    private final List<Entry> written = trails.written;
    private final Refusals refusals = new Refusals(trails, Clock.systemUTC(), 10);

    private int singly(int knocks, String address, String reason) {
        int singly = 0;
        for (int i = 0; i < knocks; i++) {
            singly += refusals.recordSingly(address, reason) ? 1 : 0;
        }
        return singly;
    }

    @Test
    void theFirstTenAreRecordedSinglyAndTheOthersCounted() {
        assertThat(singly(1000, "192.0.2.1", "not-signed-in")).isEqualTo(10);
        assertThat(singly(5, "192.0.2.1", "csrf")).isEqualTo(5);
        assertThat(singly(12, "192.0.2.2", "not-signed-in")).isEqualTo(10);

        refusals.settle();

        assertThat(written).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("access.refused");
            assertThat(entry.facts()).containsEntry("reason", "not-signed-in").containsEntry("count", "992");
            assertThat(entry.facts().toString()).doesNotContain("192.0.2");
            assertThat(entry.personal()).isEmpty();
        });
        refusals.settle();
        assertThat(written).hasSize(1);
    }

    @Test
    void whoGoesOnKnockingIsCountedAndWhoWasQuietBeginsAnew() {
        singly(11, "192.0.2.1", "not-signed-in");
        refusals.settle();
        assertThat(singly(1, "192.0.2.1", "not-signed-in")).isZero();
        refusals.settle();
        refusals.settle();
        assertThat(singly(1, "192.0.2.1", "not-signed-in")).isEqualTo(1);
    }

    @Test
    void manyAddressesTogetherAreBoundedToo() {
        int singly = 0;
        for (int i = 0; i < 5000; i++) {
            singly += singly(1, "2001:db8::" + i, "not-signed-in");
        }
        assertThat(singly).isEqualTo(100);

        refusals.settle();

        assertThat(written).hasSize(1);
        assertThat(written.getFirst().facts()).containsEntry("count", "4900");
    }

    @Test
    void whatCouldNotBeRecordedIsCountedOn() {
        singly(30, "192.0.2.1", "not-signed-in");
        trails.available = false;
        refusals.settle();
        singly(5, "192.0.2.1", "not-signed-in");
        trails.available = true;

        refusals.settle();

        assertThat(written).hasSize(1);
        assertThat(written.getFirst().facts()).containsEntry("count", "25");
    }

    @Test
    void aPersonIsCountedUnderTheirOwnNameInTheLogThatIsTold() {
        TenantId tenant = TenantId.random();
        ActorRef ann = new ActorRef(KeyOwner.random(), "Ann", "annotator");
        ActorRef ben = new ActorRef(KeyOwner.random(), "Ben", "annotator");
        int singly = 0;
        for (int i = 0; i < 500; i++) {
            singly += refusals.recordSingly(ann, tenant, "forbidden") ? 1 : 0;
        }
        assertThat(singly).isEqualTo(10);
        assertThat(refusals.recordSingly(ann, tenant, "not-found")).isTrue();
        assertThat(refusals.recordSingly(ann, null, "forbidden"))
                .as("another log")
                .isTrue();
        assertThat(refusals.recordSingly(ben, tenant, "forbidden")).isTrue();

        refusals.settle();

        assertThat(written).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(ann);
            assertThat(entry.tenant()).isEqualTo(tenant);
            assertThat(entry.facts()).containsEntry("reason", "forbidden").containsEntry("count", "490");
        });
    }

    @Test
    void strangersUseUpNobodysRoom() {
        for (int i = 0; i < 5000; i++) {
            singly(1, "2001:db8::" + i, "not-signed-in");
        }
        ActorRef ann = new ActorRef(KeyOwner.random(), "Ann", "annotator");
        assertThat(refusals.recordSingly(ann, null, "forbidden")).isTrue();
    }
}
