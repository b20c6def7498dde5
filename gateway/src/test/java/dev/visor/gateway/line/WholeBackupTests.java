package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.visor.audit.restore.RestoredDatabaseException;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.Custodians;
import dev.visor.gateway.keys.Epochs;
import dev.visor.gateway.keys.Turn;
import dev.visor.gateway.keys.Warrant;
import dev.visor.gateway.keys.WrappedRow;
import dev.visor.gateway.vault.ObjectRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A backup of everything, database, objects and key files, from before an erasure whose turn has come to its end (G8). With
 * the key files of today nothing in it opens, not even by hand; put back whole, with its own key files, it does not start
 * before the person was erased again.
 */
class WholeBackupTests {

    private static final String NAME = "whole-backup";
    private static final List<String> PARTS = List.of("var/postgres/data", "var/objects", "config/keys");

    private Cast cast;
    private Line.Job erased;
    private Line.Job others;
    private UUID person;
    private List<WrappedRow> rows;
    private List<ObjectRef> gone;

    @SuppressWarnings("NullAway.Init") // the one test sets everything first
    WholeBackupTests() {}

    @Test
    void opensNothingWithTheKeysOfTodayAndNobodyErasedWithItsOwn() throws IOException {
        Installation visor = Installation.fresh(NAME, Map.of());
        try (visor) {
            fill(visor);
        }
        copy(backup(""), Installation.folder(NAME));

        try (Installation later = visor.again(Map.of())) {
            erase(later);
            turn(later);
            // By hand, with all that is at the custodians now: neither the person's keys nor anybody's of that time.
            Custodians custodians = later.bean(Custodians.class);
            assertThat(rows).noneMatch(row -> row.opens(custodians));
            // Those who live were carried along, so today's database opens them.
            assertThat(today(later))
                    .isNotEmpty()
                    .noneMatch(row -> row.owner().equals(person))
                    .allMatch(row -> row.opens(custodians));
            judge(later);
            RestoredTests.awaitPublished(later, new Sealed(later, cast.handle).tenant());
        }

        // The whole backup, its key files included. It is older than the trail that was published since.
        for (String part : PARTS) {
            RestoredTests.delete(Installation.folder(NAME).resolve(part));
        }
        copy(Installation.folder(NAME), backup(""));
        assertThatThrownBy(() -> visor.again(Map.of()).close()).hasRootCauseInstanceOf(RestoredDatabaseException.class);
        try (Installation restored = visor.again(Map.of("visor.trail.restored", "true"))) {
            Custodians custodians = restored.bean(Custodians.class);
            // With the old epoch keys they would open again. That is what the handbook says of old copies of key
            // files...
            assertThat(rows).allMatch(row -> row.opens(custodians));
            // ...and what the ledger is for: nothing here leads to a key of the person's any more.
            assertThat(today(restored))
                    .isNotEmpty()
                    .noneMatch(row -> row.owner().equals(person));
            judge(restored);
        }
    }

    private void fill(Installation visor) {
        cast = new Cast(visor);
        erased = released("whole-erased");
        others = released("whole-others");
        Sealed sealed = new Sealed(visor, cast.handle);
        person = sealed.subject(erased, 2);
        gone = List.of(sealed.original(sealed.picture(erased)), sealed.view(erased, 2));
        assertThat(gone).allMatch(sealed::opens);
        rows = today(visor);
        Custodians custodians = visor.bean(Custodians.class);
        assertThat(rows).allMatch(row -> row.opens(custodians));
        assertThat(rows.stream().filter(row -> row.owner().equals(person)).map(WrappedRow::domain))
                .as("domains in which the person has keys")
                .hasSizeGreaterThanOrEqualTo(3);
        RestoredTests.awaitPublished(visor, sealed.tenant());
    }

    private Line.Job released(String subject) {
        Line.Job job = cast.project();
        job.manifest("photo.jpg,\"" + Line.FACES[0] + "\"," + subject + ",consent-1,reference-1");
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();
        job.release(cast.officer).ok();
        return job;
    }

    private void erase(Installation visor) {
        visor.post(cast.compliance, "/api/v1/erasures", "{\"pseudonym\": \"whole-erased\", \"ground\": \"objection\"}")
                .ok();
        await().until(() -> visor.get(cast.compliance, "/api/v1/erasures")
                .ok()
                .json()
                .valueStream()
                .noneMatch(erasure -> erasure.path("unreadable").isNull()));
    }

    /** What the keeper of the keys does within 30 days, now. */
    private void turn(Installation visor) {
        Epochs epochs = visor.bean(Epochs.class);
        List<Turn> turns = epochs.open(new Sealed(visor, cast.handle).tenant());
        assertThat(turns).isNotEmpty();
        for (Turn turn : turns) {
            Turn moved = epochs.rewrap(epochs.begin(turn), new Warrant("test", "test", UUID.randomUUID()));
            assertThat(moved.stuck()).isZero();
            assertThat(epochs.destroy(moved).state()).isEqualTo(Turn.State.DESTROYED);
        }
    }

    private List<WrappedRow> today(Installation visor) {
        Sealed sealed = new Sealed(visor, cast.handle);
        return new Database(visor.bean(DatabaseAccess.class))
                .asApp(sealed.tenant().value(), app -> WrappedRow.of(app, sealed.tenant()));
    }

    private void judge(Installation visor) {
        Sealed sealed = new Sealed(visor, cast.handle);
        assertThat(gone).noneMatch(sealed::opens);
        assertThat(sealed.opens(sealed.original(sealed.picture(others)))).isTrue();
        assertThat(sealed.opens(sealed.view(others, 2))).isTrue();
    }

    private static Path backup(String part) {
        return Installation.folder(NAME).resolve("backup").resolve(part);
    }

    private static void copy(Path to, Path from) throws IOException {
        for (String part : PARTS) {
            Files.createDirectories(to.resolve(part).getParent());
            RestoredTests.copy(from.resolve(part), to.resolve(part));
        }
    }
}
