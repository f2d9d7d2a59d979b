package io.fawkes.runtime.postgres;

import io.fawkes.runtime.config.Settings;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a service enters its own database, as two roles: one that serves (no DDL) and one that migrates.
 *
 * @param serving the role that reads and writes rows
 * @param migration the role that owns the schema; absent where someone else migrates, then the schema is only verified
 * @param poolSize most connections at one time, 1 to 1000
 * @param statementTimeout longest one statement may run, 1 ms to 10 min; locks are awaited at most as long
 * @param applicationName shown in {@code pg_stat_activity}
 */
public record PostgresConfig(
        PostgresUrl serving,
        @Nullable PostgresUrl migration,
        int poolSize,
        Duration statementTimeout,
        String applicationName) {
    /** Connections of one process; ten replicas stay below PostgreSQL's default of 100. */
    public static final int DEFAULT_POOL_SIZE = 10;

    /** Longest statement; beyond the default deadline of a unary call nobody waits for the answer. */
    public static final Duration DEFAULT_STATEMENT_TIMEOUT = Duration.ofSeconds(5);

    private static final String SERVING_URL = "FAWKES_POSTGRES_URL";
    private static final String MIGRATION_URL = "FAWKES_POSTGRES_MIGRATION_URL";
    private static final Duration LONGEST_STATEMENT = Duration.ofMinutes(10);

    /**
     * Checks ranges, and that the two roles are two and enter the same database.
     *
     * @throws IllegalArgumentException with one line {@code name: value (expected: ...)}
     */
    public PostgresConfig {
        demand(poolSize > 0 && poolSize <= 1000, "pool size", poolSize, "1 to 1000");
        demand(
                statementTimeout.isPositive() && statementTimeout.compareTo(LONGEST_STATEMENT) <= 0,
                "statement timeout",
                statementTimeout,
                "1 ms to 10 min");
        if (migration != null) {
            demand(
                    !migration.user().equals(serving.user()),
                    "migration role",
                    migration.user(),
                    "another role than the serving one");
            demand(
                    migration.database().equals(serving.database()),
                    "migration database",
                    migration.database(),
                    serving.database());
        }
    }

    /** The configuration with every default. */
    public static PostgresConfig of(String applicationName, PostgresUrl serving, @Nullable PostgresUrl migration) {
        return new PostgresConfig(serving, migration, DEFAULT_POOL_SIZE, DEFAULT_STATEMENT_TIMEOUT, applicationName);
    }

    /**
     * Reads {@code FAWKES_POSTGRES_URL} and, for a process that migrates, {@code FAWKES_POSTGRES_MIGRATION_URL} (either
     * also as {@code _FILE}), and {@code FAWKES_POSTGRES_POOL_SIZE}. Empty after a mistake, which the settings have noted.
     */
    public static Optional<PostgresConfig> from(Settings settings, String applicationName) {
        Optional<PostgresUrl> serving = url(settings, SERVING_URL);
        Optional<PostgresUrl> migration = url(settings, MIGRATION_URL);
        int poolSize = settings.integer("FAWKES_POSTGRES_POOL_SIZE", DEFAULT_POOL_SIZE, 1, 1000);
        if (settings.secret(SERVING_URL).isEmpty()) {
            settings.mistake(SERVING_URL + ": not set (expected: postgresql://user:password@host:port/database)");
        }
        try {
            return serving.map(
                    url -> of(applicationName, url, migration.orElse(null)).withPoolSize(poolSize));
        } catch (IllegalArgumentException e) {
            settings.mistake(MIGRATION_URL + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<PostgresUrl> url(Settings settings, String name) {
        try {
            return settings.secret(name).map(text -> PostgresUrl.parse(name, text));
        } catch (IllegalArgumentException e) {
            settings.mistake(Objects.requireNonNullElse(e.getMessage(), name));
            return Optional.empty();
        }
    }

    /** This configuration with another pool size. */
    public PostgresConfig withPoolSize(int size) {
        return new PostgresConfig(serving, migration, size, statementTimeout, applicationName);
    }

    /** This configuration with another statement timeout. */
    public PostgresConfig withStatementTimeout(Duration timeout) {
        return new PostgresConfig(serving, migration, poolSize, timeout, applicationName);
    }

    /** This configuration as a replica has it that must not migrate. */
    public PostgresConfig withoutMigration() {
        return new PostgresConfig(serving, null, poolSize, statementTimeout, applicationName);
    }

    private static void demand(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, value, expected));
        }
    }
}
