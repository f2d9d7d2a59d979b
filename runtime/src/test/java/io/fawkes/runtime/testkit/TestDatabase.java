package io.fawkes.runtime.testkit;

import io.fawkes.runtime.postgres.PostgresConfig;
import io.fawkes.runtime.postgres.PostgresUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A database no other test sees, with a role that owns it and one that serves; empty unless {@link Migrated}.
 *
 * @param name of the database
 * @param servingUrl for {@code FAWKES_POSTGRES_URL}
 * @param migrationUrl for the migrating role
 */
public record TestDatabase(String name, String servingUrl, String migrationUrl) {
    /** A session of the role that owns it, to be closed by the caller. */
    public Connection session() throws SQLException {
        var url = PostgresUrl.parse("migration", migrationUrl);
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(url.host(), url.port(), url.database()),
                url.user(),
                url.password());
    }

    /** The configuration of a service that migrates and serves here. */
    public PostgresConfig config() {
        return PostgresConfig.of(
                "test", PostgresUrl.parse("serving", servingUrl), PostgresUrl.parse("migration", migrationUrl));
    }
}
