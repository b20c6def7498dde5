package dev.visor.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ExpiringKeysTests {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return InstantSource.system().withZone(zone);
        }
    };
    private final ExpiringKeys<String> keys = new ExpiringKeys<>(2, Duration.ofSeconds(60), clock);

    @Test
    void forgetAKeyWhenItsTimeIsOver() {
        keys.put("a", DataKey.random());
        now.set(Instant.EPOCH.plusSeconds(59));
        assertThat(keys.copyOf("a")).isNotNull();
        now.set(Instant.EPOCH.plusSeconds(60));
        assertThat(keys.copyOf("a")).isNull();
    }

    @Test
    void keepFewAndForgetTheLeastUsedFirst() {
        keys.put("a", DataKey.random());
        keys.put("b", DataKey.random());
        assertThat(keys.copyOf("a")).isNotNull();
        keys.put("c", DataKey.random());
        assertThat(keys.copyOf("a")).isNotNull();
        assertThat(keys.copyOf("b")).isNull();
    }

    @Test
    void handOutCopiesThatLiveOnWhenTheirOwnIsEvicted() {
        DataKey mine = DataKey.random();
        keys.put("a", mine);
        byte[] bytes = mine.getEncoded();
        mine.close();
        DataKey copy = keys.copyOf("a");
        assertThat(copy).isNotNull();
        keys.evict("a"::equals);
        assertThat(copy.getEncoded()).isEqualTo(bytes);
        assertThat(keys.copyOf("a")).isNull();
    }

    @Test
    void holdKeysThatGiveNothingAwayOnceClosedPrintedOrWritten() throws IOException {
        DataKey key = DataKey.random();
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThatThrownBy(() -> out.writeObject(key)).isInstanceOf(NotSerializableException.class);
        }
        key.close();
        assertThatThrownBy(key::getEncoded).isInstanceOf(IllegalStateException.class);
        assertThat(key).hasToString("DataKey");
        byte[] wrong = {1, 2, 3};
        assertThatThrownBy(() -> DataKey.taking(wrong)).isInstanceOf(IllegalArgumentException.class);
        assertThat(wrong).containsOnly(0);
    }
}
