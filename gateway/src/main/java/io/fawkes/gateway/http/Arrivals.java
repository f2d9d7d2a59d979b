package io.fawkes.gateway.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** When connections came, so that a door that closes knows when nobody comes any more. Safe for concurrent use. */
final class Arrivals {

    private volatile long last = System.nanoTime();

    /** Someone came. */
    void note() {
        last = System.nanoTime();
    }

    /** Returns when nobody has come for {@code quiet}, or after {@code most}, or when the thread is interrupted. */
    void awaitQuiet(Duration quiet, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        try {
            for (long wait = untilQuiet(quiet, end); wait > 0; wait = untilQuiet(quiet, end)) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long untilQuiet(Duration quiet, long end) {
        long now = System.nanoTime();
        return Math.min(last + quiet.toNanos() - now, end - now);
    }
}
