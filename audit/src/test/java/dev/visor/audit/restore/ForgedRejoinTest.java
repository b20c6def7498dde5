package dev.visor.audit.restore;

import static dev.visor.audit.restore.Installation.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.TestDatabase;
import dev.visor.audit.TrailAlteredException;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.LogKeys;
import dev.visor.audit.note.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody who has the backup or the published files could hand to a rejoin. */
class ForgedRejoinTest {

    @TempDir
    Path home;

    private Installation visor;
    private TestDatabase backup;

    /** 3 records in the backup, 9 published. */
    @BeforeEach
    void open() {
        visor = new Installation(home);
        visor.show(3, ADA);
        visor.publish();
        backup = visor.backup();
        visor.show(3, ADA);
        visor.publish();
    }

    @AfterEach
    void close() {
        visor.close();
    }

    private void assertRefused(Class<? extends TrailAlteredException> how, String why) {
        String before = visor.state();
        assertThatThrownBy(() -> visor.rejoin().run()).isInstanceOf(how).hasMessageContaining(why);
        assertThat(visor.state()).isEqualTo(before);
        assertThatThrownBy(visor::open).isInstanceOf(TrailAlteredException.class);
    }

    private Path file(String name) {
        return visor.published().path().resolve(name);
    }

    @Test
    void entriesThatWereAlteredAreRefused() throws IOException {
        visor.alter("tile/entries/000.p/6", "\"decision\":\"allowed\"(?!.*\"decision\")", "\"decision\":\"allowes\"");
        visor.restore(backup);
        assertRefused(TrailAlteredException.class, "do not lead to the root");
    }

    @Test
    void entriesThatAreNoRecordsAreRefused() throws IOException {
        // The last one, whose hash alone would tell.
        visor.alter("tile/entries/000.p/6", "\"v\":1\\}$", "\"v\":2}");
        visor.restore(backup);
        assertThatThrownBy(() -> visor.rejoin().run()).isInstanceOf(TrailAlteredException.class);
    }

    @Test
    void entriesThatWereExchangedAreRefused() throws IOException {
        Path bundle = file("tile/entries/000.p/6");
        byte[] bytes = Files.readAllBytes(bundle);
        int[] begins = new int[7];
        for (int i = 0; i < 6; i++) {
            begins[i + 1] = begins[i] + 2 + ((bytes[begins[i]] & 0xff) << 8 | (bytes[begins[i] + 1] & 0xff));
        }
        byte[] exchanged = bytes.clone();
        int second = begins[5] - begins[4];
        System.arraycopy(bytes, begins[4], exchanged, begins[3], second);
        System.arraycopy(bytes, begins[3], exchanged, begins[3] + second, begins[4] - begins[3]);
        Files.write(bundle, exchanged);
        visor.restore(backup);
        assertRefused(TrailAlteredException.class, "do not lead to the root");
    }

    @Test
    void aHeadThatNobodySignedIsRefused() throws IOException {
        String note = Files.readString(file("checkpoint"));
        Files.writeString(file("checkpoint"), note.replaceFirst("\n6\n", "\n9\n"));
        visor.restore(backup);
        assertRefused(TrailAlteredException.class, "not signed by the log's own keys");
    }

    @Test
    void aHeadThatAnotherLogsKeysSignedIsRefused() throws IOException {
        LogKeys others = LogKeys.generate(visor.log, new SecureRandom());
        SignedCheckpoint forged = others.sign(new Checkpoint(visor.log, 9, Hash.EMPTY), Instant.now());
        Files.writeString(file("checkpoint"), forged.note());
        Files.writeString(file("log.vkey"), others.verifiers().file());
        visor.restore(backup);
        assertRefused(TrailAlteredException.class, "not signed by the log's own keys");
    }

    @Test
    void aLogThatForkedFromTheDatabaseIsRefused() throws IOException {
        // Another history behind the third record, under the same keys: of a copy that went on elsewhere.
        TestDatabase own = visor.backup();
        Path apart = Files.createTempDirectory(home, "apart");
        visor.shut();
        Installation.copy(home.resolve("trail"), apart.resolve("trail"));
        Installation.copy(home.resolve("log-keys"), apart.resolve("log-keys"));
        Installation.remove(home.resolve("trail"));
        Files.delete(home.resolve("log-keys").resolve(visor.log.substring(6)).resolve("head"));
        visor.restore(backup);
        visor.open();
        visor.show(8, ADA);
        visor.publish();
        visor.restore(own);
        assertRefused(TrailAlteredException.class, "is not the one that was published");
    }

