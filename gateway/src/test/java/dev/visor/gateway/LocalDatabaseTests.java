package dev.visor.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.DatabaseAccess.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDatabaseTests {

    @TempDir
    Path place;

    private LocalDatabase start() {
        return LocalDatabase.start(place.resolve("postgres"), TestDatabase.binaries(), place.resolve("config"), 0);
    }

    private PostgresServer server() throws IOException {
        return new PostgresServer(
                TestDatabase.binaries(), place.resolve("postgres").toRealPath());
    }

    @Nested
    class KeepsWhatItAcknowledged {

        @Test
        void acrossRestarts() throws SQLException {
            try (LocalDatabase database = start()) {
                remember(database.access());
            }
            try (LocalDatabase database = start()) {
                assertThat(recall(database.access())).isEqualTo("kept");
            }
        }

        @Test
        void whenTheServerIsKilled() throws SQLException, IOException {
            LocalDatabase killed = start();
            remember(killed.access());
            for (ProcessHandle process : server().running()) {
                process.destroyForcibly();
                process.onExit().join();
            }
            assertThat(place.resolve("postgres/data/postmaster.pid")).exists();
            killed.close();
            try (LocalDatabase database = start()) {
                assertThat(recall(database.access())).isEqualTo("kept");
            }
        }

        @Test
        void whenAKilledGatewayLeftItsServerRunning() throws SQLException, IOException {
            try (LocalDatabase database = start()) {
                remember(database.access());
            }
            server().start(0);
            List<ProcessHandle> left = server().running();
            assertThat(left).isNotEmpty();

            try (LocalDatabase database = start()) {
                assertThat(server().running()).isNotEmpty().doesNotContainAnyElementsOf(left);
                assertThat(recall(database.access())).isEqualTo("kept");
            }
        }

        @Test
        void whenTheNumberInAStalePidFileNowBelongsToAnotherProgram() throws SQLException, IOException {
            try (LocalDatabase database = start()) {
                remember(database.access());
            }
            Path data = place.resolve("postgres/data").toRealPath();
            Files.writeString(
                    data.resolve("postmaster.pid"),
                    ProcessHandle.current().pid() + "\n" + data + "\n1750000000\n5432\n\n127.0.0.1\n 0 0\nready\n");
            try (LocalDatabase database = start()) {
                assertThat(recall(database.access())).isEqualTo("kept");
            }
        }

        @Test
        void byCommandLineAgainstAlterSystem() throws SQLException {
            try (LocalDatabase database = start()) {
                asSuperuser(database, "alter system set fsync = off");
                asSuperuser(database, "alter system set full_page_writes = off");
            }
            try (LocalDatabase database = start()) {
                DatabaseSafety.check(database.access());
            }
        }
    }

    @Nested
    class Refuses {

        @Test
        void aSecondGatewayOnTheSameFolder() {
            try (LocalDatabase first = start()) {
                assertThatThrownBy(LocalDatabaseTests.this::start)
                        .isInstanceOf(DatabaseUnavailableException.class)
                        .hasMessageContaining("Another gateway");
                DatabaseSafety.check(first.access());
            }
        }

        @Test
        void aDatabaseWhosePasswordsAreLost() throws IOException {
            start().close();
            Files.delete(place.resolve("config/database.properties"));
            assertThatThrownBy(LocalDatabaseTests.this::start)
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("put");
            assertThat(place.resolve("config/database.properties")).doesNotExist();
        }

        @Test
        void passwordsThatOthersMayRead() throws IOException {
            start().close();
            Files.setPosixFilePermissions(
                    place.resolve("config/database.properties"), PosixFilePermissions.fromString("rw-r--r--"));
            assertThatThrownBy(LocalDatabaseTests.this::start).hasMessageContaining("chmod 600");
        }

        @Test
        void aSystemWithoutBinariesAndAsksForAnAddress() {
            assertThatThrownBy(() -> PostgresBinaries.unpack(place.resolve("bin"), "Linux", "riscv64"))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("riscv64")
                    .hasMessageContaining("visor.database.url");
        }

        @Test
        void aDatabaseThatMayLoseWhatItAcknowledged() throws SQLException {
            try (LocalDatabase database = start()) {
                asSuperuser(database, "alter role visor_trail set synchronous_commit = off");
                assertThatThrownBy(() -> DatabaseSafety.check(database.access()))
                        .isInstanceOf(DatabaseUnavailableException.class)
                        .hasMessageContaining("synchronous_commit is off for visor_trail");
            }
        }

        @Test
        void aRoleThatPassesByRowLevelSecurity() throws SQLException {
            try (LocalDatabase database = start()) {
                asSuperuser(database, "alter role visor_app bypassrls");
                assertThatThrownBy(() -> DatabaseSafety.check(database.access()))
                        .isInstanceOf(DatabaseUnavailableException.class)
                        .hasMessageContaining("NOBYPASSRLS");
            }
            try (LocalDatabase database = start()) {
                DatabaseSafety.check(database.access());
            }
        }
    }

    @Nested
    class LetsInOnly {

        @Test
        void whoHasThePassword() {
            try (LocalDatabase database = start()) {
                String url = database.access().url();
                for (String user : List.of("postgres", "visor_owner", "visor_app", "visor_trail")) {
                    assertThatThrownBy(() -> DriverManager.getConnection(url, user, "guess"))
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("password authentication failed");
                }
                Login app = database.access().app();
                String elsewhere = url.replace("/visor", "/postgres");
                assertThatThrownBy(() -> DriverManager.getConnection(elsewhere, app.username(), app.password()))
                        .isInstanceOf(SQLException.class);
            }
        }

        @Test
        void whoComesOverTheLoopback() throws IOException {
            try (LocalDatabase database = start()) {
                int port = URI.create(database.access().url().substring("jdbc:".length()))
                        .getPort();
                for (NetworkInterface network :
                        NetworkInterface.networkInterfaces().toList()) {
                    for (InetAddress address : network.inetAddresses().toList()) {
                        if (!address.isLoopbackAddress()) {
                            assertThat(answers(address, port)).isFalse();
                        }
                    }
                }
                assertThat(answers(InetAddress.ofLiteral("127.0.0.1"), port)).isTrue();
            }
        }

        @Test
        void theOwnerOfItsFiles() throws IOException {
            start().close();
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(place.resolve("config/database.properties"))))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place.resolve("postgres"))))
                    .isEqualTo("rwx------");
        }

        private static boolean answers(InetAddress address, int port) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, port), 1000);
                return true;
            } catch (IOException e) {
                return false;
            }
        }
    }

    @Test
    void logsNoValuesFromRows() throws SQLException, IOException {
        try (LocalDatabase database = start();
                Connection connection =
                        connect(database.access().url(), database.access().owner());
                Statement statement = connection.createStatement()) {
            statement.execute("create table person (name text primary key)");
            statement.execute("insert into person values ('canary-7cf1')");
            assertThatThrownBy(() -> statement.execute("insert into person values ('canary-7cf1')"))
                    .isInstanceOf(SQLException.class);
        }
        try (var logs = Files.list(place.resolve("postgres/log"))) {
            for (Path log : logs.toList()) {
                assertThat(Files.readString(log)).doesNotContain("canary-7cf1");
            }
        }
    }

    private static void remember(DatabaseAccess access) throws SQLException {
        try (Connection connection = connect(access.url(), access.owner());
                Statement statement = connection.createStatement()) {
            statement.execute("create table memory (word text)");
            statement.execute("insert into memory values ('kept')");
        }
    }

    private static String recall(DatabaseAccess access) throws SQLException {
        try (Connection connection = connect(access.url(), access.owner());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select word from memory")) {
            row.next();
            return row.getString(1);
        }
    }

    private void asSuperuser(LocalDatabase database, String sql) throws SQLException {
        DatabasePasswords passwords =
                DatabasePasswords.readOrCreate(place.resolve("config"), place.resolve("postgres/data"));
        Login superuser = new Login(PostgresServer.SUPERUSER, passwords.superuser());
        try (Connection connection = connect(database.access().url(), superuser);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(String url, Login login) throws SQLException {
        return DriverManager.getConnection(url, login.username(), login.password());
    }
}
