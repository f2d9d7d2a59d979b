package io.fawkes.runtime.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PostgresConfigTest {
    private static final PostgresUrl SERVING = PostgresUrl.parse("serving", "postgresql://serving:secret@db/facts");

    @Test
    void hasTenConnectionsAndFiveSecondsByDefault() {
        var config = PostgresConfig.of("data-api", SERVING, null);

        assertEquals(10, config.poolSize());
        assertEquals(Duration.ofSeconds(5), config.statementTimeout());
    }

    @Test
    void refusesOneRoleForBothJobs() {
        var refusal =
                assertThrows(IllegalArgumentException.class, () -> PostgresConfig.of("data-api", SERVING, SERVING));

        assertEquals("migration role: serving (expected: another role than the serving one)", refusal.getMessage());
    }

    @Test
    void refusesAMigrationOfAnotherDatabase() {
        var other = PostgresUrl.parse("migration", "postgresql://owner:secret@db/insights");

        var refusal = assertThrows(IllegalArgumentException.class, () -> PostgresConfig.of("data-api", SERVING, other));

        assertEquals("migration database: insights (expected: facts)", refusal.getMessage());
    }

    @Test
    void refusesAnEmptyPool() {
        var config = PostgresConfig.of("data-api", SERVING, null);

        assertThrows(IllegalArgumentException.class, () -> config.withPoolSize(0));
    }

    @Test
    void refusesATimeoutOfNothing() {
        var config = PostgresConfig.of("data-api", SERVING, null);

        assertThrows(IllegalArgumentException.class, () -> config.withStatementTimeout(Duration.ZERO));
    }
}