    @Test
    void filesOlderThanTheHeadBesideTheKeysAreRefused() throws IOException {
        Path old = home.resolve("old");
        Installation.copy(home.resolve("trail"), old);
        visor.show(4, ADA);
        visor.publish();
        visor.shut();
        Installation.remove(home.resolve("trail"));
        Installation.copy(old, home.resolve("trail"));
        visor.restore(backup);
        assertRefused(RejoinRefusedException.class, "has not all that was signed");
    }

    @Test
    void filesWhoseHeadWasNotPublishedYetDo() throws IOException {
        byte[] former = Files.readAllBytes(file("checkpoint"));
        visor.show(4, ADA);
        visor.publish();
        SignedCheckpoint old = visor.head();
        // Killed between the tiles and the checkpoint.
        Files.write(file("checkpoint"), former);
        visor.restore(backup);
        assertThat(visor.rejoin().run()).containsExactly(new Rejoined(visor.log, 3, 10, 7, 0, 7, 0));
        visor.open();
        visor.publish();
        assertThat(visor.head().checkpoint()).isEqualTo(old.checkpoint());
        assertThat(visor.faults(old)).isEmpty();
    }

    @Test
    void aHeadBesideTheKeysOfAnotherHistoryIsRefused() throws IOException {
        LogKeys keys = visor.keys.keys(visor.log);
        SignedCheckpoint other = keys.sign(new Checkpoint(visor.log, 5, Hash.EMPTY), Instant.now());
        Files.writeString(
                home.resolve("log-keys").resolve(visor.log.substring(6)).resolve("head"), other.note());
        visor.restore(backup);
        assertThatThrownBy(() -> visor.rejoin().run())
                .isInstanceOf(TrailAlteredException.class)
                .hasMessageContaining("signed over 5 records");
    }

    @Test
    void aRowThatIsNotWhatWasPublishedIsRefused() {
        visor.restore(backup);
        visor.database.attack(
                "set session_replication_role = replica",
                "update trail_record set leaf = convert_to(replace(convert_from(leaf, 'UTF8'), 'consent', 'consenT'), 'UTF8')"
                        + " where id = (select record from trail_index where leaf = 1)");
        assertRefused(TrailAlteredException.class, "record at leaf 1");
        visor.database.attack(
                "set session_replication_role = replica",
                "update trail_record set leaf_hash = sha256('\\x00'::bytea || leaf)");
        assertRefused(TrailAlteredException.class, "record at leaf 1");
    }

    @Test
    void rowsThatChangedPlacesAreRefused() {
        visor.restore(backup);
        visor.database.attack(
                "set session_replication_role = replica",
                "update trail_index set leaf = leaf + 100",
                "update trail_index set leaf = 102 - leaf");
        assertRefused(TrailAlteredException.class, "record at leaf 0");
    }

    @Test
    void aRowThatIsMissingIsRefused() {
        visor.restore(backup);
        visor.database.attack(
                "set session_replication_role = replica",
                "delete from trail_record where id = (select record from trail_index where leaf = 2)",
                "delete from trail_index where leaf = 2");
        assertRefused(TrailAlteredException.class, "record at leaf 2");
    }

    @Test
    void aPlaceBehindTheDatabasesOwnHeadIsRefused() {
        visor.restore(backup);
        visor.database.attack("insert into trail_index (log, leaf, record) values ('" + visor.log + "', 3, '"
                + java.util.UUID.randomUUID() + "')");
        assertRefused(TrailAlteredException.class, "a place that no head of its own has");
    }

    @Test
    void aHeadOfTheDatabasesOwnThatNobodySignedIsRefused() {
        visor.restore(backup);
        visor.database.attack(
                "set session_replication_role = replica",
                "update trail_head set note = regexp_replace(note, '[^' || chr(10) || ']*' || chr(10) || '$', '')");
        assertRefused(TrailAlteredException.class, "not signed by the log's own keys");
    }
}
