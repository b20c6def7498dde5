package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.visor.audit.restore.RestoredDatabaseException;
import dev.visor.audit.verify.TrailVerifier;
import dev.visor.gateway.trail.LedgerLostException;
import dev.visor.gateway.vault.ObjectRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The restore drill (G8): a backup of database and objects from before two erasures comes back. Without the ledger nobody is
 * served; with it both people are erased again, in order, and everybody else keeps what is theirs.
 */
class RestoreDrillTests {

    private static final String NAME = "drill";

    private Cast cast;
    private Line.Job group;
    private Line.Job alone;
    private Line.Job others;
    private List<ObjectRef> gone = List.of();
    private ObjectRef before;

    @SuppressWarnings("NullAway.Init") // the one test sets everything first
    RestoreDrillTests() {}

    @Test
    void bringsNobodyBackWhoWasErased() throws IOException {
        Installation visor = Installation.fresh(NAME, Map.of());
        try (visor) {
            fill(visor);
        }
        List<String> set = List.of("postgres/data", "objects");
        for (String part : set) {
            RestoredTests.copy(visor.home().resolve(part), backup(part));
        }
        List<String> order;
        Path ledger;
        try (Installation later = visor.again(Map.of())) {
            erase(later, "drill-alone");
            erase(later, "drill-group");
            order = erased(later);
            assertThat(order).hasSize(2);
            judge(later);
            Sealed sealed = new Sealed(later, cast.handle);
            RestoredTests.awaitPublished(later, sealed.tenant());
            ledger = RestoredTests.published(later, sealed.tenant()).path().resolve("erasures");
        }

        for (String part : set) {
            RestoredTests.delete(visor.home().resolve(part));
            RestoredTests.copy(backup(part), visor.home().resolve(part));
        }
        assertThatThrownBy(() -> visor.again(Map.of()).close()).hasRootCauseInstanceOf(RestoredDatabaseException.class);
        Path aside = Installation.folder(NAME).resolve("ledger");
        Files.move(ledger, aside);
        assertThatThrownBy(() ->
                        visor.again(Map.of("visor.trail.restored", "true")).close())
                .hasRootCauseInstanceOf(LedgerLostException.class);
        Files.move(aside, ledger);

        try (Installation restored = visor.again(Map.of("visor.trail.restored", "true"))) {
            assertThat(erased(restored)).isEqualTo(order);
            judge(restored);
            Sealed sealed = new Sealed(restored, cast.handle);
            RestoredTests.awaitPublished(restored, sealed.tenant());
            assertThat(RestoredTests.faults(new TrailVerifier(
                                    RestoredTests.published(restored, sealed.tenant())
                                            .path(),
                                    null,
                                    null)
                            .verify()
                            .findings()))
                    .isEmpty();
        }
    }

    private static Path backup(String part) {
        return Installation.folder(NAME).resolve("backup").resolve(part.replace('/', '-'));
    }

    private void fill(Installation visor) throws IOException {
        cast = new Cast(visor);
        Sealed sealed = new Sealed(visor, cast.handle);
        Instant begin = Instant.now();
        alone = released("photo.jpg,\"" + Line.FACES[0] + "\",drill-alone,consent-1,reference-1");
        gone = new ArrayList<>(sealed.since(begin, Sealed.OF_PICTURES));
        others = released("photo.jpg,\"" + Line.FACES[1] + "\",drill-others,consent-1,reference-1");
        group = released(
                "photo.jpg,\"" + Line.FACES[0] + "\",drill-group,consent-1,reference-1",
                "photo.jpg,\"" + Line.FACES[1] + "\",drill-stays,consent-1,reference-1");
        gone.add(sealed.view(group, 2));
        before = sealed.original(sealed.picture(group));
        gone.add(before);
        assertThat(gone).hasSizeGreaterThanOrEqualTo(4).allMatch(sealed::opens);
        RestoredTests.awaitPublished(visor, sealed.tenant());
        Files.createDirectories(backup("x").getParent());
    }

    private Line.Job released(String... rows) {
        Line.Job job = cast.project();
        job.manifest(rows);
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();
        job.release(cast.officer).ok();
        return job;
    }

    private void erase(Installation visor, String pseudonym) {
        String id = visor.post(
                        cast.compliance,
                        "/api/v1/erasures",
                        "{\"pseudonym\": \"" + pseudonym + "\", \"ground\": \"objection\"}")
                .ok()
                .json()
                .path("id")
                .asString();
        await().until(() -> list(visor).stream()
                .filter(erasure -> erasure.path("id").asString().equals(id))
                .noneMatch(erasure -> erasure.path("unreadable").isNull()));
    }

    private List<JsonNode> list(Installation visor) {
        return StreamSupport.stream(
                        visor.get(cast.compliance, "/api/v1/erasures")
                                .ok()
                                .json()
                                .spliterator(),
                        false)
                .toList();
    }

    private List<String> erased(Installation visor) {
        List<JsonNode> all = list(visor);
        assertThat(all).noneMatch(erasure -> erasure.path("unreadable").isNull());
        return all.stream()
                .map(erasure -> erasure.path("number").asString() + " "
                        + erasure.path("id").asString() + " "
                        + erasure.path("blanked").asString())
                .toList();
    }

    /** What both erasures left, whichever database says so. */
    private void judge(Installation visor) {
        Sealed sealed = new Sealed(visor, cast.handle);
        assertThat(gone).noneMatch(sealed::opens);
        assertThat(sealed.opens(sealed.original(sealed.picture(others)))).isTrue();
        assertThat(sealed.opens(sealed.view(others, 2))).isTrue();
        assertThat(sealed.opens(sealed.view(group, 3))).isTrue();
        ObjectRef after = sealed.original(sealed.picture(group));
        assertThat(after.generation()).isGreaterThan(before.generation());
        assertThat(Pixels.of(sealed.bytes(after)).constant(Line.FACES[0])).isTrue();
        assertThat(sealed.opens(sealed.original(sealed.picture(alone)))).isFalse();
    }
}
