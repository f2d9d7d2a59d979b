package io.fawkes.runtime.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class LeakWatchTest {

    private static final ResourceLeakDetector.Level USUAL = ResourceLeakDetector.getLevel();

    @BeforeAll
    static void followEveryBuffer() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    }

    @AfterAll
    static void followAsUsual() {
        ResourceLeakDetector.setLevel(USUAL);
    }

    @Test
    void failsAClassThatForgetsABuffer() {
        var failures = TestRun.of(Forgetful.class).failures();

        assertEquals(1, failures.size());
        assertTrue(failures.getFirst().contains("LEAK in or before LeakWatchTest$Forgetful"), failures::getFirst);
        assertTrue(failures.getFirst().contains("Forgetful.forgets"), failures::getFirst);
    }

    @Test
    void findsNothingWrongWithAClassThatReleasesItsBuffer() {
        var run = TestRun.of(Tidy.class);

        assertEquals(0, run.failures().size());
        assertEquals(1, run.summary().getTestsSucceededCount());
    }

    @Test
    void knowsALeakByItsLastAccessOnly() {
        var driver =
                "\tio.r2dbc.postgresql.PostgresqlStatement.lambda$collectBindingParameters$1(PostgresqlStatement.java:286)";

        assertTrue(LeakReports.isKnown("Recent access records: \n#1:\n" + driver + "\nCreated at:\n\tio.netty.Any"));
        assertFalse(LeakReports.isKnown("Recent access records: \n#1:\n\tio.netty.Any\n#2:\n" + driver));
        assertFalse(LeakReports.isKnown("Recent access records: \n#1:\n\tio.netty.Any\nCreated at:\n" + driver));
    }

    static final class Forgetful {
        @Test
        void forgets() {
            assertTrue(ByteBufAllocator.DEFAULT.buffer(16).isWritable());
        }
    }

    static final class Tidy {
        @Test
        void releases() {
            assertTrue(ByteBufAllocator.DEFAULT.buffer(16).release());
        }
    }
}
