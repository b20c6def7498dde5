package dev.visor.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With Debian's {@code age}, both ways: whoever has an identity needs nothing of ours to have the keys back. */
class RootBackupsTests {

    @TempDir
    Path folder;

    private final TenantId tenant = TenantId.random();
    private KeySettings settings;
    private Custodians custodians;
    private String recipients;
    private Path backup;

    @BeforeEach
    void open() throws IOException {
        settings = new KeySettings(folder.resolve("var"), folder.resolve("config"), Set.of(Role.VIEWS));
        custodians = TestKeys.custodians(settings.keys(), Role.VIEWS);
        custodians.of(Domain.VIEWS).epoch(tenant);
        recipients = recipient("anna") + " " + recipient("bert");
        backup = folder.resolve("elsewhere/roots.age");
        Files.createDirectories(backup.getParent());
    }

    @AfterEach
    void close() {
        custodians.close();
    }

    private Path identity(String who) {
        return folder.resolve(who + ".key");
    }

    private String recipient(String who) throws IOException {
        SoftToken.run("age-keygen", "-o", identity(who).toString());
        Files.setPosixFilePermissions(identity(who), PosixFilePermissions.fromString("rw-------"));
        return SoftToken.run("age-keygen", "-y", identity(who).toString()).strip();
    }

    private RootBackups backups(String to, Path file) throws IOException {
        return RootBackups.of(settings, to, file.toString(), true, custodians);
    }

    private int command(List<String> said, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int result;
        try (PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            result = KeysCommand.run(List.of(arguments), print, print);
        }
        said.add(out.toString(StandardCharsets.UTF_8));
        return result;
    }

    private int drill(Path file, String who) {
        return command(
                new ArrayList<>(),
                "drill",
                "--backup",
                file.toString(),
                "--identity",
                identity(who).toString(),
                "--keys",
                settings.keys().toString());
    }

