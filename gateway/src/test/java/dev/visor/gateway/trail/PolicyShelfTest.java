package dev.visor.gateway.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.log.KeyFolder;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.policies.Policies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyShelfTest {

    private static final String LOG = "visor/aaaaaaaaaaaaaaaa";

    @TempDir
    Path folder;

    private PolicyShelf shelf() {
        return new PolicyShelf(
                new SequencerSettings(folder.resolve("trail"), new KeyFolder(folder), Clock.systemUTC(), 1));
    }

    @Test
    void laysTheShippedRulesBesideTheLogBeforeARecordNamesThem() throws IOException {
        Policies policies = Policies.load();
        PolicyShelf shelf = shelf();
        shelf.inForce(policies.text());

        assertThat(shelf.named(Map.of("policy-set", policies.policySet()), LOG)).containsEntry("policy-text", "kept");
        assertThat(Files.readAllBytes(
                        folder.resolve("trail").resolve(LOG).resolve("policies").resolve(policies.policySet())))
                .isEqualTo(policies.text());
        assertThat(shelf.named(Map.of("count", "1"), LOG)).isEqualTo(Map.of("count", "1"));
    }

    @Test
    void takesNoRecordWhoseRulesItCannotKeep() throws IOException {
        Policies policies = Policies.load();
        PolicyShelf shelf = shelf();
        shelf.inForce(policies.text());
        Files.createDirectories(folder.resolve("trail").resolve("visor"));
        Files.writeString(folder.resolve("trail").resolve(LOG), "a file in the place of the folder");

        assertThatThrownBy(() -> shelf.named(Map.of("policy-set", policies.policySet()), LOG))
                .isInstanceOf(TrailUnavailableException.class);
        assertThatThrownBy(() -> shelf.named(Map.of("policy-set", "0".repeat(64)), LOG))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
