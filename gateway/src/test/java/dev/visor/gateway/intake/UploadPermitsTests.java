package dev.visor.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.TenantId;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.HttpStatus;

@Timeout(600)
class UploadPermitsTests {

    private final TenantId greedy = TenantId.random();
    private final TenantId other = TenantId.random();
    private final UploadPermits permits = new UploadPermits(3, 2, Duration.ofMillis(50));

    @Test
    void leaveRoomForOthersWhileOneTenantTakesAllItMay() {
        try (UploadPermits.Permit _ = permits.acquire(greedy);
                UploadPermits.Permit _ = permits.acquire(greedy)) {
            assertBusy(greedy);
            assertBusy(greedy);

            try (UploadPermits.Permit _ = permits.acquire(other)) {
                assertBusy(TenantId.random());
            }
        }
    }

    @Test
    void comeBackAfterUseAndAfterARefusal() {
        for (int round = 0; round < 5; round++) {
            try (UploadPermits.Permit _ = permits.acquire(greedy);
                    UploadPermits.Permit _ = permits.acquire(greedy);
                    UploadPermits.Permit _ = permits.acquire(other)) {
                assertBusy(greedy);
                assertBusy(other);
            }
        }
    }

    private void assertBusy(TenantId tenant) {
        assertThatThrownBy(() -> permits.acquire(tenant)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
            assertThat(refused.reason()).isEqualTo("uploads-busy");
        });
    }
}
