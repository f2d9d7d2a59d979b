package io.fawkes.standalone.storage;

import io.fawkes.runtime.postgres.PostgresUrl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Makes what a service that stores needs: its database {@code fawkes_<service>}, the owning role {@code
 * fawkes_<service>_owner} and the serving role {@code fawkes_<service>}. What is there already is kept, passwords are set to
 * the kept ones.
 */
public final class DatabaseProvisioner {

    private final PostgresUrl administration;
    private final Secrets secrets;

    /** Provisions on the server of {@code administration}, whose role may make roles and databases. */
    public DatabaseProvisioner(PostgresUrl administration, Secrets secrets) {
        this.administration = administration;
        this.secrets = secrets;
    }

    /**
     * The database of {@code service}, there when this returns.
     *
     * @throws StartFailure if the server cannot be entered or refuses
     */
    public ServiceDatabase provision(String service) {
        var wanted = ServiceDatabase.of(administration, service, secrets::get);
        String name = wanted.serving().user();
        String owner = wanted.migration().user();
        try (Connection connection = Sessions.open(administration, "fawkes-provisioner")) {
            role(connection, owner);
            role(connection, name);
            database(connection, name, owner);
        } catch (SQLException e) {
            throw new StartFailure(
                    EmbeddedDatabase.PART,
                    "%s: %s".formatted(administration, e.getMessage()),
                    "Check FAWKES_POSTGRES_URL: the server must answer and its role must be able to create roles and databases.",
                    e);
        }
        return wanted;
    }

    private void role(Connection connection, String name) throws SQLException {
        String verb = exists(connection, "select 1 from pg_roles where rolname = ?", name) ? "alter" : "create";
        // The secret is hex digits of our own making; DDL takes no parameters.
        execute(connection, "%s role %s login password '%s'".formatted(verb, name, secrets.get(name)));
    }

    private static void database(Connection connection, String name, String owner) throws SQLException {
        if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
            // Who makes a database for another role must be able to become it; a superuser is, others are granted it.
            execute(connection, "grant %s to current_user".formatted(owner));
            execute(connection, "create database %s owner %s".formatted(name, owner));
            execute(connection, "revoke all on database %s from public".formatted(name));
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
