package io.fawkes.runtime.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("sets a system property")
final class PostgresExtensionTest {
    private final String before = System.getProperty(PostgresExtension.EXTERNAL, "");

    @BeforeEach
    void nameAPortWhereNobodyListens() {
        System.setProperty(PostgresExtension.EXTERNAL, "postgresql://a:b@127.0.0.1:1/postgres?sslmode=disable");
    }

    @AfterEach
    void restore() {
        System.setProperty(PostgresExtension.EXTERNAL, before);
    }

    @Test
    void failsAndNeverSkipsWhenTheDatabaseCannotBeReached() {
        var run = TestRun.of(NeedsDatabase.class);

        assertEquals(1, run.failures().size());
        assertTrue(run.failures().getFirst().contains("127.0.0.1:1"), run.failures()::toString);
        assertEquals(0, run.skipped());
        assertEquals(0, run.summary().getTestsSucceededCount());
    }

    @ExtendWith(PostgresExtension.class)
    static final class NeedsDatabase {
        @Test
        void opens(TestDatabase database) {
            assertNotNull(database);
        }
    }
}
