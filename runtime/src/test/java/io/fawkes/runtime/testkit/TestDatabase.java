package io.fawkes.runtime.testkit;

import io.fawkes.runtime.postgres.PostgresConfig;
import io.fawkes.runtime.postgres.PostgresUrl;

/**
 * A database no other test sees, with a role that owns it and one that serves; empty unless {@link Migrated}.
 *
 * @param name of the database
 * @param servingUrl for {@code FAWKES_POSTGRES_URL}
 * @param migrationUrl for the migrating role
 */
public record TestDatabase(String name, String servingUrl, String migrationUrl) {
    /** The configuration of a service that migrates and serves here. */
    public PostgresConfig config() {
        return PostgresConfig.of(
                "test", PostgresUrl.parse("serving", servingUrl), PostgresUrl.parse("migration", migrationUrl));
    }
}
