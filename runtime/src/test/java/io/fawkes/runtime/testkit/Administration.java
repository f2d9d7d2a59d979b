package io.fawkes.runtime.testkit;

import static java.util.UUID.randomUUID;

import io.fawkes.runtime.postgres.PostgresUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The superuser of a test server, who makes and drops databases and their roles. */
record Administration(String host, int port, String user, String password) {
    static Administration of(PostgresUrl url) {
        return new Administration(url.host(), url.port(), url.user(), url.password());
    }

    /** An empty database with two roles of its own. */
    TestDatabase create() {
        var name = freshName();
        execute(
                "create role %s_owner login password 'owner'".formatted(name),
                "create role %s_serving login password 'serving'".formatted(name),
                "create database %1$s owner %1$s_owner".formatted(name));
        return new TestDatabase(name, url(name, name, "serving"), url(name, name, "owner"));
    }

    /** A copy of a database that nobody is connected to; the roles are those of the original. */
    TestDatabase copy(TestDatabase original) {
        var name = freshName();
        execute("create database %1$s template %2$s owner %2$s_owner".formatted(name, original.name()));
        return new TestDatabase(name, url(name, original.name(), "serving"), url(name, original.name(), "owner"));
    }

    void drop(TestDatabase database) {
        execute(
                "drop database %s with (force)".formatted(database.name()),
                "drop role if exists %s_serving".formatted(database.name()),
                "drop role if exists %s_owner".formatted(database.name()));
    }

    private static String freshName() {
        return "test_" + randomUUID().toString().replace("-", "");
    }

    private String url(String database, String owner, String role) {
        return "postgresql://%s_%s:%s@%s:%d/%s?sslmode=disable".formatted(owner, role, role, host, port, database);
    }

    private void execute(String... statements) {
        try (var connection = connect()) {
            for (var sql : statements) {
                try (var statement = connection.createStatement()) {
                    statement.execute(sql);
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "PostgreSQL of the tests at %s:%d failed: %s".formatted(host, port, failure.getMessage()), failure);
        }
    }

    private Connection connect() throws SQLException {
        var url = "jdbc:postgresql://%s:%d/postgres?connectTimeout=10".formatted(host, port);
        return DriverManager.getConnection(url, user, password);
    }
}
