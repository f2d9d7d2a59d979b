package io.fawkes.standalone.storage;

import io.fawkes.runtime.postgres.PostgresUrl;
import io.r2dbc.postgresql.client.SSLMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of the mesh's own, with its data in the data folder. Listens on loopback only, asks everyone for a password,
 * and keeps what it committed through a power cut.
 *
 * <p>Runs in a session of its own, so that a Ctrl-C meant for the mesh does not stop it before the services have drained.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    /** What it is called in messages. */
    public static final String PART = "PostgreSQL";

    static final String SUPERUSER_SECRET = "postgres-superuser";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final String SUPERUSER = "postgres";
    private static final String SECONDS_TO_START = "60";
    private static final String SECONDS_TO_STOP = "30";

    private final Programs programs;
    private final Path data;
    private final Path log;
    private final PostgresUrl administration;

    private EmbeddedDatabase(Programs programs, DataFolder folder, int port) {
        this.programs = programs;
        this.data = folder.path().resolve("postgres");
        this.log = folder.path().resolve("postgres.log");
        this.administration = administration(port, folder.secrets().get(SUPERUSER_SECRET));
    }

    static PostgresUrl administration(int port, String password) {
        return new PostgresUrl(LOOPBACK, port, SUPERUSER, SUPERUSER, password, SSLMode.DISABLE);
    }

    /**
     * Starts it on {@code port} of the loopback address, with the data that {@code folder} has.
     *
     * @throws StartFailure if it does not come up
     */
    public static EmbeddedDatabase start(DataFolder folder, int port) throws IOException {
        var programs = Programs.of(PostgresBinaries.in(folder.path()));
        var database = new EmbeddedDatabase(programs, folder, port);
        database.create(folder.secrets().file(SUPERUSER_SECRET));
        new Leftover(database.data, programs, database.log).remove();
        database.launch(port);
        return database;
    }

    /** Made aside and then renamed: a killed run leaves a whole cluster or none. */
    private void create(Path password) throws IOException {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        Path aside = data.resolveSibling("postgres-" + ProcessHandle.current().pid());
        boolean made = programs.run(
                log,
                "initdb",
                "--pgdata=" + aside,
                "--username=" + SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--data-checksums");
        if (!made) {
            throw failed("its data folder could not be made");
        }
        Files.move(aside, data);
    }

    private void launch(int port) throws IOException {
        boolean up = programs.run(
                log,
                "pg_ctl",
                "start",
                "--wait",
                "--timeout=" + SECONDS_TO_START,
                "--pgdata=" + data,
                "--log=" + log,
                "--options=" + options(port));
        if (!up) {
            throw failed("it did not come up on %s:%d".formatted(LOOPBACK, port));
        }
    }

    /** No Unix socket: its folder would have to be shared with other users of the machine. */
    private static String options(int port) {
        return "-p %d -c listen_addresses=%s -c unix_socket_directories= -c max_connections=200 -c fsync=on"
                .formatted(port, LOOPBACK);
    }

    private StartFailure failed(String problem) throws IOException {
        return new StartFailure(
                PART,
                "%s (%s)".formatted(problem, Programs.lastWords(log)),
                "See %s; another port is named by FAWKES_STANDALONE_POSTGRES_PORT.".formatted(log));
    }

    /** As whom and where its databases are made. */
    public PostgresUrl administration() {
        return administration;
    }

    /** Stops it: open sessions end, everything committed is kept. */
    @Override
    public void close() throws IOException {
        if (!programs.run(log, "pg_ctl", "stop", "--mode=fast", "--timeout=" + SECONDS_TO_STOP, "--pgdata=" + data)) {
            LOG.atError().addKeyValue("log", log).log("PostgreSQL did not stop in time");
        }
    }
}
