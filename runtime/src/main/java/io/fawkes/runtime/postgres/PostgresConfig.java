package io.fawkes.runtime.postgres;

import java.time.Duration;
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
