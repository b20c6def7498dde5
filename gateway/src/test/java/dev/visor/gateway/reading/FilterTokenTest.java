package dev.visor.gateway.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.merkle.Hash;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.trail.TrailFilter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTokenTest {

    @Test
    void comesBackAsItWas() {
        UUID id = UUID.randomUUID();
        String actor = "person:" + Hash.ZERO.toUrl();
        TrailFilter filter = new TrailFilter(
                List.of(actor, "system:redaction"),
                new KeyOwner(id),
                ObjectLabel.of("view", id),
                id,
                "a & b = c + 100 % 'ü'",
                "view.show",
                "sent",
                Instant.parse("2026-11-01T00:00:00Z"),
                Instant.parse("2026-11-02T00:00:00.000001Z"));
        Criteria read = FilterToken.read(FilterToken.write(filter));
        assertThat(read)
                .isEqualTo(new Criteria(
                        null,
                        null,
                        actor + ",system:redaction",
                        null,
                        id.toString(),
                        "view:" + id,
                        id.toString(),
                        "a & b = c + 100 % 'ü'",
                        "view.show",
                        "sent",
                        "2026-11-01T00:00:00Z",
                        "2026-11-02T00:00:00.000001Z"));
        assertThat(FilterToken.write(TrailFilter.ALL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=ann",
                "pseudonym=x",
                "filter=action%3Dview.show",
                "action",
                "action=a&action=b",
                "&",
                "=x",
                "action=%zz",
                "Action=view.show"
            })
    void takesNothingElseAndNeverAName(String token) {
        assertThatThrownBy(() -> FilterToken.read(token))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo("bad-filter"));
    }
}
