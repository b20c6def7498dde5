package dev.visor.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordsTest {

    /** Few bits differ, so that many identifiers are alike. */
    private static UUID likely(Random random) {
        return new UUID(random.nextInt(40), (long) random.nextInt(400) << (random.nextInt(3) * 20));
    }

    private record Known(long leaf, int kind, int actor) {}

    @Test
    void knowsWhatAMapKnows() {
        long seed = Long.getLong("visor.seed", System.nanoTime());
        System.out.println("RecordsTest: seed " + seed);
        Random random = new Random(seed);
        Records records = new Records();
        Map<UUID, Known> map = new HashMap<>();
        Map<UUID, Boolean> ended = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            UUID id = likely(random);
            Known known = new Known(random.nextLong(1L << 40), random.nextInt(50), random.nextInt(50));
            assertThat(records.put(id, known.leaf(), known.kind(), known.actor()))
                    .as("seed " + seed)
                    .isEqualTo(map.put(id, known) == null);
            ended.put(id, false);
            UUID other = likely(random);
            int number = records.find(other);
            Known wanted = map.get(other);
            assertThat(number == Records.NONE).as("seed " + seed).isEqualTo(wanted == null);
            if (wanted != null) {
                assertThat(records.end(number)).as("seed " + seed).isEqualTo(ended.put(other, true));
                assertThat(new Known(records.leaf(number), records.kind(number), records.actor(number)))
                        .as("seed " + seed)
                        .isEqualTo(wanted);
            }
        }
        assertThat(map).hasSizeGreaterThan(5_000);
    }
}
