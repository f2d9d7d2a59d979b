package io.fawkes.runtime.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An embedded PostgreSQL of a test's own, to be stopped and started again: same port, same data.
 *
 * <p>Never a container, whatever {@link ServerMode} says: a container that is started again gets another published port, and
 * the test is about a server that comes back where it was. Tests that only need a database use {@link PostgresExtension}.
 *
 * <p>Not for concurrent use. Closing it deletes the data.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Duration STARTUP = Duration.ofSeconds(60);

    private final Scratch data;
    private final int port;
    private @Nullable EmbeddedPostgres process;

    private PostgresServer(Scratch data, int port) {
        this.data = data;
        this.port = port;
    }

    /** Starts a fresh server on a free port of the loopback address. */
    public static PostgresServer launch() {
        var server = new PostgresServer(Scratch.make(), Loopback.freePort());
        server.start();
        return server;
    }

    /** Starts the stopped server with the data it had. */
    public void start() {
        if (process != null) {
            throw new IllegalStateException("server runs already");
        }
        try {
            process = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(data.path().resolve("data"))
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(STARTUP)
                    // A test asks nothing of a power cut.
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "300")
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Stops the server; every connection breaks. */
    public void stop() {
        try {
            if (process != null) {
                process.close();
            }
            process = null;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A fresh database with two fresh roles; dropped with the server. */
    public TestDatabase createDatabase() {
        return administration().create();
    }

    @Override
    public void close() {
        stop();
        data.close();
    }

    Administration administration() {
        return new Administration("127.0.0.1", port, "postgres", "postgres");
    }
}
