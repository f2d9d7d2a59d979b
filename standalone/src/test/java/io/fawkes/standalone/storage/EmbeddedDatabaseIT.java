package io.fawkes.standalone.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.runtime.postgres.PostgresUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
class EmbeddedDatabaseIT {
    @TempDir
    Path path;

    @Test
    void stopsTheServerThatAKilledRunLeftAndKeepsItsData() throws Exception {
        String before;
        try (var folder = DataFolder.open(path)) {
            // Not closed, as if the process had been killed.
            before = provision(EmbeddedDatabase.start(folder, freePort()), folder);
        }
        try (var folder = DataFolder.open(path);
                var database = EmbeddedDatabase.start(folder, freePort())) {
            assertEquals(before, provision(database, folder));
        }
    }

    @Test
    void ignoresAFileOfAServerWhoseNumberIsAnotherProcesssByNow() throws Exception {
        try (var folder = DataFolder.open(path)) {
            EmbeddedDatabase.start(folder, freePort()).close();
            Files.writeString(
                    path.resolve("postgres/postmaster.pid"),
                    "%d\n%s\n".formatted(ProcessHandle.current().pid(), path.resolve("postgres")));

            try (var database = EmbeddedDatabase.start(folder, freePort())) {
                assertEquals("on", shown(database.administration(), "fsync"));
                assertEquals("127.0.0.1", shown(database.administration(), "listen_addresses"));
            }
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws Exception {
        try (var folder = DataFolder.open(path);
                var database = EmbeddedDatabase.start(folder, freePort())) {
            var right = database.administration();
            var wrong = new PostgresUrl(
                    right.host(), right.port(), right.database(), right.user(), "wrong", right.sslMode());

            var refused = assertThrows(SQLException.class, () -> connect(wrong).close());

            assertEquals("28P01", refused.getSQLState());
            var mode = Files.getPosixFilePermissions(folder.secrets().file("postgres-superuser"));
            assertEquals("rw-------", PosixFilePermissions.toString(mode));
        }
    }

    @Test
    void belongsToOneMeshAtATime() throws IOException {
        try (var _ = DataFolder.open(path)) {
            var refused = assertThrows(StartFailure.class, () -> DataFolder.open(path));

            assertTrue(Objects.requireNonNull(refused.getMessage()).startsWith("Another mesh runs on " + path));
        }
        DataFolder.open(path).close();
    }

    /** Provisions twice; the second time changes nothing. Answers who owns the database since when. */
    private static String provision(EmbeddedDatabase database, DataFolder folder) throws SQLException {
        var provisioner = new DatabaseProvisioner(database.administration(), folder.secrets());
        var first = provisioner.provision("data-api");
        assertEquals(first, provisioner.provision("data-api"));
        try (var connection = connect(first.migration());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select oid || ' ' || current_user from pg_database"
                        + " where datname = current_database() and pg_get_userbyid(datdba) = current_user")) {
            assertTrue(rows.next(), "the migrating role owns its database");
            return rows.getString(1);
        }
    }

    private static String shown(PostgresUrl url, String setting) throws SQLException {
        try (var connection = connect(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("show " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(PostgresUrl url) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(url.host(), url.port(), url.database()),
                url.user(),
                url.password());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
