package io.fawkes.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    @Test
    void spacesCallsEvenly() {
        var schedule = Schedule.of(200, 10);

        assertEquals(2_000, schedule.number());
        assertEquals(0, schedule.due(0));
        assertEquals(Duration.ofMillis(5).toNanos(), schedule.due(1));
        assertEquals(Duration.ofSeconds(1).toNanos(), schedule.due(200));
    }

    @Test
    void chargesACallForTheTimeItHadToWaitForTheOneBefore() {
        var schedule = new Schedule(3, Duration.ofMillis(10));

        var latencies = OpenLoop.run(schedule, index -> {
            if (index == 0) {
                stall(Duration.ofMillis(60));
            }
            return CompletableFuture.completedFuture(index);
        });

        assertEquals(3, latencies.count());
        assertTrue(latencies.milliseconds(1) >= 40, "the last was due 20 ms after the first, which took 60");
    }

    /** Holds the caller up, as a full socket would. */
    private static void stall(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void doesNotWaitForAnswersBeforeItAsksAgain() {
        var last = new CompletableFuture<Integer>();

        var latencies = OpenLoop.run(new Schedule(2, Duration.ZERO), index -> {
            if (index == 1) {
                last.complete(index);
            }
            return last;
        });

        assertEquals(2, latencies.count());
    }

    @Test
    void hasNoFigureWhereACallFailed() {
        assertThrows(
                CompletionException.class,
                () -> OpenLoop.run(
                        new Schedule(1, Duration.ZERO),
                        _ -> CompletableFuture.failedFuture(new IllegalStateException("refused"))));
    }

    @Test
    void tellsPercentilesToThreeDigits() {
        var latencies = new Latencies();
        for (int milliseconds = 1; milliseconds <= 100; milliseconds++) {
            latencies.record(TimeUnit.MILLISECONDS.toNanos(milliseconds));
        }

        assertEquals(50, latencies.milliseconds(50), 0.05);
        assertEquals(99, latencies.milliseconds(99), 0.1);
    }
}
