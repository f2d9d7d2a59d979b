package io.fawkes.benchmarks.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The least that keeping anything can cost: one row, one commit, flushed to disk. Each call takes one of a few
 * connections of its own.
 */
public final class BareCommits implements AutoCloseable {

    private static final int CONNECTIONS = 8;

    private final BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    private BareCommits() {}

    /** Opens a connection of the caller's making. */
    @FunctionalInterface
    public interface Opening {
        Connection open() throws SQLException;
    }

    /** Makes the table {@code bare_commit}, whose rows have a number and 200 bytes, and opens the connections. */
    public static BareCommits on(Opening opening) throws SQLException {
        var commits = new BareCommits();
        for (int number = 0; number < CONNECTIONS; number++) {
            commits.connections.add(opening.open());
        }
        try (var statement = opening.open().createStatement()) {
            statement.execute("create table if not exists bare_commit (id bigserial primary key, body bytea not null)");
            statement.getConnection().close();
        }
        return commits;
    }

    /** Keeps one row; completes after its commit. */
    public CompletableFuture<?> commit() {
        return CompletableFuture.runAsync(this::insert, callers);
    }

    private void insert() {
        try {
            Connection connection = connections.take();
            try (PreparedStatement statement =
                    connection.prepareStatement("insert into bare_commit (body) values (?)")) {
                statement.setBytes(1, new byte[200]);
                statement.executeUpdate();
            } finally {
                connections.add(connection);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a bare commit failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a connection was awaited", e);
        }
    }

    @Override
    public void close() throws SQLException {
        callers.close();
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
