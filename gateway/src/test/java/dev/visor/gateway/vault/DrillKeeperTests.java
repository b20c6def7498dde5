package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.Receipt;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TestKeys;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A passed drill is a record once, with its hour and its domains; what proves nothing is none. */
@SuppressWarnings("NullAway.Init") // set before each test
class DrillKeeperTests {

    private static final Instant FIRST = Instant.parse("2026-05-04T10:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-06-04T10:00:00Z");

    private final TakenDown records = new TakenDown();
    private Path config;
    private Path proof;
    private TestKeys keys;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        config = folder.resolve("config");
        proof = folder.resolve("proof");
        keys = TestKeys.open(config, folder.resolve("objects"), Role.VIEWS);
    }

    @AfterEach
    void close() {
        keys.close();
    }

    private void tell(Trails trails) throws IOException {
        new DrillKeeper(keys.drills(proof), trails).tell();
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }

    @Test
    void recordsEachDrillOnce() throws IOException {
        tell(records);
        assertThat(records.taken).isEmpty();

        keys.drill(config, proof, at(FIRST));
        tell(records);
        tell(records);
        assertThat(records.taken).singleElement().satisfies(record -> {
            assertThat(record.action()).isEqualTo("key.drill");
            assertThat(record.tenant()).isNull();
            assertThat(record.facts())
                    .containsEntry("domains", "views,landmarks,identities")
                    .containsEntry("drilled", FIRST.toString());
        });

        keys.drill(config, proof, at(SECOND));
        tell(records);
        tell(records);
        assertThat(records.taken).hasSize(2);
        assertThat(records.taken.getLast().facts()).containsEntry("drilled", SECOND.toString());
    }

    @Test
    void recordsNothingOfAProofThatDoesNotStand(@TempDir Path others) throws IOException {
        try (TestKeys theirs = TestKeys.open(others.resolve("config"), others.resolve("objects"), Role.VIEWS)) {
            theirs.drill(others.resolve("config"), proof, at(FIRST));
        }
        tell(records);
        Files.writeString(proof.resolve("drill"), "views 1 0 00\n");
        tell(records);
        assertThat(records.taken).isEmpty();
    }

    @Test
    void recordsNothingAnewBecauseAnotherRootWasRotated() throws IOException {
        keys.drill(config, proof, at(FIRST));
        tell(records);
        keys.custodians.of(Domain.VIEWS).rotate();
        tell(records);
        assertThat(records.taken).hasSize(1);
    }

    @Test
    void triesAgainWhereTheTrailWasAway() throws IOException {
        keys.drill(config, proof, at(FIRST));
        Trails away = new TakenDown() {
            @Override
            public Receipt append(Entry entry) {
                throw new IllegalStateException("away");
            }
        };
        assertThatThrownBy(() -> tell(away)).isInstanceOf(IllegalStateException.class);
        tell(records);
        assertThat(records.taken).hasSize(1);
    }
}
