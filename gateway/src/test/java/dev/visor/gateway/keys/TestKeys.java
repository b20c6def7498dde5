package dev.visor.gateway.keys;

import dev.visor.gateway.AgeTool;
import dev.visor.gateway.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** What a process in some roles has in its hands: custodians on key files, subject keys on the real database. */
public final class TestKeys implements AutoCloseable {

    /** scrypt's N, small: the passphrases of tests guard nothing. */
    static final int CHEAP = 16;

    public final Custodians custodians;
    public final TenantTransactions transactions;
    public final JdbcClient jdbc;
    public final SubjectKeys subjects;
    public final Identities identities;
    public final Epochs epochs;
    final SubjectKeyMirror mirror;

    TestKeys(DataSource app, Custodians custodians, Path objects) {
        this(app, custodians, new FolderMirror(objects));
    }

    private TestKeys(DataSource app, Custodians custodians, SubjectKeyMirror mirror) {
        this.custodians = custodians;
        this.jdbc = JdbcClient.create(app);
        this.transactions = new TenantTransactions(new DataSourceTransactionManager(app), jdbc, 12);
        this.mirror = mirror;
        this.subjects = new SubjectKeys(custodians, transactions, jdbc, mirror, Clock.systemUTC());
        this.epochs = epochs(Clock.systemUTC());
        this.identities = new SealedIdentities(subjects);
    }

    /** No backup is wanted. */
    public RootBackups backups() throws IOException {
        return RootBackups.of(new KeySettings(Path.of("x"), Path.of("y"), Set.of()), "", "", true, custodians);
    }

    /** The drills whose proofs lie in a folder. */
    public PassedDrills drills(Path folder) {
        return new PassedDrills(folder, custodians);
    }

    /** Leaves the proof of a drill of these very keys, as of an hour. */
    public void drill(Path keys, Path proof, Clock clock) throws IOException {
        try (RootBundle bundle = RootBundle.of(keys, custodians.domains())) {
            AgeTool.Key person = AgeTool.keygen(Files.createDirectories(proof));
            byte[] backup = AgeFiles.encrypt(bundle.zip(), List.of(person.recipient()));
            RootDrill.write(proof, RootDrill.run(backup, person.identity(), clock));
        }
    }

    /** Rotates the roots of these custodians. */
    public RootRotation rotation() {
        return new RootRotation(custodians, new RootKeys(jdbc), jdbc);
    }

    /** The same keys' epochs at another time. */
    public Epochs epochs(Clock clock) {
        return new Epochs(custodians, transactions, jdbc, mirror, 100, clock);
    }

    /** Opens the key files of the roles' domains, which are made where they are missing. */
    public static TestKeys open(Path keys, Path objects, Role... roles) throws IOException {
        return open(keys, objects, TestDatabase.app(), roles);
    }

    /** The same for a process that has not started the database itself. */
    public static TestKeys open(Path keys, Path objects, DataSource app, Role... roles) throws IOException {
        return new TestKeys(app, custodians(keys, roles), objects);
    }

    /** The same with the subject keys mirrored in another place than a folder. */
    public static TestKeys mirroredIn(MirrorPlace place, Path keys, Role... roles) throws IOException {
        DataSource app = TestDatabase.app();
        return new TestKeys(
                app,
                custodians(keys, roles),
                new PiecewiseMirror(place, SubjectKeyTable.mirrorNumbers(JdbcClient.create(app))));
    }

    /** The owners whose wrapped keys are mirrored under an epoch. */
    public Set<KeyOwner> mirrored(Domain domain, EpochKey epoch) {
        return mirror.read(domain, epoch).keySet();
    }

    static Custodians custodians(Path keys, Role... roles) throws IOException {
        List<Custodian> custodians = new ArrayList<>();
        for (Domain domain : Role.domains(Set.of(roles))) {
            BcfksCustodian.create(keys, domain, CHEAP);
            custodians.add(BcfksCustodian.open(keys, domain, CHEAP));
        }
        return new Custodians(custodians);
    }

    @Override
    public void close() {
        custodians.close();
    }
}
