package io.fawkes.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Begins calls at their times, whether or not earlier ones were answered, and takes each one's latency from the time it
 * was meant to begin: a server that stands still is charged for all who would have come meanwhile.
 */
public final class OpenLoop {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private OpenLoop() {}

    /**
     * Runs the whole schedule on the calling thread, which must be free to wait, and waits for the last answer.
     *
     * @param call begins call number so and so, and must not block
     * @return the latencies of all calls
     * @throws java.util.concurrent.CompletionException if a call failed: a figure counts only with every answer
     */
    public static Latencies run(Schedule schedule, IntFunction<CompletableFuture<?>> call) {
        var latencies = new Latencies();
        List<CompletableFuture<?>> answers = new ArrayList<>(schedule.number());
        long start = System.nanoTime();
        for (int index = 0; index < schedule.number(); index++) {
            long intended = start + schedule.due(index);
            awaitTime(intended);
            answers.add(call.apply(index).thenRun(() -> latencies.record(System.nanoTime() - intended)));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        return latencies;
    }

    private static void awaitTime(long intended) {
        for (long left = intended - System.nanoTime(); left > 0; left = intended - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