    @Test
    void goToTwoPeopleAndNeverBesideTheData() throws IOException {
        assertThatThrownBy(() -> backups(recipient("carl"), backup))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two people");
        String same = recipient("dora");
        assertThatThrownBy(() -> backups(same + "," + same, backup)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> backups(recipients, folder.resolve("var/roots.age")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("visor.keys.backup-file");
        Files.createDirectories(folder.resolve("var"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("var"));
        assertThatThrownBy(() -> backups(recipients, link.resolve("roots.age")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> backups("age1nobody age1someone", backup))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> backups(recipients, Path.of(""))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void openForEachRecipientWithAgeAloneAndForNobodyElse() throws IOException {
        backups(recipients, backup).write();
        byte[] pass = Files.readAllBytes(settings.keys().resolve("views.pass"));
        for (String who : List.of("anna", "bert")) {
            Path zip = folder.resolve(who + ".zip");
            SoftToken.run("age", "-d", "-i", identity(who).toString(), "-o", zip.toString(), backup.toString());
            try (RootBundle bundle = RootBundle.from(Files.readAllBytes(zip))) {
                assertThat(bundle.domains())
                        .containsExactlyInAnyOrder(Domain.VIEWS, Domain.LANDMARKS, Domain.IDENTITIES);
                try (KeyFile.Loaded loaded = bundle.open(Domain.VIEWS)) {
                    assertThat(loaded.openAll()).isEqualTo(1);
                }
            }
        }
        recipient("eve");
        assertThat(drill(backup, "eve")).isEqualTo(1);
        assertThat(new String(Files.readAllBytes(backup), StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(pass, StandardCharsets.ISO_8859_1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
    }

    @Test
    void areDrilledAlsoWhereAgeEncryptedThem() throws IOException {
        Path zip = folder.resolve("own.zip");
        try (RootBundle bundle = RootBundle.of(settings.keys(), custodians.domains())) {
            Files.write(zip, bundle.zip());
        }
        Path own = folder.resolve("own.age");
        SoftToken.run("age", "-r", recipients.split(" ", -1)[0], "-o", own.toString(), zip.toString());
        assertThat(drill(own, "anna")).isZero();
    }

    @Test
    void keepHealthAmberUntilADrillOfThePresentRootsHasPassed() throws IOException {
        assertThat(RootBackups.of(settings, "", "", true, custodians).amber()).contains("no backup");
        RootBackups backups = backups(recipients, backup);
        assertThat(backups.isDue()).isTrue();
        assertThat(backups.amber()).contains("older than the keys");
        backups.write();
        assertThat(backups.isDue()).isFalse();
        assertThat(backups.amber()).contains("no restore drill").contains("views");
        assertThat(drill(backup, "anna")).isZero();
        assertThat(backups.amber()).isEqualTo("none");
        assertThat(new RootBackupHealth(backups).health().getDetails()).containsEntry("amber", "none");

        custodians.of(Domain.VIEWS).advance(tenant);
        assertThat(backups.isDue()).isTrue();
        assertThat(backups.amber()).contains("older than the keys");
        backups.write();
        assertThat(backups.amber()).isEqualTo("none");

        custodians.of(Domain.VIEWS).rotate();
        backups.write();
        assertThat(backups.amber())
                .contains("no restore drill")
                .contains("views")
                .doesNotContain("landmarks");
        assertThat(drill(backup, "bert")).isZero();
        assertThat(backups.amber()).isEqualTo("none");
    }

    @Test
    void areNotProvedByWhoeverOnlyWritesAProof() throws IOException {
        RootBackups backups = backups(recipients, backup);
        backups.write();
        Path strange = folder.resolve("strange");
        try (Custodians strangers = TestKeys.custodians(strange, Role.VIEWS)) {
            RootBackups.of(
                            new KeySettings(settings.home(), folder.resolve("x"), Set.of(Role.VIEWS)),
                            "",
                            "",
                            true,
                            strangers)
                    .amber();
            byte[] zip;
            try (RootBundle bundle = RootBundle.of(strange, strangers.domains())) {
                zip = bundle.zip();
            }
            Path theirs = folder.resolve("theirs.age");
            Files.write(theirs, AgeFiles.encrypt(zip, List.of(recipients.split(" ", -1)[0])));
            assertThat(drill(theirs, "anna")).isZero();
        }
        assertThat(backups.amber()).contains("no restore drill");

        assertThat(drill(backup, "anna")).isZero();
        Path proof = settings.keys().resolve("drill");
        List<String> lines = Files.readAllLines(proof);
        for (int line = 0; line < lines.size(); line++) {
            List<String> altered = new ArrayList<>(lines);
            String one = altered.get(line);
            altered.set(line, one.substring(0, one.length() - 1) + (one.endsWith("0") ? "1" : "0"));
            Files.write(proof, altered);
            assertThat(backups.amber()).contains("no restore drill");
        }
        Files.write(proof, lines);
        assertThat(backups.amber()).isEqualTo("none");
    }

    @Test
    void leaveNothingOfTheRootsBehindInADrill() throws IOException {
        backups(recipients, backup).write();
        Path empty = folder.resolve("drilled");
        assertThat(command(
                        new ArrayList<>(),
                        "drill",
                        "--backup",
                        backup.toString(),
                        "--identity",
                        identity("anna").toString(),
                        "--keys",
                        empty.toString()))
                .isZero();
        try (Stream<Path> files = Files.list(empty)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("drill");
        }
    }

    @Test
    void areRestoredToAnEmptyFolderOverNothing() throws IOException {
        backups(recipients, backup).write();
        Path fresh = folder.resolve("fresh");
        String[] restore = {
            "restore",
            "--backup",
            backup.toString(),
            "--identity",
            identity("bert").toString(),
            "--keys",
            fresh.toString()
        };
        List<String> said = new ArrayList<>();
        // As it is where one key file alone was lost: the folder is another place from then on.
        DurableFile.createFolders(fresh);
        Files.writeString(fresh.resolve("place"), UUID.randomUUID().toString());
        assertThat(command(said, restore)).isZero();
        assertThat(fresh.resolve("place")).doesNotExist();
        byte[] check = custodians.of(Domain.VIEWS).checkValue();
        try (Custodian restored = BcfksCustodian.open(fresh, Domain.VIEWS, TestKeys.CHEAP)) {
            assertThat(restored.matches(check)).isTrue();
            assertThat(restored.epochs(tenant)).containsExactly(1);
        }
        Files.writeString(fresh.resolve("place"), UUID.randomUUID().toString());
        assertThat(command(said, restore)).isEqualTo(1);
        assertThat(fresh.resolve("place")).exists();
        assertThat(said.getLast()).contains("failed").doesNotContain(Files.readString(fresh.resolve("views.pass")));
    }

    @Test
    void areNotReadWhereABitWasFlippedOrTheEndIsMissing() throws IOException {
        backups(recipients, backup).write();
        byte[] whole = Files.readAllBytes(backup);
        Path torn = folder.resolve("torn.age");
        for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 40)) {
            byte[] altered = whole.clone();
            altered[at] ^= 1;
            Files.write(torn, altered);
            assertThat(drill(torn, "anna")).as("byte " + at).isEqualTo(1);
        }
        for (int cut : new int[] {1, 16, 17, whole.length / 2, whole.length}) {
            Files.write(torn, java.util.Arrays.copyOf(whole, whole.length - cut));
            assertThat(drill(torn, "anna")).as("without the last " + cut).isEqualTo(1);
        }
    }

    @Test
    void areCommandedInWordsThatAreKnown() {
        List<String> said = new ArrayList<>();
        assertThat(command(said)).isEqualTo(2);
        assertThat(command(said, "steal")).isEqualTo(2);
        assertThat(command(said, "drill", "--backup")).isEqualTo(2);
        assertThat(command(said, "drill", "--backup", "x")).isEqualTo(2);
        assertThat(command(said, "drill", "--domain", "views")).isEqualTo(2);
        assertThat(said).allSatisfy(text -> assertThat(text).isNotBlank());
    }
}
