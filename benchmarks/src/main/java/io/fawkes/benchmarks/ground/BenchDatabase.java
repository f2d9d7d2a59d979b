package io.fawkes.benchmarks.ground;

import io.fawkes.runtime.postgres.PostgresUrl;
import io.fawkes.standalone.storage.DataFolder;
import io.fawkes.standalone.storage.DatabaseProvisioner;
import io.fawkes.standalone.storage.EmbeddedDatabase;
import io.fawkes.standalone.storage.ServiceDatabase;
import io.fawkes.standalone.storage.Sessions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The PostgreSQL that a mesh brings, in a folder of its own, with fsync on and the memory that
 * docs/operations/databases.md tells to give it. What is measured and its peer stand on the same one.
 */
public final class BenchDatabase implements AutoCloseable {

    private static final List<String> MEMORY =
            List.of("shared_buffers = '1GB'", "max_wal_size = '8GB'", "checkpoint_timeout = '15min'");

    private final DataFolder folder;
    private final EmbeddedDatabase server;

    private BenchDatabase(DataFolder folder, EmbeddedDatabase server) {
        this.folder = folder;
        this.server = server;
    }

    /** Starts it in {@code path}, which is made. */
    public static BenchDatabase start(Path path) throws IOException, SQLException {
        var folder = DataFolder.open(path);
        int port = ServerProcess.freePort();
        // Some of the settings count from a start on only.
        try (var first = EmbeddedDatabase.start(folder, port)) {
            configure(first.administration());
        }
        return new BenchDatabase(folder, EmbeddedDatabase.start(folder, port));
    }

    private static void configure(PostgresUrl administration) throws SQLException {
        try (Connection session = Sessions.open(administration, "bench");
                var statement = session.createStatement()) {
            for (String setting : MEMORY) {
                statement.execute("alter system set " + setting);
            }
        }
    }

    /** The database of {@code service}, made if it is not there. */
    public ServiceDatabase of(String service) {
        return new DatabaseProvisioner(server.administration(), folder.secrets()).provision(service);
    }

    /** A session as the owner of {@code database}; the caller closes it. */
    public static Connection owner(ServiceDatabase database) throws SQLException {
        return Sessions.open(database.migration(), "bench");
    }

    @Override
    public void close() throws IOException {
        server.close();
        folder.close();
    }
}
