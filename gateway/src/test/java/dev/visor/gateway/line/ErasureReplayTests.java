package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.log.SequencerSettings;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.trail.ErasureLedger;
import dev.visor.gateway.trail.LedgerEntry;
import dev.visor.gateway.trail.LedgerLostException;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.vault.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What stands in the ledger is done before anybody is served, and without the ledger nobody is. */
class ErasureReplayTests {

    @Test
    void erasesBeforeTheFirstAnswerAndRefusesToStartWithoutTheWholeLedger() throws Exception {
        Installation visor = Installation.fresh("erased-again", Map.of());
        Path entry;
        Path log;
        List<ObjectRef> objects;
        ObjectRef others;
        Cast cast;
        KeyOwner right = KeyOwner.random();
        List<ObjectRef> corrected;
        Cast over;
        List<ObjectRef> ended;
        try (visor) {
            cast = new Cast(visor);
            Sealed sealed = new Sealed(visor, cast.handle);
            Instant begin = Instant.now();
            Line.Job job = cast.project();
            job.manifest("photo.jpg,\"" + Line.FACES[0] + "\",again-1,consent-1,reference-1");
            job.upload("photo.jpg", Line.photograph()).ok();
            job.staged();
            objects = sealed.since(begin, Sealed.OF_PICTURES);
            Line.Job stays = cast.project();
            stays.manifest("photo.jpg,\"" + Line.FACES[1] + "\",again-2,consent-1,reference-1");
            stays.upload("photo.jpg", Line.photograph()).ok();
            stays.staged();
            others = sealed.original(sealed.picture(stays));
            assertThat(objects).isNotEmpty().allMatch(sealed::opens);
            // As a crash behind the ledger leaves it.
            visor.bean(ErasureLedger.class)
                    .append(
                            sealed.tenant(),
                            number -> new LedgerEntry.Erased(
                                    number,
                                    UUID.randomUUID(),
                                    new KeyOwner(sealed.subject(job, 2)),
                                    "objection",
                                    true,
                                    Instant.now()));
            // In the order of the ledger: the wrong person is erased after the face was given to somebody else.
            Line.Job wrong = cast.project();
            wrong.manifest("photo.jpg,\"" + Line.FACES[2] + "\",again-3,consent-1,reference-1");
            wrong.upload("photo.jpg", Line.photograph()).ok();
            wrong.staged();
            corrected = List.of(sealed.original(sealed.picture(wrong)), sealed.view(wrong, 2));
            KeyOwner from = new KeyOwner(sealed.subject(wrong, 2));
            visor.bean(ErasureLedger.class)
                    .append(
                            sealed.tenant(),
                            number -> new LedgerEntry.Reassigned(
                                    number,
                                    UUID.randomUUID(),
                                    UUID.fromString(sealed.picture(wrong)),
                                    2,
                                    from,
                                    right,
                                    Instant.now()));
            visor.bean(ErasureLedger.class)
                    .append(
                            sealed.tenant(),
                            number -> new LedgerEntry.Erased(
                                    number, UUID.randomUUID(), from, "objection", true, Instant.now()));
            over = new Cast(visor);
            Sealed theirs = new Sealed(visor, over.handle);
            Instant then = Instant.now();
            Line.Job last = over.project();
            last.manifest("photo.jpg,\"" + Line.FACES[0] + "\",over-1,consent-1,reference-1");
            last.upload("photo.jpg", Line.photograph()).ok();
            last.staged();
            ended = theirs.since(then, Sealed.OF_PICTURES);
            assertThat(ended).isNotEmpty().allMatch(theirs::opens);
            visor.bean(ErasureLedger.class)
                    .append(theirs.tenant(), number -> new LedgerEntry.Ended(number, UUID.randomUUID(), Instant.now()));
            log = visor.bean(SequencerSettings.class)
                    .log(visor.bean(TrailReading.class).origin(sealed.tenant()))
                    .path();
            entry = log.resolve("erasures/000000000001");
            assertThat(entry).exists();
        }

        byte[] written = Files.readAllBytes(entry);
        Files.delete(entry);
        refuses(visor);
        byte[] altered = new String(written, StandardCharsets.UTF_8)
                .replace("objection", "unlawful")
                .getBytes(StandardCharsets.UTF_8);
        Files.write(entry, altered);
        refuses(visor);
        Files.write(entry, written);
        // The newest is missed by nothing that comes after it, only by what lies beside the root keys.
        Path newest = log.resolve("erasures/000000000003");
        byte[] last = Files.readAllBytes(newest);
        Files.delete(newest);
        refuses(visor);
        Files.write(newest, last);

        try (Installation again = visor.again(Map.of())) {
            Sealed sealed = new Sealed(again, cast.handle);
            assertThat(objects).noneMatch(sealed::opens);
            assertThat(sealed.opens(others)).isTrue();
            assertThat(corrected).allMatch(sealed::opens);
            assertThat(corrected).allMatch(object -> sealed.owners(object).contains(right.value()));
            Sealed theirs = new Sealed(again, over.handle);
            assertThat(ended).noneMatch(theirs::opens);
            again.get(over.client, "/api/v1/projects").refused(404, "not-found");
            assertThat(again.get(cast.compliance, "/api/v1/erasures")
                            .ok()
                            .json()
                            .get(0)
                            .path("unreadable")
                            .isNull())
                    .isFalse();
        }
    }

    private static void refuses(Installation visor) {
        assertThatThrownBy(() -> visor.again(Map.of()).close()).hasRootCauseInstanceOf(LedgerLostException.class);
    }
}
